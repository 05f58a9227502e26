"""The short version of `python -m tests.contract`: no answer that the document does not tell of."""

import pytest

from claims.api.throttling import AnonymousLimit, SignedInLimit
from tests.contract.asking import ask
from tests.contract.site import fill, tokens

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    pytest.mark.uncounted,
]


@pytest.mark.parametrize("scope", ["anonymous", "correct"])
def test_every_answer_is_as_the_document_says(live_server, tmp_path, monkeypatch, scope):
    for limit in (AnonymousLimit, SignedInLimit):
        monkeypatch.setattr(limit, "rate", "1000000/min", raising=False)
    fill()

    quick = ("--max-examples", "1", "--phases", "examples,fuzzing", "--seed", "7")
    told = ask(live_server.url, tokens()[scope], tmp_path, *quick)

    assert told.holds, told.words
