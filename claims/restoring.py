"""Use case: editors' decisions that were exported from another database, or from this one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from claims.adding import queue_added
from claims.gathering import regather
from claims.interchange import InterchangeError
from claims.interchange.corrections import CorrectionEntry
from claims.models import Correction
from claims.placing import place
from sources.models import Address, Article
from sources.parsing.canonical import key_of
from sources.tombs import taken_down


@dataclass(frozen=True, slots=True)
class Restored:
    """How many decisions came in, were here already, stand on a report, and wait for their words.

    `refused` are on words of articles that were taken down here. `editors` are those who were not
    known: made without a password, and inactive.
    """

    new: int
    known: int
    refused: int
    placed: int
    waiting: int
    editors: tuple[str, ...]


@transaction.atomic
def restore(entries: Sequence[CorrectionEntry]) -> Restored:
    """Take in decisions, all or none, each once; they stand in the order in which they were made.

    What can be placed is, the rest waits at the desk until its words are read. Raises
    `InterchangeError` where a decision undoes one that is neither in the file nor here.
    """
    _check_undone(entries)
    admitted = _here(_admitted(entries))
    before = _keys({entry.key for entry in admitted})
    known = before | _keys({entry.undoes for entry in admitted if entry.undoes})
    new = [entry for entry in _in_order(admitted) if entry.key not in before]
    editors, made = editors_named({entry.editor for entry in new})
    for entry in new:
        known[entry.key] = _write(entry, editors[entry.editor], known).pk
    regather(new)
    urls = {entry.article for entry in admitted}
    for article in Article.objects.filter(url__in=urls):
        place(article)
    queue_added(urls)
    rows = Correction.objects.filter(pk__in=[known[entry.key] for entry in admitted])
    placed = rows.exclude(statement=None).count()
    return Restored(
        new=len(new),
        known=len(admitted) - len(new),
        refused=len(entries) - len(admitted),
        placed=placed,
        waiting=rows.count() - placed,
        editors=tuple(made),
    )


def _keys(keys: Iterable[UUID]) -> dict[UUID, int]:
    """The ids of those that are here."""
    return dict(Correction.objects.filter(key__in=list(keys)).values_list("key", "pk"))


def _check_undone(entries: Sequence[CorrectionEntry]) -> None:
    """Refuse what undoes an unknown or a later decision, and one that comes twice."""
    made = {entry.key: entry for entry in entries}
    here = _keys(entry.undoes for entry in entries if entry.undoes)
    problems = []
    for entry in entries:
        if made[entry.key] is not entry:
            problems.append(f"{entry.place}, key: {entry.key} comes twice: leave one out")
        undone = made.get(entry.undoes) if entry.undoes else None
        if entry.undoes and entry.undoes not in here and undone is None:
            message = f"there is no decision {entry.undoes}: import the file that has it"
            problems.append(f"{entry.place}, undoes: {message}")
        if undone and undone.made > entry.made:
            problems.append(f"{entry.place}, undoes: {entry.undoes} was made later than this")
    if problems:
        raise InterchangeError(problems)


def _admitted(entries: Sequence[CorrectionEntry]) -> list[CorrectionEntry]:
    """Those that bring no word of an article back that was taken down, nor undo one that would."""
    keys = {url: key_of(url) for entry in entries for url in _addresses(entry)}
    buried = taken_down(keys.values())
    refused: set[UUID] = set()
    for entry in _in_order(entries):
        if entry.undoes in refused or any(keys[url] in buried for url in _addresses(entry)):
            refused.add(entry.key)
    return [entry for entry in entries if entry.key not in refused]


def _here(entries: Sequence[CorrectionEntry]) -> list[CorrectionEntry]:
    """With the addresses that their articles have here, where these have others."""
    urls = {url for entry in entries for url in _addresses(entry)}
    urls -= set(Article.objects.filter(url__in=urls).values_list("url", flat=True))
    keys = {key_of(url): url for url in urls}
    rows = Address.objects.filter(key__in=keys).values_list("key", "article__url")
    moved = {keys[key]: url for key, url in rows}
    return [
        replace(
            entry,
            article=moved.get(entry.article, entry.article),
            value=_moved(entry.value, moved),
            replaced=_moved(entry.replaced, moved),
        )
        for entry in entries
    ]


def _addresses(entry: CorrectionEntry) -> set[str]:
    """Of all articles whose words a decision names."""
    values = [value for value in (entry.value, entry.replaced) if isinstance(value, dict)]
    anchors = [anchor for value in values for anchor in (value, *value.get("with", ()))]
    return {entry.article} | {a["article_url"] for a in anchors if "article_url" in a}


def _moved(value: Any, moved: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, dict):
        return value
    changed = dict(value)
    if "article_url" in value:
        changed["article_url"] = moved.get(value["article_url"], value["article_url"])
    if "with" in value:
        changed["with"] = [_moved(anchor, moved) for anchor in value["with"]]
    return changed


def _in_order(entries: Sequence[CorrectionEntry]) -> list[CorrectionEntry]:
    """As they were made, each after what it undoes."""
    undoes = {entry.key: entry.undoes for entry in entries}

    def depth(key: UUID | None) -> int:
        steps = 0
        while key is not None and steps <= len(undoes):
            key, steps = undoes.get(key), steps + 1
        return steps

    return sorted(entries, key=lambda entry: (entry.made, depth(entry.key)))


def editors_named(names: Iterable[str]) -> tuple[dict[str, User], list[str]]:
    """The editors by name, and the names of those who had to be made."""
    wanted = sorted(names)
    found = {user.username: user for user in User.objects.filter(username__in=wanted)}
    made = [name for name in wanted if name not in found]
    for name in made:
        found[name] = User.objects.create_user(name, is_active=False)
    return found, made


def _write(entry: CorrectionEntry, editor: User, known: Mapping[UUID, int]) -> Correction:
    """The decision's row; what undoes a decision that is undone here already is that undo."""
    undone = known[entry.undoes] if entry.undoes else None
    standing = Correction.objects.filter(undoes=undone).first() if undone else None
    return standing or Correction.objects.create(
        key=entry.key,
        article_url=entry.article,
        quote=entry.quote,
        quote_prefix=entry.prefix,
        quote_suffix=entry.suffix,
        field=entry.field,
        value=entry.value,
        replaced=entry.replaced,
        cause=entry.cause,
        fault=entry.fault,
        reason=entry.reason,
        editor=editor,
        made_at=entry.made,
        undoes_id=undone,
    )
