"""Where a report stands in its article: as it was read, and as editors decided."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.extraction import Span
from claims.models.spans import span_list, spans_of


class InText(models.Model):
    """The spans and the words of a report, and who relays them.

    The columns are what was read. Over them lies `edited`, which `claims.editing` derives from the
    editors' decisions: `{"content": [[start, end]], "text": ..., "around": [before, after]}`,
    `{"via": [...]}`, and `{"parent": true}` where `edited_parent` holds, not `parent`. Pages and
    programs take the properties.
    """

    content = span_list()
    source = span_list(blank=True)
    cue = span_list(blank=True)
    place = models.CharField(max_length=64, help_text="SHA-256 of content and cue spans")
    quote_prefix = models.CharField(max_length=32, blank=True)
    quote_suffix = models.CharField(max_length=32, blank=True)
    via = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    medium = models.CharField(max_length=100, blank=True)
    edited = models.JSONField(null=True, blank=True, help_text="what editors decided on it")

    text: Any

    class Meta:
        abstract = True

    @property
    def read_spans(self) -> tuple[Span, ...]:
        """Where the content stands in the revision's text, as it was read."""
        return spans_of(self.content)

    @property
    def content_spans(self) -> tuple[Span, ...]:
        """Where the content stands in the revision's text."""
        told = (self.edited or {}).get("content")
        return tuple(Span(*pair) for pair in told) if told else self.read_spans

    @property
    def words(self) -> str:
        """The content's words."""
        return str((self.edited or {}).get("text") or self.text)

    @property
    def relayed_by(self) -> list[str]:
        """The outlets in between, in order."""
        told: list[str] = (self.edited or {}).get("via", self.via)
        return told

    @property
    def source_spans(self) -> tuple[Span, ...]:
        """Where the source is named."""
        return spans_of(self.source)

    @property
    def cue_spans(self) -> tuple[Span, ...]:
        """Where the cue stands."""
        return spans_of(self.cue)

    def selectors(self) -> Iterator[tuple[str, str, str]]:
        """By what it is found again: words, and what stands before and after; read, then edited."""
        yield self.text, self.quote_prefix, self.quote_suffix
        around = (self.edited or {}).get("around")
        if around:
            yield self.words, around[0], around[1]
