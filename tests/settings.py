"""The settings under which the tests run: a home of their own, quick passwords, work done at once.

Every process of a run (pytest-xdist starts several) has its own SIGHTLINE_HOME, made before the
ordinary settings are read and removed when it ends. ``DATABASE_URL`` decides which database is
tested, as it does in use; without it, a SQLite file, so that threads and processes meet as they do in use.
"""

import atexit
import os
import shutil
import tempfile
from typing import Any

for name in [name for name in os.environ if name.startswith("SIGHTLINE_")]:
    if name not in ("SIGHTLINE_CHROMIUM", "SIGHTLINE_TEST_DATABASE_URL"):
        del os.environ[name]  # what is set for somebody's own installation says nothing to a test
os.environ["SIGHTLINE_HOME"] = tempfile.mkdtemp(prefix="sightline-tests-")
os.environ["SIGHTLINE_SECRET_KEY"] = "a key that signs nothing but what the tests make"

from sightline.settings import *
from sightline.settings import DATABASES, HOME, STATIC_ROOT, STORAGES


def _remove(home: str, owner: int) -> None:
    if os.getpid() == owner:  # a forked child leaves its parent's home alone
        shutil.rmtree(home, ignore_errors=True)


atexit.register(_remove, str(HOME), os.getpid())
os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.settings"  # what a command started by a test reads
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop running beside the tests

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

_database: dict[str, Any] = dict(DATABASES["default"])
_database["CONN_MAX_AGE"] = 0
if "sqlite3" in _database["ENGINE"]:
    _database["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    _options = dict(_database["OPTIONS"])
    _options["init_command"] = _options["init_command"].replace("synchronous=NORMAL", "synchronous=OFF")
    _database["OPTIONS"] = _options
DATABASES["default"] = _database
