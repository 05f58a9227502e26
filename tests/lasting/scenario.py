"""Two editors at once over some articles, and all that their decisions have to outlive."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from claims import pipeline
from claims.corrections import Decision, InvalidDecision, StaleStatement, decide, undo
from claims.models import Correction, Report, Speaker, Statement
from sources.models import Article
from tests.builders import make_article, make_editor, make_revision
from tests.lasting.outcome import Outcome, outcome

Field = Correction.Field
EDITORS = ("ada", "ben")
FIRST = date(2031, 1, 1)


@dataclass(frozen=True)
class Story:
    """An article as it comes in."""

    url: str
    title: str
    text: str
    published: str


@dataclass
class Lasting:
    """The run: what was decided, and what was left of it after each thing that happened."""

    stories: list[Story]
    speakers: Path
    seed: int
    done: Counter[str] = field(default_factory=Counter)
    after: dict[str, Outcome] = field(default_factory=dict)

    def run(self, corrections: int, folder: Path) -> Mapping[str, Outcome]:
        """All of it, in an empty database; `folder` is for the file in between."""
        self._begin()
        self._decide(corrections)
        self._look("decided")
        with patch("claims.pipeline.EXTRACTOR_VERSION", "raised"):
            self._read(lambda story: story.text, anew=False)
        self._look("read by another version")
        self._read(self._edited)
        self._look("edited by the outlets")
        file = folder / "corrections.jsonl"
        with file.open("w") as out:
            call_command("export", "corrections", stdout=out)
        lines = len(file.read_text().splitlines())
        call_command("flush", interactive=False, verbosity=0)
        self._begin(edited=True)
        call_command("import_corrections", str(file), stdout=StringIO())
        self._look("in a new database", of=lines)
        return self.after

    def _begin(self, *, edited: bool = False) -> None:
        call_command("import_speakers", str(self.speakers), stdout=StringIO())
        if not edited:
            for name in EDITORS:
                make_editor(name)
        self._read(self._edited if edited else lambda story: story.text)

    def _read(self, text_of: Callable[[Story], str], *, anew: bool = True) -> None:
        for story in self.stories:
            article = Article.objects.filter(url=story.url).first() or make_article(
                url=story.url, title=story.title, published=story.published
            )
            revision = article.revisions.order_by("-number").first()
            if anew or revision is None:
                revision = make_revision(article=article, text=text_of(story))
            pipeline.process(revision.pk)

    def _edited(self, story: Story) -> str:
        """What an outlet makes of it: a new opening, other quotation marks, a paragraph less."""
        chance = random.Random(story.url)  # noqa: S311
        paragraphs = story.text.split("\n\n")
        if len(paragraphs) > 3 and chance.random() < 0.3:
            del paragraphs[chance.randrange(1, len(paragraphs))]
        opening = "This story was brought up to date in the evening."
        text = "\n\n".join([paragraphs[0], opening, *paragraphs[1:]])
        return text.replace("“", '"').replace("”", '"') if chance.random() < 0.5 else text

    def _decide(self, corrections: int) -> None:
        """Both editors at once, each with a share of them."""
        shares = [corrections // 2, corrections - corrections // 2]
        threads = [
            threading.Thread(target=self._edit, args=(name, share, f"{self.seed} {name}"))
            for name, share in zip(EDITORS, shares, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _edit(self, name: str, share: int, seed: str) -> None:
        chance = random.Random(seed)  # noqa: S311
        editor, made = User.objects.get(username=name), 0
        try:
            while made < share:
                made += self._one(chance, editor)
        finally:
            connection.close()

    def _one(self, chance: random.Random, editor: User) -> bool:
        """One decision, or an undo; false where the other editor was faster."""
        mine = Correction.objects.filter(editor=editor, undoes=None, undone_by=None)
        if chance.random() < 0.1 and (row := mine.order_by("?").first()):
            undo(row.pk, editor=editor)
            self.done["undo"] += 1
            return True
        ids = list(Statement.objects.filter(merged_into=None).values_list("pk", flat=True))
        statement = Statement.objects.get(pk=chance.choice(ids))
        decision = self._decision(chance, statement)
        try:
            decide(statement.pk, [decision], editor=editor, version=statement.version)
        except (StaleStatement, InvalidDecision) as error:
            self.done[type(error).__name__] += 1
            return False
        self.done[str(decision.field)] += 1
        return True

    def _decision(self, chance: random.Random, statement: Statement) -> Decision:
        slugs = list(Speaker.objects.order_by("slug").values_list("slug", flat=True))
        decisions = {
            Field.SPEAKER: lambda: {"slug": chance.choice(slugs)},
            Field.SAID: lambda: str(FIRST + timedelta(days=chance.randrange(300))),
            Field.KIND: lambda: chance.choice(["direct", "mixed", "indirect"]),
            Field.VERDICT: lambda: chance.choice(["confirmed", "rejected"]),
            Field.SAME: lambda: self._pairing(chance, statement),
        }
        wanted = chance.choice([*decisions, Field.SPEAKER, Field.SAME])
        return Decision(wanted, decisions[wanted]())

    def _pairing(self, chance: random.Random, statement: Statement) -> dict[str, object]:
        """A parting where there is something to part, or a join with any other."""
        others = Statement.objects.filter(merged_into=None).exclude(pk=statement.pk)
        ids = list(others.order_by("pk").values_list("pk", flat=True))
        reports = Report.objects.filter(statement=statement).order_by("pk")
        if not ids or (reports.count() > 1 and chance.random() < 0.5):
            return {"same": False, "report": reports[0].pk}
        return {"same": True, "statement": chance.choice(ids)}

    def _look(self, when: str, of: int | None = None) -> None:
        self.after[when] = outcome(of)
