"""The relations that the seed articles tell, from ingest to belief."""

import pytest
from django.core.management import call_command

from claims.management.command import PACKAGE
from claims.models import ReadRelation, Relation
from tests.shared import SHARED

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.uncounted]

SEEDS = SHARED / "gold" / "seeds" / "articles.jsonl"


def test_the_spokesman_clarifies_the_president_with_the_cue():
    if not SEEDS.exists():
        pytest.skip(f"{SEEDS} is missing: set ON_RECORD_SHARED to the folder of shared texts")
    call_command("import_speakers", str(PACKAGE / "speakers.yaml"))

    call_command("ingest", str(SEEDS))

    relation = Relation.objects.get(kind="clarifies")
    told = ReadRelation.objects.with_words().get(relation=relation)
    assert relation.statement.speaker.slug == "dmitry-peskov"
    assert relation.other.speaker.slug == "vladimir-putin"
    assert (vars(told)["words"], relation.state) == ("later clarified", "proposed")
