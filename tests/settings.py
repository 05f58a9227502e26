"""The product's settings for tests: a place of their own, and nothing that only costs time."""

import os
import tempfile
from pathlib import Path

if "VAR_DIR" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="on-record-tests-")
    Path(os.environ["VAR_DIR"]).chmod(0o711)  # where tests run as root, PostgreSQL does not
os.environ.setdefault("SECRET_KEY", "tests")

from tracker.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
