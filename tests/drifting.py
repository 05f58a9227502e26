"""Articles whose quotations changed, and articles that tell one story in the same words."""

from claims.beliefs import believe
from claims.drifts import note_drifts
from claims.models import Report, Statement
from sources.models import Revision
from sources.syndication import place
from tests.builders import make_article, make_outlet, make_report, make_revision

WAS = 'Ada Varga spoke. "The bridge will stand this winter," Varga said.'
NOW = 'Ada Varga spoke. "The bridge will not stand this winter," Varga said.'
QUOTE = '"The bridge will stand this winter,"'


def drifted(*texts: str, outlet: str = "The Ledger", **fields) -> tuple[Statement, list[Revision]]:
    """The statement that `QUOTE` of the first text is, and the revisions of these texts."""
    article = make_article(outlet=make_outlet(name=outlet))
    first, *later = [make_revision(article=article, text=text) for text in texts]
    report = make_report(revision=first, quote=QUOTE, **fields)
    note_drifts(article.pk)
    return believe(report.statement), [first, *later]


def told_alike(outlet: str, day: str, *, head: str = "", **fields) -> Report:
    """A report in an article whose words are those of all such articles."""
    words = " ".join(f"word{n} of the tale" for n in range(60))
    article = make_article(outlet=make_outlet(name=outlet), published=day)
    revision = make_revision(article=article, text=f"{head}\n{words}\n{WAS}".lstrip())
    report = make_report(revision=revision, quote=QUOTE, **fields)
    place(article.pk)
    return report
