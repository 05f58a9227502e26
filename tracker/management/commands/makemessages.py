"""Collects what there is to translate: Django's command, with what pages show of data files."""

from typing import Any

from django.conf import settings
from django.core.management.commands import makemessages

from claims.linking.likeness import read_model
from claims.reasons import sentences

NO_TEXTS = ["benchmarks", "docs", "staticfiles", "tests", "training", "var"]


class Command(makemessages.Command):
    """Sentences of reasons and names of features are data, which xgettext does not read."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Let them be code for the time being."""
        texts = [*sentences(), *filter(None, read_model())]
        code = settings.BASE_DIR / "data_to_translate.py"
        code.write_text("".join(f"gettext({text!r})\n" for text in texts), encoding="utf-8")
        options["ignore_patterns"] = [*options["ignore_patterns"], *NO_TEXTS]
        try:
            super().handle(*args, **options)
        finally:
            code.unlink()
