"""Statements that the reader missed, out of the body of a request."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from rest_framework import serializers

from claims.adding import Addition, AlreadyReported, NotRead, add
from claims.api.bodies import TypedBody
from claims.api.correcting import SpeakerField
from claims.api.problems import BadDecision, Reported, Unread
from claims.corrections import InvalidDecision
from claims.models import Correction
from claims.models.statements import Kind
from claims.quoting import MOST
from sources.models import Article, Revision

_LONGEST = 20_000  # characters of a stretch
_HIGHEST = 2**31 - 1  # of an offset or a number


class StatementRequest(TypedBody):
    """Words of an article that are a statement: told by themselves or by their offsets."""

    article = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    content = serializers.ListField(
        child=serializers.CharField(max_length=_LONGEST),
        min_length=1,
        max_length=MOST,
        required=False,
        help_text="Its stretches in order, as the article's newest text has them; `first words … "
        "last words` stands for all between.",
    )
    at = serializers.IntegerField(
        required=False,
        min_value=0,
        max_value=_HIGHEST,
        help_text="An offset near which they stand, where they stand there more than once.",
    )
    spans = serializers.ListField(
        child=serializers.ListField(
            child=serializers.IntegerField(min_value=0, max_value=_HIGHEST),
            min_length=2,
            max_length=2,
        ),
        min_length=1,
        max_length=MOST,
        required=False,
        help_text="In place of `content`: pairs of offsets into `revision`.",
    )
    revision = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=_HIGHEST,
        help_text="The number of the revision that `spans` count in; the newest unless given.",
    )
    speaker = SpeakerField(required=False, allow_null=True)
    kind = serializers.ChoiceField(
        Kind.choices, required=False, help_text="Told by the quotation marks unless given."
    )
    said = serializers.CharField(
        required=False, allow_blank=True, max_length=80, help_text="EDTF; empty for an unknown day."
    )
    cue = serializers.CharField(
        required=False, allow_blank=True, max_length=500, help_text="The reporting words."
    )
    reason = serializers.CharField(required=False, allow_blank=True, max_length=5000)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The words are told once, in one of two ways."""
        if ("content" in attrs) == ("spans" in attrs):
            message = "Give content (the words) or spans (their offsets), one of the two."
            raise serializers.ValidationError({"content": [message]})
        return attrs

    def add(self, editor: User) -> Correction:
        """Add it; what can't be is a problem that names the field, or what stands in the way."""
        told = self.validated_data
        article = Article.objects.filter(pk=told["article"]).first()
        if article is None:
            message = f"There is no article {told['article']}: bring it in first."
            raise serializers.ValidationError({"article": [message]})
        content = told["content"] if "content" in told else self._words(article)
        at = told["spans"][0][0] if "spans" in told else told.get("at")
        optional = {key: told[key] for key in ("kind", "said", "cue", "reason") if key in told}
        addition = Addition(content, told.get("speaker") or {}, at=at, **optional)
        return _added(article, addition, editor)

    def _words(self, article: Article) -> list[str]:
        """What stands at the spans."""
        spans, number = self.validated_data["spans"], self.validated_data.get("revision")
        rows = Revision.objects.filter(article=article).order_by("-number")
        revision = (rows.filter(number=number) if number else rows).first()
        if revision is None:
            message = f"The article has no revision {number or ''}".strip() + "."
            raise serializers.ValidationError({"revision": [message]})
        if not _in_order(spans, len(revision.text)):
            message = (
                f"Write pairs of a start and a later end, in order, up to {len(revision.text)}."
            )
            raise serializers.ValidationError({"spans": [message]})
        return [revision.text[start:end] for start, end in spans]


def _in_order(spans: Sequence[Sequence[int]], length: int) -> bool:
    offsets = [offset for span in spans for offset in span]
    return (
        offsets == sorted(offsets)
        and offsets[-1] <= length
        and all(start < end for start, end in spans)
    )


def _added(article: Article, addition: Addition, editor: User) -> Correction:
    try:
        return add(article, addition, editor=editor)
    except InvalidDecision as error:
        told = {"field": error.field, "detail": str(error)}
        raise BadDecision(str(error), errors=[told]) from None
    except AlreadyReported as error:
        report = error.report
        raise Reported(str(error), report=report.pk, statement=report.statement_id) from None
    except NotRead as error:
        raise Unread(str(error)) from None
