import pytest

from tests.extraction.readings import contents_of, only, reports_of, words_of


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Conrad Pell said that the dam was safe.", "the dam was safe"),
        ("Conrad Pell said the dam was safe.", "the dam was safe"),
        ("The dam is safe, Conrad Pell said on Monday.", "The dam is safe"),
        ("The dam, Conrad Pell told reporters, is safe.", "The dam … is safe"),
        ("Conrad Pell has promised to mend the dam.", "to mend the dam"),
        ("Conrad Pell vowed in May to mend the dam.", "to mend the dam"),
        ("Conrad Pell accused Almora of flooding the valley.", "Almora of flooding the valley"),
        ("Conrad Pell denied any role.", "any role"),
        ("Conrad Pell told a crowd in Orsk that the dam was safe.", "the dam was safe"),
        ("Conrad Pell told reporters he would mend the dam.", "he would mend the dam"),
        ("Conrad Pell promised voters that it would hold.", "it would hold"),
        ("Conrad Pell confirmed the dam had held.", "the dam had held"),
        ("Conrad Pell said in a letter that the dam was safe.", "the dam was safe"),
        ("Conrad Pell urged the council to wait.", "the council to wait"),
        ("Conrad Pell called for an end to the talks.", "for an end to the talks"),
        ("Conrad Pell pointed out that it rained.", "it rained"),
        ("According to Conrad Pell, the dam is safe.", "the dam is safe"),
        ("The dam is safe, according to Conrad Pell.", "The dam is safe"),
        ("The dam, according to Conrad Pell, is safe.", "The dam … is safe"),
        (
            "Conrad Pell was quoted by the Orsk Herald as saying the dam was safe.",
            "the dam was safe",
        ),
        ("The Orsk Herald cited Conrad Pell as saying that it held.", "it held"),
        ("Conrad Pell used a speech to urge the council to wait.", "the council to wait"),
        ("Conrad Pell will say only that the dam is old.", "the dam is old"),
        ("Asked about the dam, Conrad Pell replied: “It is old.”", "“It is old.”"),
        ("Conrad Pell confirmed the news in a post: “It is old.”", "“It is old.”"),
        ("“It is old,” Conrad Pell said of the dam.", "“It is old,”"),
        ("“It is old,” Pell said in Orsk, V.C., “but safe.”", "“It is old,” … “but safe.”"),
        ("“It is old,” Conrad Pell told Canal 4 the next morning.", "“It is old,”"),
        ("‘It is old,’ said Conrad Pell of the Rotunda.", "‘It is old,’"),
        ("Conrad Pell dismissed as «absurd» the claim.", "«absurd» the claim"),
        ("Pell, who once said “never,” left early.", "“never,”"),
        ("“It is old,” Conrad Pell said, before leaving.", "“It is old,”"),
        ("Conrad Pell is warning that the dam may break.", "the dam may break"),
    ],
)
def test_a_cue_finds_its_content(text, content):
    assert contents_of(text) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Conrad Pell did not say that the dam was safe.",
        "Conrad Pell never said the dam was safe.",
        "Conrad Pell might say that the dam is safe.",
        "If Conrad Pell says that the dam is safe, we shall see.",
        "Conrad Pell declined to comment.",
        "Conrad Pell told no one that the dam was old.",
        "Conrad Pell said nothing.",
        "Conrad Pell was told that the dam was safe.",
        "The claims that Pell made were old.",
        "These are key demands that matter to them.",
        "The “Duke,” as they call him, went home.",
        "Locals call the dam “the Wall”.",
        "Pell’s “dam” joke was old.",
        "A truce declared by Conrad Pell held.",
    ],
)
def test_what_nobody_said_is_no_statement(text):
    assert contents_of(text) == []


def test_a_quotation_goes_on_after_its_cue():
    text = "“It is old,” Pell said. “It will hold.”"

    assert contents_of(text) == ["“It is old,” … “It will hold.”"]


def test_a_cue_in_the_middle_splits_a_quotation():
    assert contents_of("“It is old,” Pell said, “but safe.”") == ["“It is old,” … “but safe.”"]


def test_a_quotation_runs_over_paragraphs():
    text = "“It is old,” Pell said. “It leaks.\n\n“It will hold.”"

    assert contents_of(text) == ["“It is old,” … “It leaks. … “It will hold.”"]


def test_each_cue_makes_a_statement():
    text = "Pell said the dam was old and vowed to mend it, adding that it leaked."

    assert contents_of(text) == ["the dam was old", "to mend it", "it leaked"]


def test_what_was_done_besides_is_no_content():
    text = "Conrad Pell blamed Almora for the flood and cancelled his visit."

    assert contents_of(text) == ["Almora for the flood"]


def test_a_quotation_alone_is_a_statement_of_whom_the_text_is_about():
    text = "Conrad Pell was blunter. “The dam is a disgrace.”"

    report = only(text)

    assert (report.label, report.speaker.name) == ("", "Conrad Pell")


def test_speech_within_speech_has_a_parent():
    text = "Conrad Pell said that Almora had promised to mend the dam."

    outer, inner = reports_of(text)

    assert (outer.parent, inner.parent) == (None, 0)
    assert words_of(text, inner) == "to mend the dam"


def test_a_heading_names_its_source_before_a_colon():
    text = "Rotunda: dam is “safe”\n\nThe dam stood."

    report = only(text)

    assert (words_of(text, report), report.label) == ("dam is “safe”", "Rotunda")


def test_a_heading_may_speak_in_the_present():
    text = "Pell tours valley and promises ‘a new dam’\n\nThe dam stood."

    assert contents_of(text) == ["‘a new dam’"]


def test_a_transcript_names_its_speakers_in_capitals():
    assert contents_of("REPORTER: Is the dam safe?") == ["Is the dam safe?"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is old,” Pell said.", "direct"),
        ("Pell said it was “old”.", "mixed"),
        ("Pell said it was old.", "indirect"),
    ],
)
def test_marks_decide_the_kind(text, kind):
    assert only(text).kind == kind


def test_where_and_when_it_was_said_is_no_content():
    text = "Pell called the dam “a disgrace” during a debate on Canal 4 in May."

    assert contents_of(text) == ["the dam “a disgrace”"]


def test_a_dateline_is_no_content():
    text = "ORSK, May 12 (Vestrian Wire) - The dam is safe, Conrad Pell said."

    assert contents_of(text) == ["The dam is safe"]


def test_furniture_makes_no_statements():
    assert contents_of("READ MORE: Pell says the dam is old") == []
