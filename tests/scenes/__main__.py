"""Write the kept scenes anew: ``python -m tests.scenes [NAME...]``."""

from __future__ import annotations

import os
import sys

import pytest

from tests.scenes.scene import WRITE


def main() -> int:
    """Have the test write what it would compare."""
    os.environ[WRITE] = "yes"
    names = " or ".join(sys.argv[1:])
    return pytest.main(["-n", "auto", "-k", names, "tests/tui/test_scenes.py"])


if __name__ == "__main__":
    sys.exit(main())
