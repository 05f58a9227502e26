"""`manage.py demo`: in, in again, and out without a trace."""

from io import StringIO

import pytest
from django.core.management import call_command

from claims.corrections import Decision, decide
from claims.models import Correction, Report, Speaker, Statement
from claims.removal import remove_articles
from sources.models import Article, Outlet
from tests.builders import make_article, make_editor, make_report, make_revision

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]


def demo(*arguments: str) -> str:
    out = StringIO()
    call_command("demo", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def counts() -> list[int]:
    return [model.objects.count() for model in (Article, Statement, Report, Outlet)]


def decide_on(statement: Statement) -> Correction:
    decision = Decision(field=Correction.Field.KIND, value="indirect")
    return decide(statement.pk, [decision], editor=make_editor(), version=statement.version)[0]


def test_the_demo_goes_in_once_and_out_without_a_trace():
    words = demo()
    before = counts()
    again = demo()

    assert "The demo is loaded" in words
    assert (counts(), before[0]) == (before, 10)
    assert words == again
    assert Speaker.objects.filter(tracked=True).exists()

    assert "The demo is gone: 10 articles" in demo("--remove")
    assert counts() == [0, 0, 0, 0]
    assert "0 articles" in demo("--remove")


def test_corrections_on_the_demo_go_only_with_a_yes():
    demo()
    decide_on(Statement.objects.believed()[0])

    with pytest.raises(SystemExit, match="1"):
        demo("--remove")
    assert Article.objects.count() == 10

    assert "1 correction," in demo("--remove", "--no-input")
    assert not Correction.objects.exists()


def test_somebody_at_a_terminal_is_asked(monkeypatch):
    demo()
    decide_on(Statement.objects.believed()[0])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "y")

    assert "The demo is gone" in demo("--remove")


def test_a_statement_that_another_article_reports_stays():
    gone, kept = make_article(), make_article()
    report = make_report(revision=make_revision(article=gone))
    make_report(revision=make_revision(article=kept), statement=report.statement)

    removed = remove_articles(Article.objects.filter(pk=gone.pk))

    assert (removed.articles, removed.statements, removed.outlets) == (1, 0, 1)
    assert Statement.objects.get().reports.count() == 1


def test_a_statement_that_was_merged_away_goes_with_its_successor():
    report = make_report()
    Statement.objects.create(kind="direct", text="x", confidence=1, merged_into=report.statement)

    remove_articles(Article.objects.all())

    assert counts() == [0, 0, 0, 0]


def test_undone_decisions_go_too():
    report = make_report()
    correction = decide_on(report.statement)
    Correction.objects.create(
        statement=report.statement,
        field="kind",
        value="",
        editor=correction.editor,
        undoes=correction,
    )

    assert remove_articles(Article.objects.all()).corrections == 2
