import pytest

from claims.extraction.layout import lay_out
from claims.extraction.quotation import find_quotations


def quoted(text):
    return [q.span.of(text) for q in find_quotations(text, lay_out(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said “it is late” twice.", ["“it is late”"]),
        ('She said "it is late" twice.', ['"it is late"']),
        ("She said ‘it is late’ twice.", ["‘it is late’"]),
        ("She said ''it is late'' twice.", ["''it is late''"]),
        ("''It is late,'' she said.", ["''It is late,''"]),
        ("She said 'it is late' twice.", ["'it is late'"]),
        ("She said «it is late» twice.", ["«it is late»"]),
        ("She said « it is late » twice.", ["« it is late »"]),
        ("She said »it is late« twice.", ["»it is late«"]),
        ("She said „it is late“ twice.", ["„it is late“"]),
        ("She said \u2039it is late\u203a twice.", ["\u2039it is late\u203a"]),
    ],
)
def test_every_kind_of_mark_opens_and_closes_a_quotation(text, found):
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    ["It's Pell's car.", "It’s the mayors’ car.", "The ‘30s.", "“", "”"],
)
def test_apostrophes_and_lone_marks_are_no_quotations(text):
    assert quoted(text) == []


def test_a_possessive_plural_does_not_close_a_single_quotation():
    text = "‘The miners’ union is right,’ she said."

    assert quoted(text) == ["‘The miners’ union is right,’"]


def test_marks_inside_a_quotation_are_part_of_it():
    text = "He said \"nobody used the word 'never' there\" and left."

    assert quoted(text) == ["\"nobody used the word 'never' there\""]


def test_a_missing_mark_costs_its_own_paragraph_alone():
    text = "“We are late, she said.\n\n“We are not,” he said."

    assert quoted(text) == ["“We are not,”"]


def test_a_second_opening_mark_shows_that_the_first_was_never_closed():
    text = "“We are late, she said. “We are not,” he said."

    assert quoted(text) == ["“We are not,”"]


def test_a_quotation_left_open_runs_on_where_the_next_paragraph_opens_again():
    text = "“First part.\n\n“Second part.”\n\n“Another,” she said."

    found = find_quotations(text, lay_out(text))

    assert [(q.closed, q.continues) for q in found] == [(False, False), (True, True), (True, False)]
