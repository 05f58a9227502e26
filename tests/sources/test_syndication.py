"""Copies of one story: found as articles come in, whatever the order."""

import random

import pytest

from sources.models import Band, NearCopy, Signature, source_of
from sources.syndication import forget, place, place_unsigned
from tests.builders import make_article, make_outlet, make_revision

pytestmark = pytest.mark.django_db

VOCABULARY = (
    "harbour council ferry winter boat coal cattle guest summer bridge strait captain engine rope "
    "lantern market pier night morning storm ticket island road mill flour singer school clerk"
)


def story(seed: int, paragraphs: int = 8) -> str:
    chance = random.Random(seed)  # noqa: S311
    return "\n".join(
        " ".join(chance.choices(VOCABULARY.split(), k=40)) + "." for _ in range(paragraphs)
    )


def publish(text: str, outlet: str, published: str = "2031-05-06", url: str = ""):
    article = make_article(
        outlet=make_outlet(name=outlet),
        published=published,
        **({"url": url} if url else {}),
    )
    make_revision(article=article, text=text)
    return article


def whose(article) -> tuple[object, str, str]:
    row = Signature.objects.get(article=article)
    return row.original, row.basis, row.credited


def test_a_trimmed_copy_in_another_house_style_points_at_what_it_credits():
    wire = publish("BROD, May 6 (Strait Wire) - " + story(1), "Strait Wire")
    daily = publish("Strait Wire\n" + "\n".join(story(1).upper().split("\n")[:5]), "Daily")

    for article in (daily, wire):
        place(article.pk)

    assert whose(daily) == (wire, "credit", "")
    assert whose(wire) == (None, "", "")


def test_another_story_of_the_day_is_no_copy():
    one, other = publish(story(1), "Strait Wire"), publish(story(2), "Daily")

    for article in (one, other):
        place(article.pk)

    assert not NearCopy.objects.exists()
    assert whose(other) == (None, "", "")


def test_two_reports_of_one_speech_are_no_copies():
    speech = "“" + story(3).replace("\n", " ") + "”"
    one = publish(story(1, 2) + "\n" + speech, "Ledger")
    other = publish(story(2, 2) + "\n" + speech, "Daily")

    for article in (one, other):
        place(article.pk)

    assert not NearCopy.objects.exists()


def test_an_agencys_copy_has_it_for_a_source_though_its_own_article_is_not_here():
    daily = publish("Brod (AFP) - " + story(1), "Daily")

    place(daily.pk)

    assert whose(daily) == (None, "", "AFP")
    assert source_of(daily) == "agence france-presse"


def test_an_article_that_is_rewritten_is_a_copy_no_longer():
    first, later = publish(story(1), "Ledger", "2031-05-05"), publish(story(1), "Daily")
    for article in (first, later):
        place(article.pk)
    make_revision(article=later, text=story(2))

    place(later.pk)

    assert whose(later) == (None, "", "")


def test_a_second_call_changes_nothing():
    first, later = publish(story(1), "Ledger", "2031-05-05"), publish(story(1), "Daily")
    for article in (first, later):
        place(article.pk)
    before = [list(model.objects.order_by("pk").values()) for model in (Signature, NearCopy, Band)]

    place(later.pk)

    after = [list(model.objects.order_by("pk").values()) for model in (Signature, NearCopy, Band)]
    assert after == before


def test_a_day_that_becomes_known_makes_the_original_known():
    first, later = publish(story(1), "Ledger", ""), publish(story(1), "Daily", "2031-05-06")
    for article in (first, later):
        place(article.pk)
    first.published, first.published_day = "2031-05-05", "2031-05-05"
    first.save()

    place(first.pk)

    assert whose(later) == (first, "earliest", "")


def test_an_original_that_goes_leaves_its_copies_to_the_next():
    first, second, third = (
        publish(story(1), name, f"2031-05-0{n}") for n, name in enumerate("ABC", start=1)
    )
    for article in (first, second, third):
        place(article.pk)

    forget([first.pk])
    first.delete()

    assert whose(second) == (None, "", "")
    assert whose(third) == (second, "earliest", "")


def test_articles_that_nobody_read_are_placed_by_and_by():
    publish(story(1), "Ledger")
    publish(story(1), "Daily")

    assert [place_unsigned(1), place_unsigned(5), place_unsigned(5)] == [1, 1, 0]
    assert NearCopy.objects.count() == 1


def test_an_article_without_a_text_or_gone_is_no_error():
    article = make_article()

    place(article.pk)
    place(article.pk + 1)

    assert not Signature.objects.exists()


@pytest.mark.parametrize("seed", range(4))
def test_no_order_of_arrival_makes_a_difference(seed):
    texts = {f"https://a.example/{n}-{m}": copy_of(n, m) for n in range(3) for m in range(6)}
    outlets = {f"Outlet {m}": make_outlet(name=f"Outlet {m}") for m in range(6)}
    for url in random.Random(seed).sample(sorted(texts), len(texts)):  # noqa: S311
        published = f"2031-05-0{1 + int(url[-1]) % 3}"
        outlet = outlets[f"Outlet {url[-1]}"]
        article = make_article(url=url, outlet=outlet, published=published)
        make_revision(article=article, text=texts[url])
        place(article.pk)

    assert told() == EXPECTED


def copy_of(n: int, m: int) -> str:
    """Of each story the fourth outlet's text credits the sixth, and the fifth has its own."""
    kept = [p for at, p in enumerate(story(n).split("\n")) if at != m]
    return "\n".join((["Outlet 5"] if m == 3 else []) + kept) if m != 4 else story(100 + n)


def told() -> set[tuple[str, str, str]]:
    rows = Signature.objects.select_related("article", "original")
    return {(r.article.url, r.original.url if r.original else "", r.basis) for r in rows}


EXPECTED = {
    (
        f"https://a.example/{n}-{m}",
        "" if m in (4, 5) else f"https://a.example/{n}-5",
        "" if m in (4, 5) else "credit",
    )
    for n in range(3)
    for m in range(6)
}
