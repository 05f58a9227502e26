"""Runs a module that does not outlive its parent: `python -m tracker.leash PARENT celery ...`.

The parent says its own process id: it may be gone before this one can ask whose child it is.
"""

import ctypes
import os
import runpy
import signal
import sys
import warnings

PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Have Linux send SIGTERM when the parent is gone, even where it was killed with -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(1)


def main() -> None:
    """Become the module that the arguments name."""
    end_with(int(sys.argv[1]))
    # Root is fine here: tasks come as JSON, which runs no code.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"celery\.platforms")
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
