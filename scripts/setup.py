"""Makes .venv and installs into it what the lock names, then Sightline itself; at once when that is done.

Run by whatever ``python3`` the machine has, so it keeps to what old ones understand, and hands over to a
newer one where there is one.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import debian

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DONE = VENV / "set-up"
RESTS_ON = ("requirements.lock", "pyproject.toml", "scripts/setup.py")


def main() -> None:
    os.chdir(ROOT)
    wanted = fingerprint()
    if DONE.exists() and DONE.read_text() == wanted and works(PYTHON):
        return
    if sys.version_info < OLDEST:
        hand_over()
    if not works(PYTHON):
        make_venv()
    print("Installing what Sightline needs into .venv ...", flush=True)
    install("--no-deps", "--require-hashes", "-r", "requirements.lock")
    install("--no-deps", "--no-build-isolation", "-e", ".")
    DONE.write_text(wanted)


def fingerprint() -> str:
    """What the environment rests on, and where: a copied folder needs its own."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in RESTS_ON:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def works(python: Path) -> bool:
    """Whether this interpreter is there and new enough."""
    if not python.exists():
        return False
    asked = "import sys; sys.exit(sys.version_info < {})".format(OLDEST)
    return subprocess.call([str(python), "-c", asked], stderr=subprocess.DEVNULL) == 0


def hand_over() -> None:
    """Start again under a newer Python, or say that there is none."""
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, "-m", "scripts.setup"])
    sys.exit(
        "Sightline needs Python 3.11 or newer; {} is {}.{}. Install a newer one and say where it is: "
        "make PYTHON=/path/to/python3.11".format(sys.executable, *sys.version_info[:2])
    )


def make_venv() -> None:
    print("Making .venv with Python {}.{} ...".format(*sys.version_info[:2]), flush=True)
    if create_venv() or (debian.install("python3-venv") and create_venv()):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    sys.exit(
        "Python could not make a virtual environment. On Debian, `apt-get install python3-venv` adds what it "
        "lacks; then run this again."
    )


def create_venv() -> bool:
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if made.returncode:
        sys.stderr.write(made.stdout.decode(errors="replace"))
    return made.returncode == 0


def install(*arguments: str) -> None:
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.call([*pip, *arguments]):
        sys.exit("What Sightline needs could not be installed; the words of pip itself are above.")


if __name__ == "__main__":
    main()
