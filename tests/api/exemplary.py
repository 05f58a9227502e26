"""A small world of invented people, in which every operation of the API is asked for once."""

import json
from collections import defaultdict
from typing import Any
from unittest import mock

from claims.api.examples import examples
from claims.curation import decide_event
from claims.models import Proposal, Scope, Statement
from claims.pipeline import process
from claims.rechecking import Answer, answer
from sources.models import Article
from sources.receiving import receive
from tests.api.conftest import ApiClient, holder
from tests.builders import make_chief, make_editor, make_event, make_sample, make_speaker

HOST = "http://127.0.0.1:8000"
_LISTS = {
    "statements": "id",
    "reports": "id",
    "speakers": "slug",
    "events": "slug",
    "outlets": "slug",
    "articles": "id",
}


class World:
    """What was answered, by operation and status; each example of a request is sent."""

    def __init__(self) -> None:
        self.answers: dict[str, dict[str, Any]] = defaultdict(dict)
        self.editor = holder(make_editor("zoe"), *Scope.values)
        make_speaker("Ada Varga", offices=[("Mayor", "Brod", "2030", "")])
        make_speaker("Ilo Brandt", gender="m")
        make_event(aliases=["the bridge"])

    def ask_for_all(self) -> None:
        self.bring()
        self.add()
        self.look()
        cursor = ApiClient().get("/api/v1/changes").json()["cursor"]
        self.follow()
        self.correct()
        self.read("changes_list", f"changes?after={cursor}")
        self.merge()

    def bring(self) -> None:
        for body in bodies("articles_create"):
            held = self.write("articles_create", "articles", body)
            if "text" in body:
                process(receive(held["id"]) or 0)
                self.read("documents_retrieve", f"documents/{held['id']}")

    def add(self) -> None:
        article = Article.objects.get(url=bodies("articles_create")[0]["url"])
        asked = [{**body, "article": article.pk} for body in bodies("statements_create")]
        self.write("statements_create", "statements", asked[0])
        with mock.patch("claims.pipeline.redo"):  # as where a stage fails
            self.write("statements_create", "statements", asked[1])

    def merge(self) -> None:
        event = make_event("The bridge opens", state="proposed")
        Proposal.objects.create(event=event, title=event.title, date=event.date)
        decide_event(event.pk, {"verdict": "published"}, editor=make_editor("clara"))
        for body in bodies("events_partial_update"):
            self.write("events_partial_update", f"events/{event.slug}", body, "patch")
        make_speaker("A. Vargova", slug="a-vargova")
        self.editor = holder(make_chief(), *Scope.values)
        for body in bodies("speakers_partial_update"):
            self.write("speakers_partial_update", "speakers/a-vargova", body, "patch")

    def look(self) -> None:
        """As whoever comes along."""
        told, asked = Answer(speaker={"slug": "ada-varga"}, kind="direct"), make_editor("ben")
        answer(make_sample(self.statement).pk, told, editor=asked)
        answer(make_sample(Statement.objects.all()[0], stratum="confirmed").pk, told, editor=asked)
        self.read("quality", "quality")
        self.read("root_retrieve", "")
        for name, key in _LISTS.items():
            (row,) = self.read(f"{name}_list", f"{name}?limit=1")["results"]
            self.read(f"{name}_retrieve", f"{name}/{row[key]}")

    def follow(self) -> None:
        for body in bodies("outlets_create"):
            self.write("outlets_create", "outlets", body)
        for body in bodies("outlets_partial_update"):
            self.write("outlets_partial_update", "outlets/harbour-post", body, "patch")

    def correct(self) -> None:
        """The one that was read, but where two are said to be the same: there the other."""
        read, added = self.statement.pk, Statement.objects.latest("pk").pk
        for body in bodies("statements_partial_update"):
            asked, path = body, f"statements/{read}"
            if "same_as" in body:
                asked, path = {**body, "same_as": read}, f"statements/{added}"
            if "undo" in body:
                decided = self.write("statements_partial_update", path, {"kind": "mixed"}, "patch")
                asked = {**body, "undo": [decided["history"][0]["id"]]}
            self.write("statements_partial_update", path, asked, "patch")

    @property
    def statement(self) -> Statement:
        return Statement.objects.get(text__contains="hundred years")

    def read(self, operation: str, path: str) -> Any:
        client = self.editor if operation == "documents_retrieve" else ApiClient()
        return self._keep(operation, client.get(f"/api/v1/{path}"))

    def write(self, operation: str, path: str, body: Any, method: str = "post") -> Any:
        headers = {"If-Match": "*"} if method == "patch" else {}
        send = getattr(self.editor, method)
        told = {"content_type": "application/json", "headers": headers}
        return self._keep(operation, send(f"/api/v1/{path}", json.dumps(body), **told))

    def _keep(self, operation: str, answer: Any) -> Any:
        told = json.loads(answer.content.decode().replace("http://testserver", HOST))
        assert answer.status_code < 400, (operation, told)
        if answer.status_code < 300:
            self.answers[operation].setdefault(str(answer.status_code), told)
        return told


def bodies(operation: str) -> list[Any]:
    return list(examples()[operation]["requests"].values())
