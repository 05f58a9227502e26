"""Whether the words around an expression look ahead: what turns a bare weekday to the future."""

import re

from claims.extraction.calendar.scene import Found

_BEFORE, _AFTER = 200, 120
_SENTENCE = re.compile(r"(?<=[.!?])[\"”'’]?\s+(?=[A-Z\"“'‘])|\n\s*\n|\n(?=[A-Z])")
_BAR = re.compile(r";|—| - ")
_FUTURE = re.compile(
    r"\b(will|won['’]t|to\s+be\s+held|plans?|planned|planning|expected|expects?|scheduled|due"
    r"|set\s+to|going\s+to|upcoming|next|slated|until|through|by(?!\s+[\d$])|deadline|tomorrow|would|may|must"
    r"|shall|coming|later|be\s+\w+ed)\b|['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(said|says|was|were|had|did|has|have|told|announced|reported|came|went|took|made|gave|met"
    r"|began|since|ago|earlier|last|\w{3,}ed|won|lost|fell|rose|saw|led|left|held|sent|put|spoke"
    r"|wrote|found|ended)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|would(?P<doubtful>)(?!\s+(?:not|have)\b))\b|['’]ll\b"
    r"|\b(?:is|are|was|were)\s+(?:to|due|scheduled|expected|set|slated|supposed)\b|\bto\s+be\s+\w+"
    r"|\b(?:scheduled|slated|expected|due|set|plans?|planned|planning|hopes?|wants?|intends?|agreed"
    r"|vowed|deadline|until|starting|beginning|effective|upcoming)\b|\bas\s+(?:early|soon|late)\s+as\b"
    r"|\bfor\s+(?:an?|the)?\s*\w*\s*(?:meeting|summit|talks|vote|election|hearing)\b|\bby\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\b(?:said|told|announced|reported|added|says|wrote|who|which|after|since|because)\b|[;:]",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:(?P<cue>\w+)\s+)?(?P<verb>\w{3,}ed|held|sent|met)\s+(?:(?:on|late|early)\s+)*$"
)
_NOT_DONE = frozenset({"be", "is", "are", "not", "to"})
_PLANNED = frozenset({"planned", "scheduled", "expected", "slated", "needed", "wanted", "hoped"})
_ENDED = re.compile(r"\b(?:ended|was|were|last|since)\s+(?:\w+\s+)?$", re.IGNORECASE)
_HAD_BEEN = re.compile(r"\bhad\s+(?:been\s+)?$", re.IGNORECASE)
_OWNER = re.compile("['’]s\\b")
_THROUGH = re.compile(r"\bthrough\s+$", re.IGNORECASE)
_OPENING = re.compile(r"(?:(?:later|early|late)\s+)?(?:on)?", re.IGNORECASE)
_FORMS_OF_BE = frozenset({"was", "were", "is", "has", "have"})


def looks_ahead(text: str, found: Found) -> bool:
    """Whether a strong sign of the future stands close before, or opens the clause after."""
    before = _before(text, found)[-70:]
    if _is_done(before):
        return False
    if _THROUGH.search(before):
        return not _PAST.search(before) and not _PAST.search(_after(text, found)[:30])
    owner = _OWNER.match(text, found.end)  # "would appeal Monday's ruling"
    cues = [
        cue
        for cue in _AHEAD.finditer(before)
        if not (_HAD_BEEN.search(before, 0, cue.start()) or (owner and cue["doubtful"] is not None))
    ]
    if cues and not _CUT.search(before, cues[-1].end()):
        return True
    opening = _OPENING.fullmatch(before.strip(" \"“'’—-\n"))
    return opening is not None and _goes_on_ahead(_after(text, found)[:90])


def _goes_on_ahead(after: str) -> bool:
    cues = (cue for cue in _AHEAD.finditer(after) if cue["doubtful"] is None)
    cue, past = next(cues, None), _PAST.search(after)
    if cue and past:
        return cue.start() < past.start() or past[0].lower() in _FORMS_OF_BE
    return cue is not None


def _is_done(before: str) -> bool:
    """Whether a verb of the past stands right before: "the ruling issued Thursday"."""
    done = _DONE.search(before)
    return (
        done is not None
        and done["verb"].lower() not in _PLANNED
        and (done["cue"] or "").lower() not in _NOT_DONE
    )


def has_ended(text: str, found: Found) -> bool:
    """Whether it is the day on which something ended: "the year ended March 31"."""
    return _ENDED.search(_before(text, found)) is not None


def leans_ahead(text: str, found: Found) -> bool:
    """Whether the nearest sign before it, else after it, is one of the future."""
    before = _before(text, found)
    bars = list(_BAR.finditer(before))
    before = before[bars[-1].end() if bars else 0 :][-90:]
    future = max((cue.end() for cue in _FUTURE.finditer(before)), default=-1)
    past = max((cue.end() for cue in _PAST.finditer(_FUTURE.sub(_blank, before))), default=-1)
    if future < 0 and past < 0:
        after = _after(text, found)[:60]
        ahead, behind = _FUTURE.search(after), _PAST.search(after)
        return ahead is not None and (behind is None or ahead.start() < behind.start())
    return future > past


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _before(text: str, found: Found) -> str:
    """The sentence so far."""
    window = text[max(0, found.start - _BEFORE) : found.start]
    ends = list(_SENTENCE.finditer(window))
    return window[ends[-1].end() :] if ends else window


def _after(text: str, found: Found) -> str:
    """The rest of the sentence."""
    window = text[found.end : found.end + _AFTER]
    end = _SENTENCE.search(window)
    return window[: end.start()] if end else window
