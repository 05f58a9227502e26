"""Who may open and who may write what: a line an address. One without a line fails the tests.

`get`, `post` and `patch` name the first of `ROLES` that is let in, and all after it are; NOBODY
where the method is none of the address's. `parts` says which row of `World` stands in the address.
"""

from dataclasses import dataclass, field
from typing import Any

ANYBODY, READER, EDITOR, CHIEF, ADMINISTRATOR, NOBODY = range(6)
ROLES = ("anonymous", "reader", "editor", "chief", "administrator")


@dataclass(frozen=True)
class Line:
    """Who may do what at one address; `closed` while reading is not public, but to who signs in."""

    get: int = ANYBODY
    post: int = NOBODY
    parts: dict[str, str] = field(default_factory=dict)
    closed: bool = True
    status: int = 200  # of who may open it
    patch: int = NOBODY


def page(post: int = NOBODY, get: int = ANYBODY, patch: int = NOBODY, **parts: str) -> Line:
    return Line(get, post, parts, patch=patch)


def desk(post: int = NOBODY, get: int = EDITOR, **parts: str) -> Line:
    return Line(get, post, parts)


def write(who: int = EDITOR, **parts: str) -> Line:
    return Line(NOBODY, who, parts)


def always(status: int = 200, get: int = ANYBODY, **told: Any) -> Line:
    parts = {name: told.pop(name) for name in [*told] if name not in ("post", "patch")}
    return Line(get, parts=parts, closed=False, status=status, **told)


