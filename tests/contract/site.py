"""A site with rows of every kind, what became of others, and a token for each scope."""

from claims.beliefs import believe
from claims.corrections import Decision, Field, decide
from claims.models import ApiToken, Event, Reference, Scope, Speaker, Statement
from claims.takedown import take_down
from tests.builders import (
    make_chief,
    make_editor,
    make_event,
    make_report,
    make_speaker,
    make_statement,
)


def fill() -> None:
    """Rows of every list, and ones that were merged, rejected or taken down."""
    editor = make_editor("contract")
    for number in range(3):
        offices = [("Mayor", "Harbour", "2030", "")]
        speaker = make_speaker(f"Speaker {number}", offices=offices)
        report = make_report(speaker=speaker, said="2031-05-05")
        Reference.objects.create(report=report, event=make_event(f"Event {number}"), confidence=0.9)
        statement = believe(report.statement)
        decision = Decision(Field.KIND, "indirect")
        decide(statement.pk, [decision], editor=editor, version=statement.version)
    Speaker.objects.filter(slug="speaker-2").update(merged_into=Speaker.objects.earliest("pk"))
    Event.objects.filter(slug="event-2").update(merged_into=Event.objects.earliest("pk"))
    merged, rejected = make_statement(), make_statement()
    Statement.objects.filter(pk=merged.pk).update(merged_into=Statement.objects.earliest("pk"))
    Statement.objects.filter(pk=rejected.pk).update(status="rejected")
    take_down(make_report().revision.article.url, by="contract")


def tokens() -> dict[str, str]:
    """A token of a chief for each scope, and none for the anonymous."""
    chief = make_chief("program")
    return {"anonymous": ""} | {
        scope: ApiToken.issue(chief, scope, [scope]) for scope in Scope.values
    }
