"""The product's settings for tests: a place of their own, and nothing that only costs time."""

import os
import tempfile
from pathlib import Path

os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="on-record-tests-")
os.environ["SECRET_KEY"] = "tests"
Path(os.environ["VAR_DIR"]).chmod(0o711)  # where tests run as root, PostgreSQL does not

from tracker.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
HOST_PACE_SECONDS = 0  # tests of the pace set their own
