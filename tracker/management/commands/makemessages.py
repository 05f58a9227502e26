"""Collects what there is to translate: Django's command, with the reasons' sentences besides."""

from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages

from claims.reasons import sentences

NO_TEXTS = ["benchmarks", "docs", "staticfiles", "tests", "training", "var"]


class Command(makemessages.Command):
    """`claims/reasons.toml` is data, which xgettext does not read."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Let the sentences be code for the time being."""
        code = settings.BASE_DIR / "reasons_to_translate.py"
        code.write_text("".join(f"gettext({text!r})\n" for text in sentences()), encoding="utf-8")
        options["ignore_patterns"] = [*options["ignore_patterns"], *NO_TEXTS]
        try:
            super().handle(*args, **options)
        finally:
            code.unlink()
