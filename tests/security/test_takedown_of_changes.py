"""Taking down an article that changed its words and title, and that another has copied."""

from claims.models import Correction, Drift
from sources.models import EarlierTitle, NearCopy, Signature
from tests.security.story import COPIED, COPY_URL, EARLIER_TITLE, URL, down


def test_before_it_goes_it_has_a_drift_an_earlier_title_and_a_copy(story):
    drift = Drift.objects.get()

    assert ("prindle" in drift.before, "snorvid" in drift.after) == (True, True)
    assert [row.title for row in EarlierTitle.objects.all()] == [EARLIER_TITLE]
    assert Signature.objects.get(article__url=COPY_URL).original.url == URL


def test_its_copy_stays_and_is_nobodys_copy_any_more(story):
    down()

    copy = Signature.objects.get(article__url=COPY_URL)
    assert (copy.original, copy.basis) == (None, "")
    assert copy.revision.text == COPIED
    assert not Drift.objects.exists()
    assert not Correction.objects.filter(field="drift").exists()
    assert not EarlierTitle.objects.exists()
    assert not NearCopy.objects.exists()
