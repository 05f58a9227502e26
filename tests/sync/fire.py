"""Writers that change everything while clients follow, and whether these hold what is shown."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from unittest.mock import patch

from claims.api.throttling import AnonymousLimit
from claims.models import Change, Touched
from tests.builders import make_editor
from tests.sync.following import LISTS, Follower, listed
from tests.sync.writing import Writer, begin


@dataclass(frozen=True, slots=True)
class Outcome:
    """`differing` names each client and list that are not the same row by row."""

    done: Counter[str]
    refused: Counter[str]
    followers: list[Follower]
    rows: dict[str, int]
    differing: list[str]


def sync_under_fire(
    folder: Path, *, changes: int, writers: int, clients: int, seed: int
) -> Outcome:
    """Let all of them run at once, in threads with connections of their own; then compare."""
    begin()
    editor = make_editor("ada")
    crew = [Writer(seed + number, editor) for number in range(writers)]
    followers = [Follower(seed + n, folder / f"mirror-{n}.db") for n in range(clients)]
    over = Event()
    with (
        patch.dict(AnonymousLimit.THROTTLE_RATES, anon=None, user=None),
        ThreadPoolExecutor(writers + clients) as threads,
    ):
        following = [threads.submit(follower.follow, over) for follower in followers]
        writing = [threads.submit(writer.write, -(-changes // writers)) for writer in crew]
        try:
            for each in writing:
                each.result()
        finally:
            over.set()
        for each in following:
            each.result()
        return _outcome(crew, followers)


def _outcome(crew: list[Writer], followers: list[Follower]) -> Outcome:
    shown = {kind: listed(kind) for kind in LISTS}
    differing = [
        f"{follower.path.name}: {kind}"
        for follower in followers
        for kind in LISTS
        if follower.rows(kind) != shown[kind]
    ]
    if Touched.objects.exists():
        differing.append("changes without a number")
    if Change.objects.count() < sum(map(len, shown.values())):
        differing.append("rows without a change")
    return Outcome(
        done=sum((writer.done for writer in crew), Counter()),
        refused=sum((writer.refused for writer in crew), Counter()),
        followers=followers,
        rows={kind: len(rows) for kind, rows in shown.items()},
        differing=differing,
    )
