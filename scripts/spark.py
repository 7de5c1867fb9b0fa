"""Makes Spark ready for the tests that link on it: Java on the machine, pyspark in .venv. ``make run`` needs neither.

Pyspark is 460 MB of source, so it has a lock of its own and is installed when the tests are first run.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from scripts import debian

LOCK = Path(__file__).resolve().parent.parent / "requirements-spark.lock"
JAVA = "openjdk-17-jre-headless"
NO_JAVA = (
    "Linking on Spark is tested too, and that needs Java 17, which was not found. Install it "
    f"(Debian: apt-get install {JAVA}; macOS: brew install openjdk@17), then run make test again."
)
NO_SPARK = (
    f"Linking on Spark is tested too, and {LOCK.name} could not be installed into .venv; "
    "what pip said stands above. See whether a package index can be reached, then run make test again."
)


def missing() -> str | None:
    """What keeps the tests from Spark, as a sentence, after what can be installed was installed."""
    if not java_found() and not (debian.install(JAVA) and java_found()):
        return NO_JAVA
    if not installed() and not install():
        return NO_SPARK
    return None


def java_found() -> bool:
    """Whether there is a Java that starts: some systems have a stub that only says where to get one."""
    java = shutil.which("java")
    return (
        bool(java)
        and subprocess.run([str(java), "-version"], capture_output=True, check=False).returncode == 0
    )


def installed() -> bool:
    """Whether the versions of the lock are in this environment."""
    pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK.read_text(), re.M))
    try:
        return all(metadata.version(name) == version for name, version in pins.items())
    except metadata.PackageNotFoundError:
        return False


def install() -> bool:
    """Build and install what the lock names, without its download being kept twice."""
    print("Installing Spark for the tests into .venv (460 MB) ...", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-build-isolation", "--require-hashes", "-r", str(LOCK)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode == 0
