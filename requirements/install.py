"""Bring .venv, or the environment that VENV names, to what a lock file says.

Standard library only; never installs a package without its hash.

    python requirements/install.py requirements/dev.lock .venv/.run-123 .venv/.dev-456

The stamps after the lock file are empty files that say "this is installed"; if all exist there is nothing to do.
A second call waits for the first. uv is used when it is on the PATH, pip otherwise.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / os.environ.get("VENV", ".venv")
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

# -P: a folder called "dosing" where the command is typed is not taken for the program.
COMMAND = """#!/bin/sh
exec "$(dirname "$0")/python" -P -m dosing "$@"
"""


def main(lock: Path, stamps: list[Path]) -> None:
    """Install `lock` unless every stamp is there already, then write the stamps."""
    folder = os.open(ROOT / "requirements", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # given back by the system when this process ends, however it ends
    if is_python_usable() and all(stamp.exists() for stamp in stamps):
        return
    started = time.monotonic()
    uv = shutil.which("uv")
    print(f"Installing {lock} into {VENV.relative_to(ROOT)} with {'uv' if uv else 'pip'} …", flush=True)
    for stale in VENV.glob(".*-*"):
        stale.unlink()  # before the work: an install that was broken off must not look finished
    if not is_python_usable():
        make_venv()
    if not (uv and is_installed_by_uv(uv, lock)) and not is_installed_by_pip(lock):
        sys.exit(f"{lock} could not be installed: see the message above.")
    link_checkout()
    for stamp in stamps:
        stamp.touch()
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)


def is_python_usable() -> bool:
    """Whether .venv has a Python that starts, is new enough, and has pip."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    return PYTHON.exists() and not subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode


def is_installed_by_uv(uv: str, lock: Path) -> bool:
    """Whether uv did it; if not (it may know another registry than pip), pip is asked next."""
    install: list[str | Path] = [uv, "pip", "install", "-q", "--python", PYTHON, "--require-hashes", "-r", lock]
    return not subprocess.run(install, cwd=ROOT, check=False).returncode


def is_installed_by_pip(lock: Path) -> bool:
    """Whether pip did it; it shows errors only."""
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-qq"]
    return not subprocess.run([*pip, "install", "--require-hashes", "-r", lock], cwd=ROOT, check=False).returncode


def make_venv() -> None:
    """A new, empty .venv made with the Python that runs this script."""
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
        sys.exit(f"{sys.executable} cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv")


def link_checkout() -> None:
    """Make `import dosing` and .venv/bin/dosing use the checkout itself; the paths are relative, so it can be moved."""
    for site_packages in VENV.glob("lib/python3*/site-packages"):
        (site_packages / "dosing-checkout.pth").write_text(os.path.relpath(ROOT, site_packages) + "\n")
    command = VENV / "bin" / "dosing"
    command.write_text(COMMAND)
    command.chmod(0o755)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [ROOT / stamp for stamp in sys.argv[2:]])
