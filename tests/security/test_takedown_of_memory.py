"""Taking down an article whose words editors had remembered, searched for and added to."""

from claims.models import Report, Rule, Sample, SavedSearch, SpeakerMerge
from tests.security.story import OTHER_URL, down


def test_rules_of_its_words_go_and_others_stay(story):
    down()

    assert [(rule.words, rule.reason) for rule in Rule.objects.all()] == [
        ("Av", "As of [removed].")
    ]


def test_saved_searches_for_its_words_go_and_others_stay(story):
    down()

    assert [search.name for search in SavedSearch.objects.all()] == ["Bridges"]


def test_merges_and_re_checks_stay_without_its_words(story):
    down()

    assert SpeakerMerge.objects.get().reason == "[removed], both."
    sample = Sample.objects.get()
    assert (sample.speaker, sample.cue) == ({"name": "[removed]"}, "told [removed]")
    assert sample.rechecks.get().speaker == {"name": "[removed]"}


def test_what_an_editor_found_in_another_article_stays_with_nobodys_name(story):
    down()

    found = Report.objects.get(text="told people in Osk", revision__article__url=OTHER_URL)
    assert found.withdrawn == ""
    assert (found.speaker_name, found.statement.speaker_name) == ("[removed]", "[removed]")
    cited = found.statement.citations.get().document
    assert (cited["speaker"], cited["reports"][0]["credited"]) == ("[removed]", "[removed]")
