"""Articles that programs bring, and what becomes of them: documents on their way in."""

import json
from collections.abc import Iterator
from typing import Any, cast

from rest_framework import serializers
from rest_framework.mixins import RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from claims.api import shapes
from claims.api.bodies import Body
from claims.api.conditional import Tagged
from claims.api.parameters import refuse_unknown
from claims.api.permissions import EditorsOnly, TokensKeepToScopes
from claims.api.problems import Gone
from claims.api.representations import article_name
from claims.api.schema import serializer
from claims.models import Scope
from sources.documents import LINE, LONGEST, Document, DocumentError, Given, open_document
from sources.models import Fetch, Tombstone
from sources.parsing.canonical import key_of
from sources.parsing.outlets import LONGEST_FEED, fault_in_address
from sources.parsing.plaintext import normalise
from sources.parsing.published import PublishedError, parse_published
from sources.receiving import hand_over_one

_ORIGIN = "the API, "


def _text(told: str, max_length: int | None = None) -> serializers.CharField:
    return serializers.CharField(
        required=False,
        allow_null=True,
        allow_blank=True,
        trim_whitespace=False,
        help_text=told,
        max_length=max_length,
    )


class ArticleRequest(Body):
    """An article as the files have it, or an address alone, which is then fetched."""

    url = _text(
        "Its identity: the same again changes nothing, another text is a new revision.",
        max_length=LONGEST_FEED,
    )
    text = _text("Its text. Give this or `html`, or `url` alone.")
    html = _text("Its page, where there is no text.")
    title = _text("Where text or page tell none.")
    published = _text("ISO 8601 date or date-time; UTC where it names no zone.")
    outlet = _text("The publisher's name.", max_length=LONGEST["outlet"][0])
    language = _text("BCP 47; detected where missing.", max_length=LONGEST["language"][0])

    def to_internal_value(self, data: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
        """The values that are there, whole: spans count from the first character of a text."""
        if not isinstance(data, dict):
            return dict(super().to_internal_value(data))  # which says what it should be
        self.refuse_unknown(data)
        faults = dict(self._faults(data))
        if faults:
            raise serializers.ValidationError(faults)
        return {name: normalise(value) for name, value in data.items() if value}

    def bring(self, who: str) -> Fetch:
        """Hand it over to the workers; errors name the field that no article can be made of."""
        told = self.validated_data
        _refuse_taken_down(told.get("url", ""))
        origin = f"{_ORIGIN}{who}"
        return hand_over_one(_article(origin, told) if _has_words(told) else _address(origin, told))

    def _faults(self, data: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
        for name, value in data.items():
            most = getattr(self.fields[name], "max_length", None)
            if value is not None and not isinstance(value, str):
                yield name, ["Write a text."]
            elif value and most and len(value) > most:
                yield name, [f"Longer than {most} characters: shorten it."]
        if not any(data.get(name) for name in ("text", "html", "url")):
            yield "text", ["Give text or html, or a url alone, which is then fetched."]


def _has_words(told: dict[str, str]) -> bool:
    return bool(told.get("text") or told.get("html"))


def _article(origin: str, told: dict[str, str]) -> Document:
    document = Document(origin, LINE, json.dumps(told).encode())
    try:
        open_document(document)
    except DocumentError as error:
        name, colon, reason = str(error).partition(": ")
        if not (colon and name in told):
            name, reason = "text" if told.get("text") else "html", str(error)
        raise serializers.ValidationError({name: [reason]}) from None
    return document


def _address(origin: str, told: dict[str, str]) -> Document:
    url = told["url"].strip()
    fault = fault_in_address(url, LONGEST_FEED)
    if fault:
        raise serializers.ValidationError({"url": [fault]})
    given = Given(**{name: value.strip() for name, value in told.items() if name != "url"})
    try:
        parse_published(given.published or "2000-01-01")
    except PublishedError as error:
        raise serializers.ValidationError({"published": [str(error)]}) from None
    return Document(origin, url=url, given=given)


def _refuse_taken_down(url: str) -> None:
    tombstone = Tombstone.objects.at([key_of(url)]).first() if url else None
    if tombstone:
        message = f"url: {tombstone.refusal}"
        raise Gone(message)


def document(row: Fetch, request: Request) -> shapes.Document:
    """What has become of it, with where to look next."""
    article = row.revision.article if row.revision else None
    reading = row.revision.readings.order_by("pk").last() if row.revision else None
    address = article and reverse("v1:article-detail", args=[article.pk], request=request)
    return {
        "id": row.pk,
        "url": article.url if article else row.url,
        "state": cast(Any, row.state),
        "outcome": cast(Any, row.outcome),
        "reading": cast(Any, reading and reading.progress),
        "error": row.error,
        "note": row.note,
        "article": article_name(article) if article else None,
        "links": {
            "self": reverse("v1:document-detail", args=[row.pk], request=request),
            "article": cast(str | None, address),
        },
    }


DocumentSerializer = serializer(shapes.Document, document)


class DocumentViewSet(Tagged, RetrieveModelMixin, GenericViewSet[Fetch]):
    """Documents on their way in."""

    permission_classes = [EditorsOnly, TokensKeepToScopes]
    read_scope = Scope.INGEST
    lookup_value_regex = "[0-9]+"
    serializer_class = DocumentSerializer
    pagination_class = None
    queryset = Fetch.objects.select_related("revision__article__outlet")

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """There is nothing to ask for but the one."""
        super().initial(request, *args, **kwargs)
        refuse_unknown(request, ())

    def retrieve(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Where a document stands that was handed over, and the article that came of it."""
        return super().retrieve(request, *args, **kwargs)
