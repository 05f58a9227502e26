"""A small invented archive, processed, and what its rows look like: for tests of new knowledge."""

from typing import Any

from django.db.models.expressions import RawSQL

from claims.models import Reading, Report, Statement
from claims.pipeline import process
from tests.builders import make_article, make_revision, make_speaker

TEXTS = {
    "ferry": (
        "Ada Varga opened the session in Brod on Monday.\n"
        "“We need no ferry across the strait this year,” the harbour master said.\n"
        "“The old pier will be mended in the summer,” Varga added."
    ),
    "concert": (
        "A concert drew thousands to Brod on Sunday.\n"
        "“The night belongs to the singers of the valley,” Nightbird said.\n"
        "“Nobody slept before the morning came at last,” Ilo Brandt said."
    ),
    "mill": (
        "The mill at Karsk stands still.\n"
        "“Flour will come from the northern hills instead,” Ilo Brandt said after the Lantern Fair."
    ),
    "lantern": (
        "The Lantern Fair in Karsk drew a crowd of strangers.\n"
        "“The Lantern Fair of those three days changed the whole town,” Ilo Brandt said."
    ),
}


def make_archive() -> dict[str, Reading]:
    """The readings of the articles by their names, after every stage."""
    make_speaker("Ada Varga")
    make_speaker("Ilo Brandt", gender="m")
    return {name: read_article(name, text) for name, text in TEXTS.items()}


def read_article(name: str, text: str) -> Reading:
    article = make_article(url=f"https://outlet.example/{name}", published="2031-05-06")
    return process(make_revision(article=article, text=text).pk)


def rows() -> dict[tuple[str, int], dict[str, Any]]:
    """Every report and statement as its row stands, with where: a row that is written moves."""
    kept: dict[tuple[str, int], dict[str, Any]] = {}
    for model in (Report, Statement):
        place = RawSQL(f"{model._meta.db_table}.ctid::text", [])  # noqa: S611 - our own table
        for row in model.objects.annotate(row_place=place).values():
            kept[model.__name__, row["id"]] = dict(row)
    return kept


def written_since(before: dict[tuple[str, int], dict[str, Any]]) -> dict[str, set[str]]:
    """The words of the reports and statements whose rows were made, changed or just rewritten."""
    after = rows()
    found: dict[str, set[str]] = {"Report": set(), "Statement": set()}
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            found[key[0]].add((after.get(key) or before[key])["text"])
    return found
