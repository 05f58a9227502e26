"""Every address of the site, with rows behind those that need some."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import urlsafe_base64_encode

from claims.citing import cite
from claims.corrections import Decision, decide
from claims.curation import decide_event
from claims.models import ApiToken, Batch, Correction, Proposal, SavedSearch, SpeakerMerge
from claims.rules import make_rule
from claims.wording import Wording
from sources.models import Feed, Fetch
from tests.builders import (
    make_article,
    make_editor,
    make_event,
    make_outlet,
    make_report,
    make_revision,
    make_sample,
    make_speaker,
)


@dataclass(frozen=True)
class World:
    """One row of each kind that addresses name; `others` belong to somebody who is no one of us."""

    rows: dict[str, Any]

    @classmethod
    def make(cls) -> "World":
        somebody = make_editor("somebody")
        outlet = make_outlet(name="The Ledger")
        article = make_article(outlet=outlet, url="https://ledger.example/1")
        speaker = make_speaker("Ada Varga")
        revision = make_revision(article=article)
        report = make_report(revision=revision, speaker=speaker, said="2031-05-05")
        event = make_event(slug="opening")
        ApiToken.issue(somebody, "theirs")
        search = SavedSearch.objects.create(user=somebody, name="theirs", query="kind=direct")
        make_revision(article=article, text=revision.text + " It was raining.")
        proposed = make_event(slug="rumour", state="proposed")
        Proposal.objects.create(event=proposed, title=proposed.title)
        decision = Decision(Correction.Field.KIND, "indirect")
        version = report.statement.version
        [correction] = decide(report.statement.pk, [decision], editor=somebody, version=version)
        return cls(
            {
                "statement": report.statement.pk,
                "report": report.pk,
                "article": article.pk,
                "document": Fetch.objects.create(url="https://ledger.example/2").pk,
                "number": 2,
                "speaker": speaker.slug,
                "event": event.slug,
                "outlet": outlet.slug,
                "citation": cite(report.statement.pk).key,
                "search": search.pk,
                "token": ApiToken.objects.get().pk,
                "correction": correction.pk,
                "merge": SpeakerMerge.objects.create(
                    speaker=make_speaker("A Varga"), into=speaker, made_by=somebody
                ).pk,
                "rule": make_rule(Wording("alias", "Nightbird", speaker.slug), editor=somebody).pk,
                "batch": Batch.objects.create(sample=correction, editor=somebody).pk,
                "proposed": proposed.pk,
                "decision": decide_event(proposed.pk, {"place": "Brod"}, editor=somebody)[0].pk,
                "person": somebody.pk,
                "uid": urlsafe_base64_encode(b"%d" % somebody.pk),
                "sample": make_sample(report.statement).pk,
                "feed": Feed.objects.create(outlet=outlet, url="https://ledger.example/feed").pk,
            }
        )

    def address(self, name: str, parts: dict[str, str]) -> str:
        """Of that name, where `parts` says which row or word stands for each part."""
        kwargs = {part: self.rows.get(meant, meant) for part, meant in parts.items()}
        return reverse(name, kwargs=kwargs)


def names(
    resolver: URLResolver | None = None, space: str = "", *, admin: bool = False
) -> Iterator[str]:
    """The names of all addresses, in their name spaces; the admin's only if asked for."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{space}{pattern.name}"
        elif pattern.namespace != "admin":
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner)
        elif admin:
            yield from (f"admin:{p.name}" for p in pattern.url_patterns if getattr(p, "name", ""))
