"""An article of invented words that went all the way through, and where its words may lie."""

import subprocess
from pathlib import Path
from typing import Any

import zstandard
from django.contrib.auth.models import User

from claims.adding import Addition, add
from claims.citing import cite
from claims.corrections import Decision, decide
from claims.curation import decide_event
from claims.ingestion import ingest
from claims.merging import merge_speakers
from claims.models import Correction, Drift, Event, Report, SavedSearch, Speaker, Statement
from claims.rechecking import Answer, answer
from claims.rules import accept_rule, make_rule
from claims.takedown import TakenDown, take_down
from claims.wording import Wording
from sources.documents import TEXT, Document, Given
from sources.models import Article, Fetch, RawBytes
from sources.receiving import hand_over
from tests.builders import make_editor, make_sample, make_speaker
from tracker import archiving

URL = "https://lantern.example/dam"
OTHER_URL = "https://harbour.example/dam"
TITLE = "Quorvex gremblings by the dam"
EARLIER_TITLE = "Brasquent news from the dam"
COPY_URL = "https://copyist.example/dam"
SHARED = "We will never sell the old harbour to strangers from the north"
# Where its copy and it use the same words, so that these stay by rule.
COPIED = """Snow lay on the road by the river when the wall gave way and water came to the mill.
Three bridges went with it, and the school on the far side was shut until the roads were dry.
Boats brought bread and blankets over from the other side of the lake for as long as it was light.
By nightfall the water was at the church, where forty families slept on the floor until morning."""
TEXT_OF_IT = f"""The Varn dam collapse in Osk brought quorvex gremblings to Velmora on Tuesday.
“The Varn dam collapse was a zibbelous crime, a flumptious wrong,” Mira Solt said in Osk on Tuesday.
“{SHARED},” Ada Varga told reporters on Tuesday.
“Our trellicks will glimmer past every snorvid door,” said Vellix Trombadour, a harbour pilot.
Otto Krall said that nobody would pay for the quombery of the Varn dam.
{COPIED}"""
TEXT_AT_FIRST = TEXT_OF_IT.replace("snorvid", "prindle").replace("quorvex", "brasquent quorvex")
TEXT_OF_ANOTHER = f"""Otto Krall told people in Osk that the Varn dam collapse was nobody's fault.
“{SHARED},” Ada Varga told reporters on Tuesday.
“A judge must ask who poured the concrete,” Mira Solt said in Osk."""
TEXT_OF_A_THIRD = (
    "Jan Pohl said in Osk on Wednesday that the collapse of the Varn dam was foretold."
)
PILOT = {"name": "Vellix Trombadour"}
SEARCHES = [
    ("Snorvid doors", "speaker=otto-krall"),
    ("Doors", "q=%22every+snorvid%22"),
    ("Bridges", "q=bridge"),
]
WORDS = [
    *("quorvex", "gremblings", "zibbelous", "flumptious", "trellicks"),
    *("snorvid", "vellix", "trombadour", "quombery"),
    *("brasquent", "prindle"),  # of its first title, and of a quotation as it was at first
]


def document(url, text, outlet, title="", day="2031-03-04") -> Document:
    given = Given(title=title, published=day, outlet=outlet, language="en")
    return Document("a test", TEXT, text.encode(), url=url, given=given)


def the_article() -> Document:
    return document(URL, TEXT_OF_IT, "The Lantern", TITLE)


def the_article_at_first() -> Document:
    return document(URL, TEXT_AT_FIRST, "The Lantern", EARLIER_TITLE)


def bring_them_all() -> None:
    """Ingested, one of them twice and one a copy of it; matched, linked, proposed from."""
    for name in ("Mira Solt", "Otto Krall", "Ada Varga", "Jan Pohl"):
        make_speaker(name)
    another = document(OTHER_URL, TEXT_OF_ANOTHER, "Harbour Post", day="2031-03-05")
    third = document("https://osk.example/1", TEXT_OF_A_THIRD, "Osk Courier", day="2031-03-05")
    copy = document(COPY_URL, COPIED, "The Copyist", day="2031-03-06")
    found = [the_article_at_first(), another, third, copy, the_article()]
    assert not ingest(found, tell=print).faults


def reported(words: str, url: str = URL) -> Report:
    return Report.objects.standing().get(revision__article__url=url, text__contains=words)


