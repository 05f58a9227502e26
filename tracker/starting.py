"""What `manage.py up` does before the site opens: static files, the demo, a first sign-in."""

import hashlib
import secrets
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from sources.models import Article
from tracker.embedded.place import write_secret

FIRST_USER = "editor"


def collect_static() -> None:
    """Gather and compress the static files, if any changed since the last time."""
    stamp = settings.STATIC_ROOT / ".stamp"
    state = _state_of_static_files()
    if not stamp.exists() or stamp.read_text() != state:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state)


def _state_of_static_files() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_demo() -> None:
    """Load the demo into an embedded database that never had it and has no articles yet."""
    if settings.OWN_DATABASE or settings.PLACE.has("demo"):
        return
    if not Article.objects.exists():
        call_command("demo")
    settings.PLACE.mark("demo")


def sign_in() -> str:
    """Make the first user where there is none; say how to sign in."""
    users = get_user_model().objects
    kept = settings.VAR_DIR / "sign-in"
    if not users.exists():
        kept.unlink(missing_ok=True)
        write_secret(kept, secrets.token_urlsafe(12))
        users.create_superuser(FIRST_USER, password=kept.read_text().strip())
    password = kept.read_text().strip() if kept.exists() else ""
    user = users.filter(username=FIRST_USER).first()
    if user and password and user.check_password(password):
        return f"Sign in as {FIRST_USER} with the password {password} (kept in {kept})"
    return "Sign in as the user whom you made"


def is_free(host: str, port: int) -> bool:
    """Whether the web server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True
