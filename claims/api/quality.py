"""How right the record is, for programs: what blind re-checks found."""

from typing import Annotated, Literal, TypedDict, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.conditional import Tagged
from claims.api.parameters import refuse_unknown
from claims.api.schema import serializer
from claims.quality import DAYS, LEAST, NO_CUE, REST, Quality, Row, Share, Table, quality


class ShareShape(TypedDict):
    """How many were right, of how many; below `least` no share is published."""

    right: int
    of: Annotated[int, "Those where something was published and the editor could tell."]
    share: float | None
    low: Annotated[float | None, "Of the 95 % interval (Wilson)."]
    high: float | None


class SharesShape(TypedDict):
    """The shares of some statements."""

    answers: Annotated[int, "Statements answered on."]
    statement: Annotated[ShareShape, "That it is one."]
    speaker: ShareShape
    kind: ShareShape
    said: ShareShape


class KindShape(SharesShape):
    """The shares of the statements published as of one kind."""

    name: Literal["direct", "mixed", "indirect"]


class CueShape(SharesShape):
    """The shares of the statements with one cue."""

    name: Annotated[str | None, "In small letters, empty where there is none; null: all the rest."]


class StratumShape(TypedDict):
    """The shares of statements accepted in one way; not to be added to the other's."""

    stratum: Annotated[
        Literal["confirmed", "undecided"],
        "Confirmed by an editor, or published without a decision.",
    ]
    all: SharesShape
    by_kind: list[KindShape]
    by_cue: Annotated[list[CueShape], "The commonest first."]


class QualityShape(TypedDict):
    """What editors said of accepted statements without having seen what is believed."""

    days: Annotated[int | None, "Of that many last days; null for all time."]
    first: Annotated[str | None, "The day of the first answer; null where there is none."]
    last: str | None
    answers: int
    least: Annotated[int, "Below so many there is no share."]
    strata: list[StratumShape]
    agreement: Annotated[SharesShape, "How often two editors, asked apart, say the same."]


class QualityView(Tagged):
    """How much of what was accepted is right."""

    @extend_schema(
        operation_id="quality",
        parameters=[
            OpenApiParameter(
                "days",
                {"type": "integer", "enum": list(DAYS)},
                description="Of the last days alone; without it of all time.",
            )
        ],
        responses=serializer(QualityShape),
    )
    def get(self, request: Request) -> Response:
        """Precision by kind and by cue from blind re-checks, with intervals and counts."""
        refuse_unknown(request, ("days",))
        asked = request.query_params.get("days")
        if asked is not None and asked not in map(str, DAYS):
            message = f"{asked!r} is none of {', '.join(map(str, DAYS))}."
            raise ValidationError({"days": [message]})
        return Response(_written(quality(int(asked) if asked else None)))


def _written(found: Quality) -> QualityShape:
    return {
        "days": found.days,
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
        "answers": found.answers,
        "least": LEAST,
        "strata": [_stratum(table) for table in found.tables],
        "agreement": _shares(found.agreement),
    }


def _stratum(table: Table) -> StratumShape:
    cues: dict[str, str | None] = {REST: None, NO_CUE: ""}
    by_kind = [{**_shares(row), "name": row.name} for row in table.by_kind]
    by_cue = [{**_shares(row), "name": cues.get(row.name, row.name)} for row in table.by_cue]
    told = {"stratum": table.stratum, "all": _shares(table.all)}
    return cast(StratumShape, {**told, "by_kind": by_kind, "by_cue": by_cue})


def _shares(row: Row) -> SharesShape:
    statement, speaker, kind, said = map(_share, row.shares)
    return {
        "answers": row.answers,
        "statement": statement,
        "speaker": speaker,
        "kind": kind,
        "said": said,
    }


def _share(share: Share) -> ShareShape:
    low, high = share.interval if share.is_enough else (None, None)
    return {
        "right": share.right,
        "of": share.of,
        "share": round(share.share, 4) if share.is_enough else None,
        "low": low and round(low, 4),
        "high": high and round(high, 4),
    }
