"""`manage.py import_rules`: names and titles that editors had remembered, into the database."""

from pathlib import Path

from claims.interchange.taught import read_rules
from claims.management.taught import TaughtCommand
from claims.remembering import Remembered, restore_rules


class Command(TaughtCommand):
    """Takes rules in by their keys."""

    help = "Take in the rules that `export rules` wrote, all or none, each once."
    example = "python manage.py import_rules rules.jsonl"

    def store(self, file: Path) -> Remembered:
        """With who decided what of them; what stands is followed by the workers."""
        return restore_rules(read_rules(file))
