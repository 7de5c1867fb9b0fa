"""Installs a Debian package where that can be done without asking: as root, on Debian or its kin.

Read by whatever Python a machine has, so it keeps to what old ones understand.
"""

import os
import shutil
import subprocess


def install(*packages: str) -> bool:
    """Whether the packages are now installed. Without root or apt-get nothing is tried."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("Installing {} ...".format(" and ".join(packages)), flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call(["apt-get", "update", "-qq"], env=quiet, stdin=subprocess.DEVNULL)
    wanted = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.call(wanted, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) == 0
