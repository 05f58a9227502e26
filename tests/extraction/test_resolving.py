import pytest

from tests.extraction.readings import only, reading_of, reports_of, slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Conrad Pell said it was late.", "conrad-pell"),
        ("Pell said it was late.", "conrad-pell"),
        ("Spokesman Conrad Pell, who is ill, said it was late.", "conrad-pell"),
        ("The Rotunda’s spokesman, Conrad Pell, said it was late.", "conrad-pell"),
        ("The Rotunda spokesman said it was late.", "conrad-pell"),
        ("President Harrow said it was late.", "ludmila-harrow"),
        ("Defense Minister Harrow said it was late.", "bruno-harrow"),
        ("Ms Harrow said it was late.", "ludmila-harrow"),
        ("The Vestrian defence minister said it was late.", "bruno-harrow"),
        ("Ines Towarski said it was late.", "ines-tovarsky"),
        ("Tovarskyy said it was late.", "ines-tovarsky"),
        ("The Almoran president said it was late.", "viktor-lunde"),
        ("The former Almoran president said it was late.", "ines-tovarsky"),
    ],
)
def test_a_source_is_resolved_by_name_title_and_date(text, slug):
    assert slug_of(only(text)) == slug


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for Conrad Pell said it was late.",
        "Pell’s office said it was late.",
        "A senior Vestrian official said it was late.",
        "Relatives of Conrad Pell said it was late.",
        "Hugh Pell Tower said it was late.",
        "Ivan Pell Jr said it was late.",
        "Harrow said it was late.",
    ],
)
def test_who_is_not_sure_stays_without_a_listed_speaker(text):
    assert slug_of(only(text)) in (None, "")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Rotunda said it was late.", "The Rotunda"),
        ("Almora said it was late.", "Almora"),
        ("The defence ministry said it was late.", "The defence ministry"),
        ("A senior official said it was late.", None),
    ],
)
def test_offices_countries_and_institutions_stay_bodies(text, body):
    report = only(text)

    assert (report.speaker, report.body) == (None, body)


def test_a_pronoun_goes_back_to_the_last_speaker_of_its_gender():
    reports = reports_of(
        "Ludmila Harrow met Conrad Pell. She said it was late. He said it was not."
    )

    assert [slug_of(r) for r in reports] == ["ludmila-harrow", "conrad-pell"]


def test_a_name_in_a_quotation_is_nobodys_antecedent():
    text = "Conrad Pell spoke. “Viktor Lunde is late,” he said. He added that it rained."

    assert [slug_of(r) for r in reports_of(text)] == ["conrad-pell", "conrad-pell"]


def test_a_pronoun_after_an_unnamed_source_is_unnamed_too():
    reports = reports_of("Pell left. A council official said it was late. He said it was cold.")

    assert [slug_of(r) for r in reports] == [None, None]


def test_his_spokesman_is_not_him():
    text = (
        "Viktor Lunde and Ludmila Harrow met. Ludmila Harrow left. Her spokesman said it was late."
    )

    assert slug_of(only(text)) == "conrad-pell"


def test_its_spokesman_speaks_for_the_subject_before():
    text = "The Rotunda was silent for days. Later its spokesman said it was late."

    assert slug_of(only(text)) == "conrad-pell"


def test_a_successor_is_found_in_the_same_office():
    text = "Ines Tovarsky left in winter. Her successor said it was late."

    assert slug_of(only(text)) == "viktor-lunde"


def test_the_only_one_of_a_country_may_go_by_it():
    text = "Viktor Lunde came. The Almoran mediator said it was late."

    assert slug_of(only(text)) == "viktor-lunde"


def test_a_person_outside_the_file_keeps_the_full_name():
    text = (
        "Mayor Greta Olm-Sand said it was late. “It is,” Ms Olm-Sand said. "
        "The mayor added that it rained."
    )

    assert {r.speaker.name for r in reports_of(text)} == {"Greta Olm-Sand"}
    assert {slug_of(r) for r in reports_of(text)} == {""}


def test_a_bare_namesake_in_a_heading_is_told_by_the_text_below():
    text = "Harrow warns of war\n\nPresident Ludmila Harrow said that “war is near”."

    assert {slug_of(r) for r in reports_of(text)} == {"ludmila-harrow"}


def test_of_two_presidents_the_one_last_spoken_of_is_meant():
    text = "Viktor Lunde met Ludmila Harrow. Viktor Lunde was late. The president said it rained."

    assert slug_of(only(text)) == "viktor-lunde"


def test_every_listed_name_is_mentioned_whoever_speaks():
    text = "“Pell is late,” Viktor Lunde said. Harrow slept."

    mentions = [(m.span.of(text), m.slug) for m in reading_of(text).mentions]

    assert mentions == [("Pell", "conrad-pell"), ("Viktor Lunde", "viktor-lunde"), ("Harrow", "")]


def test_evidence_names_the_words_and_the_rule():
    text = "Conrad Pell said it was late."

    (evidence,) = only(text).evidence["speaker"]

    assert (evidence.span.of(text), evidence.rule) == ("Conrad Pell", "full name")
    assert only(text).confidence > 0.85


def test_a_pronoun_is_less_sure_than_a_name():
    named, meant = reports_of("Conrad Pell said it was late. He said it was cold.")

    assert meant.confidence < named.confidence


def test_who_says_i_within_their_words_is_their_speaker():
    _, inner = reports_of("“I told the council that the dam was old,” Conrad Pell said.")

    assert (inner.label, slug_of(inner)) == ("I", "conrad-pell")
