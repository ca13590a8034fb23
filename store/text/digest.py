"""Short numbers that stand for long texts, the same on every machine and at any time."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # by way of hashlib comes OpenSSL, which takes long to load
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b", "digest"]


def digest(data: bytes) -> int:
    """Give 64 bits of a digest, as a number with a sign."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little", signed=True)
