from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from claims.browse.histogram import AT_LEAST, Counted, draw


def on(day, count=1):
    return Counted(date.fromisoformat(day), date.fromisoformat(day), count)


def counts_of(drawing):
    return [(str(bar.since), bar.count) for bar in drawing.bars if bar.count]


def test_a_few_weeks_are_drawn_by_day():
    drawing = draw([on("2031-05-01", 2), on("2031-05-20", 4)])

    assert drawing.unit.name == "day"
    assert counts_of(drawing) == [("2031-05-01", 2), ("2031-05-20", 4)]


def test_bars_are_scaled_to_the_tallest_and_leave_no_gaps():
    drawing = draw([on("2031-05-01", 2), on("2031-05-03", 4)])

    assert [(bar.y, bar.height) for bar in drawing.bars[-3:]] == [(50, 50), (100, 0), (0, 100)]
    assert [bar.x for bar in drawing.bars] == list(range(0, drawing.width, 10))
    assert len(drawing.bars) == AT_LEAST


def test_most_of_the_statements_decide_on_the_unit_and_the_rest_is_earlier():
    drawing = draw([on("2014-03-18", 1), on("2031-03-01", 5), on("2031-05-31", 5)])

    assert (drawing.unit.name, drawing.earlier) == ("day", 1)
    assert drawing.before == date(2031, 2, 28)


def test_years_are_drawn_where_statements_are_far_apart():
    drawing = draw([on("1999-03-18"), on("2014-03-18"), on("2031-05-01")])

    last = drawing.bars[-1]
    assert drawing.unit.name == "year"
    assert (str(last.since), str(last.until)) == ("2031-01-01", "2031-12-31")


def test_a_month_wide_date_is_in_no_bar_of_a_day():
    drawing = draw([on("2031-05-02", 9), Counted(date(2031, 5, 1), date(2031, 5, 31), 3)])

    assert (drawing.unit.name, drawing.wider) == ("day", 3)


def test_months_are_drawn_where_most_dates_are_months():
    drawing = draw([on("2031-05-02"), Counted(date(2031, 5, 1), date(2031, 5, 31), 3)])

    assert (drawing.unit.name, counts_of(drawing)) == ("month", [("2031-05-01", 4)])


def test_nothing_dated_is_nothing_to_draw():
    assert draw([]) is None


@given(st.lists(st.tuples(st.dates(), st.dates(), st.integers(1, 9)), min_size=1, max_size=6))
def test_every_statement_is_drawn_or_told_of_whatever_its_dates(rows):
    counted = [Counted(min(a, b), max(a, b), count) for a, b, count in rows]

    drawing = draw(counted)

    assert drawing is None or (
        sum(bar.count for bar in drawing.bars) + drawing.earlier + drawing.wider
        == sum(row.statements for row in counted)
    )