# How the names end of what is no page: browsers show it as text, or keep it as a file.
NO_PAGES = (
    "-json",
    "-linked",
    "annotations",
    "annotation",
    "healthz",
    "readyz",
    "health",
    "metrics",
    "date",
)
MATRIX = {
    "sign-in": always(post=ANYBODY),
    "sign-out": always(post=ANYBODY, get=NOBODY),
    "invitation": always(post=ANYBODY, patch=ANYBODY, uidb64="uid", token="forged"),
    "password": page(READER, READER),
    "password-changed": page(get=READER),
    "tokens": page(READER, READER),
    "token-revoke": write(READER, pk="token"),
    "timeline": page(),
    "searches": page(READER, READER),
    "search-rename": write(READER, pk="search"),
    "search-delete": write(READER, pk="search"),
    "statement": page(pk="statement"),
    "cite": write(ANYBODY, pk="statement"),
    "citation": page(key="citation"),
    "citation-json": page(key="citation"),
    "statement-linked": page(pk="statement"),
    "annotations": page(pk="article"),
    "annotation": page(pk="report"),
    "speakers": page(),
    "compare": page(),
    "speaker": page(slug="speaker"),
    "events": page(),
    "event": page(slug="event"),
    "article": page(pk="article"),
    "revision": page(pk="article", number="number"),
    "quality": page(),
    "outlets": page(),
    "outlet": page(slug="outlet"),
    "timeline-form": page(form="json"),
    "speakers-form": page(form="json"),
    "speaker-form": page(slug="speaker", form="csv"),
    "events-form": page(form="csv"),
    "event-form": page(slug="event", form="atom"),
    "outlets-form": page(form="atom"),
    "outlet-form": page(slug="outlet", form="feed.json"),
    "desk": desk(),
    "desk-decisions": desk(),
    "desk-unplaced": desk(),
    "desk-relations": desk(),
    "desk-drifts": desk(),
    "desk-drift": write(pk="statement"),
    "desk-proposals": desk(),
    "desk-proposal": desk(EDITOR, pk="proposed"),
    "desk-proposal-split": write(pk="proposed", statement="statement"),
    "desk-proposal-undo": write(pk="decision"),
    "desk-event-merge": desk(CHIEF, CHIEF, slug="event"),
    "desk-event-split": desk(EDITOR, slug="event"),
    "desk-undo-mine": write(),
    "desk-keys": write(),
    "desk-date": desk(),
    "desk-statement": desk(EDITOR, pk="statement"),
    "desk-verdict": write(pk="statement"),
    "desk-pick": write(pk="statement"),
    "desk-skip": write(pk="statement"),
    "desk-add": desk(EDITOR, pk="article"),
    "desk-words": desk(EDITOR, pk="report"),
    "desk-pairs": desk(),
    "desk-same": desk(EDITOR, pk="statement"),
    "desk-relation": write(pk="statement"),
    "desk-people": desk(CHIEF, CHIEF),
    "desk-person-role": write(CHIEF, pk="person"),
    "desk-person-active": write(CHIEF, pk="person"),
    "desk-person-invitation": write(CHIEF, pk="person"),
    "desk-recheck": desk(),
    "desk-recheck-answer": write(pk="sample"),
    "desk-sources": desk(),
    "desk-sources-find": write(),
    "desk-sources-follow": write(),
    "desk-sources-bring": write(),
    "desk-undo": write(pk="correction"),
    "desk-merges": desk(CHIEF, CHIEF),
    "desk-speaker-split": desk(CHIEF, CHIEF, slug="speaker"),
    "desk-merge-undo": write(CHIEF, pk="merge"),
    "desk-rules": desk(),
    "desk-rule-new": desk(EDITOR),
    "desk-rule": desk(EDITOR, pk="rule"),
    "desk-rule-rehearsal": write(pk="rule"),
    "desk-rule-decide": write(CHIEF, pk="rule"),
    "desk-alike": desk(EDITOR, pk="correction"),
    "desk-batch": desk(pk="batch"),
    "desk-batch-undo": write(pk="batch"),
    "healthz": always(post=ANYBODY, patch=ANYBODY),
    "readyz": always(post=ANYBODY, patch=ANYBODY),
    "health": always(503, post=ANYBODY, patch=ANYBODY),
    "metrics": Line(EDITOR, NOBODY),
    "monitor": desk(),
    "monitor-mend": write(),
    "monitor-ask": write(ADMINISTRATOR, pk="feed"),
    "v1:root": always(),  # tells of the API, not of what is in it
    "v1:changes": page(),
    "v1:quality": page(),
    "v1:schema": always(),  # tells of the API, not of what is in it
    "v1:docs": always(),  # tells of the API, not of what is in it
    "v1:statement-list": page(EDITOR),
    "v1:statement-detail": page(patch=EDITOR, pk="statement"),
    "v1:statement-lines": page(),
    "v1:statement-table": page(),
    "v1:statement-atom": page(),
    "v1:statement-json_feed": page(),
    "v1:report-list": page(),
    "v1:report-detail": page(pk="report"),
    "v1:report-lines": page(),
    "v1:report-table": page(),
    "v1:report-atom": page(),
    "v1:report-json_feed": page(),
    "v1:speaker-list": page(),
    "v1:speaker-detail": page(patch=CHIEF, slug="speaker"),
    "v1:speaker-lines": page(),
    "v1:speaker-table": page(),
    "v1:speaker-atom": page(),
    "v1:speaker-json_feed": page(),
    "v1:event-list": page(),
    "v1:event-detail": page(patch=EDITOR, slug="event"),
    "v1:event-lines": page(),
    "v1:event-table": page(),
    "v1:event-atom": page(),
    "v1:event-json_feed": page(),
    "v1:outlet-list": page(EDITOR),
    "v1:outlet-detail": page(patch=EDITOR, slug="outlet"),
    "v1:outlet-lines": page(),
    "v1:outlet-table": page(),
    "v1:outlet-atom": page(),
    "v1:outlet-json_feed": page(),
    "v1:article-list": page(EDITOR),
    "v1:article-detail": page(pk="article"),
    "v1:article-lines": page(),
    "v1:article-table": page(),
    "v1:article-atom": page(),
    "v1:article-json_feed": page(),
    "v1:document-detail": desk(pk="document"),
}
