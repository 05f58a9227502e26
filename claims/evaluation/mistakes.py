"""The errors behind the figures of report lines, each with what was wanted and what was found."""

from collections.abc import Iterator, Mapping
from itertools import chain

from claims.evaluation.outcomes import Mistake
from claims.evaluation.reports import Comparison, Line, Pair
from claims.extraction import Span, join_pieces

TYPES = ("missed", "invented", "speaker", "kind", "said", "via")

_NOBODY = "nobody"
_NO_DAY = "no day"
_NO_OUTLET = "no outlet"


def mistakes(comparison: Comparison, texts: Mapping[str, str]) -> tuple[Mistake, ...]:
    """All errors in text order; `texts` are the articles' by address."""
    found = chain(
        ((_place(line), _missed(line, texts[line["article"]])) for line in comparison.missed),
        ((_place(line), _invented(line)) for line in comparison.invented),
        ((_place(pair.gold), wrong) for pair in comparison.pairs for wrong in _wrong(pair)),
    )
    order = {url: number for number, url in enumerate(texts)}
    ranked = sorted(found, key=lambda item: (order[item[1].article], item[0]))
    return tuple(mistake for _, mistake in ranked)


def _place(line: Line) -> int:
    return int(min(start for start, _ in line["content"]))


def _missed(statement: Line, text: str) -> Mistake:
    words = join_pieces(text, [Span(*span) for span in statement["content"]])
    source = _named(statement["speaker"], statement.get("label", ""))
    return Mistake("missed", statement["article"], f"{statement['kind']}, by {source}", words)


def _invented(report: Line) -> Mistake:
    detail = f"{report['kind']}, by {_credited(report)}, confidence {report['confidence']:.2f}"
    return Mistake("invented", report["article"]["url"], detail, report["text"])


def _wrong(pair: Pair) -> Iterator[Mistake]:
    gold, report = pair.gold, pair.report
    day = report["said"]["edtf"] or _NO_DAY
    outlets = ", ".join(report["via"]) or _NO_OUTLET
    checks = (
        ("speaker", pair.same_speaker(), gold["speaker"] or _NOBODY, _credited(report)),
        ("kind", pair.same_kind(), pair.kind, report["kind"]),
        ("said", pair.same_day(), gold["said"] or _NO_DAY, day + _grounds(report, "said")),
        (
            "via",
            pair.same_outlets(),
            ", ".join(gold["via"]) or _NO_OUTLET,
            outlets + _grounds(report, "via"),
        ),
    )
    for kind, is_right, wanted, found in checks:
        if not is_right:
            detail = f"gold {wanted}, found {found}"
            yield Mistake(kind, gold["article"], detail, report["text"])


def _credited(report: Line) -> str:
    """Who was taken for the speaker, and on what grounds."""
    name = report["speaker"]["name"] if report["speaker"] else report["body"]
    return _named(name, report["speaker_label"]) + _grounds(report, "speaker")


def _named(name: str | None, label: str) -> str:
    return f"{name or _NOBODY} (“{label}”)" if label and label != name else name or _NOBODY


def _grounds(report: Line, value: str) -> str:
    """The rules that chose a value, as the evidence has them."""
    rules = dict.fromkeys(item["rule"] for item in report["evidence"][value])
    return f" [{', '.join(rules)}]" if rules else ""
