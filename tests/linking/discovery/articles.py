"""Articles for discovery: each sentence within bars is a report's content."""

import re
from datetime import date
from itertools import count

from claims.extraction import Document, Span
from claims.linking.discovery import Article, Report

_numbers = count(1)
_MARKED = re.compile(r"\|([^|]+)\|")


def an_article(marked, *, outlet, day=date(2031, 3, 4), title="", utterances=None, **fields):
    """An article whose contents stand between bars: "|The dam broke|, she said."."""
    contents, text, end = [], "", 0
    for match in _MARKED.finditer(marked):
        text += marked[end : match.start()]
        contents.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        end = match.end()
    text += marked[end:]
    keys = [next(_numbers) for _ in contents]
    reports = tuple(
        Report(key, utterance, (span,), explained=fields.get("explained", False))
        for key, utterance, span in zip(keys, utterances or keys, contents, strict=True)
    )
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{day}-{len(text)}"
    document = Document(text, title, day, outlet)
    return Article(url, outlet, document, reports, fields.get("named", ()))


DAM = an_article(
    "|The collapse of the Varn dam was nobody's fault|, Mira Solt said in Osk.\n"
    "Solt said |the dam had been inspected in May|.",
    outlet="Osk Courier",
    title="Solt speaks on the collapse of the Varn dam",
)
DAM_TOO = an_article(
    "Otto Krall told reporters in Osk that |the Varn dam collapse was a crime|.\n"
    "|The collapse had been foretold|, Krall said.",
    outlet="Harbour Post",
    day=date(2031, 3, 5),
    title="Krall calls the Varn dam collapse a crime",
)
TALKS = an_article(
    "|The Brod talks will fail|, Mira Solt said in Osk.",
    outlet="Osk Courier",
    day=date(2031, 3, 6),
    title="Solt expects little of the Brod talks",
)
TALKS_TOO = an_article(
    "Otto Krall, who was in Osk, called |the talks in Brod a theatre|.",
    outlet="Harbour Post",
    day=date(2031, 3, 7),
    title="Krall on the Brod talks",
)
