"""The errors behind the figures, in words."""

import pytest

from claims.evaluation.mistakes import mistakes
from claims.evaluation.reports import compare
from tests.evaluation.lines import URL, make_gold, make_line

TEXT = "Nobody will sail, said Varn. The rest is weather."


def mistakes_of(golds, lines):
    return mistakes(compare(golds, lines), {URL: TEXT})


def found(value, rule, **fields):
    evidence = {"speaker": [], "said": [], "via": [], value: [{"rule": rule}, {"rule": rule}]}
    return make_line(evidence=evidence, **fields)


def test_a_missed_statement_is_quoted_from_its_article():
    [mistake] = mistakes_of([make_gold(content=[[0, 6], [12, 17]])], [])

    assert mistake.type == "missed"
    assert (mistake.article, mistake.words) == (URL, "Nobody … sail,")
    assert mistake.detail == "direct, by Edda Varn (“Varn”)"


def test_an_invented_statement_says_how_sure_the_reader_was():
    line = found("speaker", "body", speaker=None, body="Quenland", speaker_label="Quenland")

    [mistake] = mistakes_of([], [line])

    assert (mistake.type, mistake.words) == ("invented", "words found")
    assert mistake.detail == "direct, by Quenland [body], confidence 1.00"


@pytest.mark.parametrize(
    ("value", "line", "detail"),
    [
        (
            "speaker",
            found("speaker", "pronoun", speaker={"name": "Imke Dorn"}, speaker_label="she"),
            "gold Edda Varn, found Imke Dorn (“she”) [pronoun]",
        ),
        (
            "speaker",
            make_line(speaker=None, speaker_label=""),
            "gold Edda Varn, found nobody",
        ),
        ("kind", make_line(kind="mixed"), "gold direct, found mixed"),
        (
            "said",
            found("said", "no day told", said={"edtf": ""}),
            "gold 2031-01-02, found no day [no day told]",
        ),
        (
            "via",
            found("via", "credited: told", via=["Radio Quay", "Tide"]),
            "gold Radio Quay, found Radio Quay, Tide [credited: told]",
        ),
        ("via", make_line(via=[]), "gold Radio Quay, found no outlet"),
    ],
)
def test_a_wrong_value_stands_beside_the_right_one_with_its_rule(value, line, detail):
    [mistake] = mistakes_of([make_gold()], [line])

    assert (mistake.type, mistake.detail) == (value, detail)


def test_a_value_where_the_labels_have_none_is_a_mistake_too():
    gold = make_gold(speaker=None, said="", via=[])

    details = [mistake.detail for mistake in mistakes_of([gold], [make_line()])]

    assert details == [
        "gold nobody, found Edda Varn (“Varn”)",
        "gold no day, found 2031-01-02",
        "gold no outlet, found the Radio Quay",
    ]


def test_mistakes_come_in_the_order_of_the_text():
    golds = [make_gold(content=[[20, 25]]), make_gold(kind="mixed")]

    found = mistakes_of(golds, [make_line(), make_line(content=[[11, 16]])])

    assert [mistake.type for mistake in found] == ["kind", "invented", "missed"]
