"""What goes with events of a sort speaks of one that is not named."""

import tomllib
from datetime import date
from importlib.resources import files

from claims.linking.catalogue import CatalogueEvent
from claims.linking.company import Company, company_of
from claims.linking.terms import stems_of
from tests.linking.test_events import links_of

DAY = date(2025, 4, 19)
INQUIRY = CatalogueEvent("inquiry", "Inquiry into the Orel mill", earliest=DAY, latest=DAY)
TRUCE = CatalogueEvent("truce", "Harvest truce of Orel and Brod", earliest=DAY, latest=DAY)


def read(folder, file):
    return tomllib.loads(files(folder).joinpath(file).read_text(encoding="utf-8"))


def terms(text):
    return frozenset(stems_of(text))


def test_every_sort_but_the_general_ones_has_company_and_nothing_else_has():
    sorts = read("claims.linking.discovery", "event_words.toml")
    company = read("claims.linking", "company.toml")

    assert set(company) == {name for name, entry in sorts.items() if not entry.get("general")}


def test_what_is_told_beside_an_event_of_that_sort_speaks_of_it():
    company = Company([INQUIRY, TRUCE], [])

    inspectors = terms("two inspectors published their findings")

    assert company.share("inquiry", inspectors) > company.share("truce", inspectors) == 0.0


def test_words_that_go_with_several_events_of_an_article_tell_less_of_each():
    other = CatalogueEvent("other", "Investigation of the Brod fire")
    inspectors = terms("the inspectors")

    alone = Company([INQUIRY], []).share("inquiry", inspectors)
    beside = Company([INQUIRY, other], []).share("inquiry", inspectors)

    assert alone > beside > 0.0


def test_the_article_speaks_most_of_the_event_whose_company_it_has():
    sentences = [terms("The guns fell silent."), terms("Soldiers lit candles and held fire.")]

    topic = Company([INQUIRY, TRUCE], sentences).topic

    assert topic["truce"] > topic["inquiry"]


def test_an_alias_tells_the_sort_where_the_title_does_not():
    quiet = CatalogueEvent("quiet", "Three quiet days", aliases=("harvest truce",))

    assert company_of(quiet) == company_of(TRUCE)
    assert company_of(CatalogueEvent("nothing", "Three quiet days")) == frozenset()


def test_a_statement_of_inspectors_is_of_the_inquiry_and_not_of_the_truce_named_last():
    text = (
        "An inquiry into the Orel mill was opened. Orel and Brod declared a harvest truce. "
        "She said that the inspectors had published no findings."
    )

    best, *_ = links_of(text, "the inspectors had published no findings", [INQUIRY, TRUCE])

    assert (best.event, best.features["company in content"] > 0) == ("inquiry", True)
