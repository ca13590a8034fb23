"""Running a tool that may hang, fail or write where the app draws."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from shutil import which


def find(env: Mapping[str, str], tool: str) -> str | None:
    """Give the path of a tool in the environment's own ``PATH``."""
    return which(tool, path=env.get("PATH", os.defpath))


def run(command: Sequence[str], data: bytes, env: Mapping[str, str], seconds: float) -> int | None:
    """Run a program on some input, silently; give its exit status, None when it hung."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(env),
            # A group of its own: what it starts can be ended with it, and an xclip that
            # serves the clipboard outlives this terminal.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError):
        return 127
    try:
        process.communicate(data, timeout=max(seconds, 0.01))
    except subprocess.TimeoutExpired:
        _end(process)
        return None
    except OSError:
        _end(process)
        return 1
    return process.returncode


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            process.kill()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(0.1)
