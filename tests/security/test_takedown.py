import pytest
from django.core.management import call_command

from claims.models import Likeness, Proposal, Statement
from claims.takedown import take_down
from tests.security.story import (
    URL,
    WORDS,
    bring_them_all,
    correct_them,
    dumped,
    leave_it_about,
    packed,
    restored,
)

pytestmark = pytest.mark.services


@pytest.fixture
def story(transactional_db):
    bring_them_all()
    print(list(Statement.objects.values_list("text", "label", "merged_into")))
    print(list(Proposal.objects.values_list("title", "terms", "reports")), Likeness.objects.count())
    correct_them()
    leave_it_about()


def found_in(text):
    return [word for word in WORDS if word in text]


def test_no_table_and_no_backup_holds_a_word_of_it(story, tmp_path):
    assert found_in(dumped()) == WORDS
    assert found_in(packed()) == WORDS

    print(take_down(URL, by="sam", reason="asked by its author"))
    call_command("backup", str(tmp_path / "after.dump"))

    d = dumped()
    for line in d.splitlines():
        if found_in(line):
            print(line[:1000])
    assert found_in(d) == []
    assert found_in(packed()) == []
    assert found_in(restored(tmp_path / "after.dump")) == []
