"""What a rule says, checked; and what a corrected speaker suggests to be remembered."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext

from claims.edtf import EdtfError, bounds
from claims.extraction import keys_of_alias, keys_of_title
from claims.models import Correction, Rule, Speaker
from claims.models.attributed import PRONOUNS
from claims.patterns import pattern_of

LONGEST = 200
ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})
JOINING = frozenset({"of", "for"})  # stand within a title, or between it and what it is of
Kind = Rule.Kind


class InvalidRule(ValueError):  # noqa: N818 - named for what it is
    """A rule that makes no sense; the message says why, and `field` which of its values."""

    def __init__(self, message: str, *, field: str = "") -> None:
        """`field` is the name of the value at fault, "" where it is none."""
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wording:
    """Which words mean whom, from when to when (EDTF, "" where open)."""

    kind: str
    words: str
    speaker: str  # slug
    of: str = ""
    start: str = ""
    end: str = ""

    @classmethod
    def of_rule(cls, rule: Rule) -> "Wording":
        """What a rule says."""
        return cls(rule.kind, rule.words, rule.speaker.slug, rule.of, rule.start, rule.end)

    def check(self, *, but: Rule | None = None) -> Rule:
        """An unsaved rule that says so; raises `InvalidRule`. `but` is what it replaces."""
        speaker = Speaker.objects.current().filter(slug=self.speaker).first()
        if speaker is None:
            message = gettext("There is no speaker “%(speaker)s”: add the speaker first.") % {
                "speaker": self.speaker
            }
            raise InvalidRule(message, field="speaker")
        for field, wrong in (("words", self._wrong_words(speaker)), ("end", self._wrong_period())):
            if wrong:
                raise InvalidRule(wrong, field=field)
        if self._is_told_by_another(speaker, but):
            message = gettext("There is a rule that says so already, standing or proposed.")
            raise InvalidRule(message, field="words")
        values = {key: value for key, value in asdict(self).items() if key != "speaker"}
        earliest, latest = bounds(self.start).earliest, bounds(self.end).latest
        return Rule(speaker=speaker, earliest=earliest, latest=latest, **values)

    def _wrong_words(self, speaker: Speaker) -> str:
        if not self.words or max(len(self.words), len(self.of)) > LONGEST:
            return gettext("Write the words, %(number)s characters at most.") % {"number": LONGEST}
        if self.kind == Kind.TITLE:
            return "" if keys_of_title(self.words) else gettext("These words tell of no title.")
        return self._wrong_name(speaker)

    def _wrong_name(self, speaker: Speaker) -> str:
        if speaker.kind == Speaker.Kind.BODY:
            return gettext("A body has no aliases that articles are read by: choose a person.")
        first, *_ = words = self.words.split()
        known = {name.casefold() for name in (speaker.name, *speaker.aliases)}
        if self.words.casefold() in known:
            return gettext("%(name)s is known by that name already.") % {"name": speaker.name}
        is_name = first[0].isupper() and keys_of_alias(self.words)
        if not is_name or self.words.casefold() in PRONOUNS or len(words) > 5:
            return gettext("A name begins with a capital letter and has five words at most.")
        return ""

    def _wrong_period(self) -> str:
        try:
            start, end = bounds(self.start).earliest, bounds(self.end).latest
        except EdtfError as error:
            return str(error)
        if start and end and end < start:
            return gettext("It ends before it begins (%(start)s).") % {"start": self.start}
        return ""

    def _is_told_by_another(self, speaker: Speaker, but: Rule | None) -> bool:
        same = Rule.objects.filter(speaker=speaker, kind=self.kind, withdrawn_at=None)
        same = same.filter(words__iexact=self.words, of__iexact=self.of)
        same = same.filter(start=self.start, end=self.end)
        return same.exclude(pk=but.pk if but else 0).exists()


def suggested_by(correction: Correction) -> Wording | None:
    """What a correction of a speaker may have remembered; None where it tells no such thing."""
    slug = correction.value.get("slug") if correction.field == Correction.Field.SPEAKER else None
    statement = correction.statement
    if not slug or statement is None or correction.undoes_id is not None:
        return None
    pattern = pattern_of(correction, statement)
    label = pattern.report.label if pattern else ""
    if label.casefold() in PRONOUNS:
        return None
    kind, words, of = _told_by(label)
    return Wording(kind, words, slug, of) if words else None


def _told_by(label: str) -> tuple[str, str, str]:
    """A label as a name, or as a title and what it is of: "the Maravian envoy"."""
    words = label.partition(",")[0].split()
    while words and words[0].casefold() in ARTICLES:
        words = words[1:]
    small = [at for at, word in enumerate(words) if word[0].islower()]
    if not small:
        return Kind.ALIAS, " ".join(words), ""
    first, last = small[0], small[-1] + 1
    head, tail = words[:last], words[last:]
    while head and head[-1].casefold() in ARTICLES:
        head = head[:-1]
    joined = bool(head) and head[-1].casefold() in JOINING
    if joined and 0 < len(tail) <= 2:  # "spokesman for the Hall"
        return Kind.TITLE, " ".join(head[:-1]), " ".join(tail)
    if tail:  # "foreign minister Ada Varga", "Secretary of State Ada Varga"
        return Kind.ALIAS, " ".join(tail[-2:] if joined else tail), ""
    return Kind.TITLE, " ".join(words[first:last]), " ".join(words[:first])
