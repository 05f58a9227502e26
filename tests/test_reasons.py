"""Each rule that the reader can write down has a sentence, whoever adds one."""

import ast
from pathlib import Path

import pytest

from claims.extraction.calendar.grammar import RULES as TIMES
from claims.extraction.occasions.named import RULES as OCCASIONS
from claims.linking.relation_rules import RULES as RELATIONS
from claims.reasons import has_reason, reason

CLAIMS = Path(__file__).parents[1] / "claims"
PLACES = {"Evidence": 1, "_evidence": 2, "_Guess": 1, "again": 0}  # of the rule among the arguments
WALKED_ELSEWHERE = {"guess.rule", "expression.rule", "rule.name", "f'credited: {way}'"}


def literals(nodes):
    found = [
        node.value for each in nodes for node in ast.walk(each) if isinstance(node, ast.Constant)
    ]
    return {text for text in found if isinstance(text, str)}


def name_of(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def rules_in(function):
    """The rules of the evidence that a function makes; of a variable all that it can be."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args]
    for call in calls:
        if name_of(call) in PLACES:
            rule = call.args[PLACES[name_of(call)]]
            if isinstance(rule, ast.Name):
                yield from literals(function.body[1:])
            elif isinstance(rule, ast.IfExp):
                yield from literals([rule.body, rule.orelse])
            elif ast.unparse(rule) not in WALKED_ELSEWHERE:
                yield ast.literal_eval(rule)


def rules_of(place):
    modules = sorted((CLAIMS / place).rglob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules]
    functions = [node for tree in trees for node in ast.walk(tree) if type(node) is ast.FunctionDef]
    return {rule for function in functions for rule in rules_in(function)}


@pytest.mark.parametrize(
    ("value", "place", "least"),
    [("speaker", "extraction", 13), ("said", "extraction/occasions", 15), ("events", "linking", 8)],
)
def test_every_rule_that_the_code_names_has_a_sentence(value, place, least):
    rules = rules_of(place) - (rules_of("extraction/occasions") if value == "speaker" else set())

    assert len(rules) >= least
    assert [rule for rule in sorted(rules) if not has_reason(value, rule)] == []


def test_every_rule_of_the_calendar_and_each_tense_has_a_sentence():
    tenses = ["", ", taken as past", ", taken as ahead"]
    names = [rule.name + tense for rule in TIMES for tense in tenses[: 3 if rule.directed else 1]]

    assert [name for name in names if not has_reason("said", name)] == []


def test_every_cue_of_a_relation_has_a_sentence():
    assert [rule.name for rule in RELATIONS if not has_reason("relations", rule.name)] == []


def test_every_occasion_has_a_sentence():
    assert [rule.name for rule in OCCASIONS if not has_reason("occasion", rule.name)] == []


def test_the_tense_that_decided_is_told_too():
    assert reason("said", "weekday, taken as past").startswith("A weekday, reckoned from")
    assert reason("said", "weekday, taken as past") != reason("said", "weekday, taken as ahead")


def test_an_outlet_in_between_is_told_by_the_article_s_own_word_for_it():
    assert reason("via", "credited: told") == "The article credits the outlet: “told”."


def test_what_a_proposal_found_reads_as_what_the_catalogue_finds():
    assert reason("events", "proposed: headline") == reason("events", "headline")


@pytest.mark.parametrize("value", ["speaker", "said", "occasion", "via", "events", "relations"])
def test_a_rule_of_the_past_is_named(value):
    assert reason(value, "taken") == "By the reader’s rule “taken”."