def decide_on(report: Report, field: str, value: object, reason: str) -> None:
    statement = Statement.objects.get(pk=report.statement_id)
    decision = Decision(Correction.Field(field), value, reason=reason)
    editor = User.objects.first() or make_editor()
    decide(statement.pk, [decision], editor=editor, version=statement.version)


def correct_them() -> None:
    """Decisions on the article's statements and on others', which repeat its words."""
    decide_on(reported(SHARED), "kind", "mixed", "The Lantern has zibbelous beside it.")
    decide_on(reported(SHARED), "speaker", PILOT, "So the pilot said.")
    own = reported("trellicks")
    decide_on(own, "speaker", PILOT, "As told.")
    related = {"kind": "responds_to", "statement": own.statement_id, "state": "confirmed"}
    decide_on(reported("fault", OTHER_URL), "relation", related, "To what was said of trellicks.")
    same = {"same": True, "statement": own.statement_id}
    decide_on(reported("concrete", OTHER_URL), "same", same, "Alike.")
    drift = Drift.objects.get()
    dismissed = {"report": drift.report_id, "to": 2, "state": "dismissed"}
    decide_on(drift.report, "drift", dismissed, "A prindle is a door.")
    decide_on_words()
    remember_them()
    name_the_event()
    for statement in Statement.objects.believed():
        cite(statement.pk)


def decide_on_words() -> None:
    """Its words moved and added to; its pilot credited with what another's reader missed."""
    own, other = reported("trellicks"), reported("concrete", OTHER_URL)
    decide_on(own, "content", {"report": own.pk, "content": ["Our trellicks will glimmer"]}, "")
    decide_on(other, "via", {"report": other.pk, "via": ["Vellix Trombadour"]}, "By the pilot.")
    for url, words in ((URL, "a harbour pilot"), (OTHER_URL, "told people in Osk")):
        addition = Addition([words], speaker=PILOT, reason="Of snorvid doors.")
        add(Article.objects.get(url=url), addition, editor=User.objects.get())


def remember_them() -> None:
    """Rules, a merge, searches and a re-check in its words."""
    by = User.objects.get()
    ada, twice = Speaker.objects.get(slug="ada-varga"), make_speaker("Ada V. Varga")
    merge_speakers(twice.pk, ada.pk, chief=by, reason="Flumptious, both.")
    for wording in (Wording("title", "quombery envoy", ada.slug), Wording("alias", "Av", ada.slug)):
        rule = make_rule(wording, editor=by, reason="As of trellicks.")
        accept_rule(rule.pk, chief=by)
    for name, query in SEARCHES:
        SavedSearch.objects.create(user=by, name=name, query=query)
    statement = reported("foretold", "https://osk.example/1").statement
    sample = make_sample(statement, speaker=PILOT, cue="told gremblings")
    answer(sample.pk, Answer(speaker=PILOT), editor=by)


def name_the_event() -> None:
    """Published under the article's words, which its address keeps."""
    event = Event.objects.exclude(proposal=None)[0]
    values = {"verdict": "published", "title": "Quorvex collapse of the Varn dam"}
    editor = User.objects.get()
    decide_event(event.pk, values, editor=editor, reason="A flumptious matter.")
    Event.objects.filter(pk=event.pk).update(slug="quorvex-collapse")


def leave_it_about() -> None:
    """The article on its way a second time, once waiting and once failed."""
    hand_over([the_article(), document(URL, "No article", "The Lantern", TITLE)])
    Fetch.objects.latest("pk").fail("ValueError: no date in “Quorvex gremblings”")


def down(url: str = URL, **more: Any) -> TakenDown:
    return take_down(url, by="sam", reason="its author asked", **more)


def dumped() -> str:
    """The whole database as text."""
    return archiving._run("pg_dump", "--data-only", "--inserts").lower()


def restored(backup: Path) -> str:
    """What a backup would bring back, as text."""
    words = [archiving._program("pg_restore"), "--data-only", "--file=-", str(backup)]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.lower()


def packed() -> str:
    """What lies in the database compressed."""
    columns = (RawBytes.objects.all(), Fetch.objects.exclude(compressed=None))
    rows = [one for rows in columns for one in rows.values_list("compressed", flat=True)]
    return b"\n".join(zstandard.decompress(bytes(one)) for one in rows).decode().lower()
