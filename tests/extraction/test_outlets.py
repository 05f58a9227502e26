import pytest

from tests.extraction.readings import only, reading_of, reports_of


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“It is late,” Pell told the Orsk Herald.", ("Orsk Herald",)),
        ("“It is late,” Pell told Canal 4 on Monday.", ("Canal 4",)),
        ("“It is late,” Pell said via the Orsk Herald.", ("Orsk Herald",)),
        ("“It is late,” Pell told state TV via Orskinform.", ("Orskinform",)),
        ("In an interview with the Orsk Times’ Nora Lind, Pell said it was late.", ("Orsk Times",)),
        ("According to papers obtained by the Orsk Journal, it is late.", ("Orsk Journal",)),
        ("“It is late,” Pell told parliament.", ()),
        ("“It is late,” Pell told Viktor Lunde.", ()),
    ],
)
def test_outlets_that_the_clause_credits_are_named(text, via):
    assert only(text).via == via


def test_an_articles_own_outlet_goes_by_its_full_name():
    (short,) = reading_of("“It is late,” Pell told the Herald.", outlet="Orsk Herald").reports
    (own,) = reading_of("“It is late,” Pell told this newspaper.", outlet="Orsk Herald").reports

    assert (short.via, own.via) == (("Orsk Herald",), ("Orsk Herald",))


def test_an_interview_holds_for_what_follows():
    first, second = reports_of("Pell told Canal 4 that it was late. “It rains,” he said.")

    assert second.via == first.via == ("Canal 4",)


def test_a_republished_statement_does_not_pass_its_outlet_on():
    first, second = reports_of("“It is late,” Pell said via Canal 4. He said that it rained.")

    assert (first.via, second.via) == (("Canal 4",), ())


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("“It is late,” Pell wrote in a post on X on Monday.", "X"),
        ("Pell said in a post on his Telegram channel that it was late.", "Telegram"),
        ("Pell tweeted: “It is late.”", "X"),
        ("Pell said that it was late.", ""),
    ],
)
def test_a_platform_is_the_medium(text, medium):
    report = only(text)

    assert (report.medium, report.via) == (medium, ())
