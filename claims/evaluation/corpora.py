"""A corpus read by the reader and scored, one function for each kind of corpus."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

import claims
from claims.evaluation import attributions, mistakes, nested, reports, sameness, times
from claims.evaluation.attributions import Compared, spans_of
from claims.evaluation.cat import read_cat
from claims.evaluation.gold import read_gold
from claims.evaluation.outcomes import Outcome
from claims.evaluation.polnear import read_days, read_split
from claims.evaluation.texts import MarkedText
from claims.evaluation.timeml import read_timeml
from claims.extraction.calendar import find
from claims.interchange import InterchangeError, catalogue_of, read_speakers, registry_of
from claims.interchange.extracts import Extractor
from sources.parsing.jsonlines import ArticleLine

# The people whom the product knows without being told: PolNeAR's articles are of our world.
_SPEAKERS = Path(claims.__file__).parent / "speakers.yaml"


def evaluate_gold(folder: Path) -> Outcome:
    """A folder in the gold format, read with its own speakers and its gold events."""
    gold = read_gold(folder)
    extractor = Extractor(gold.registry, gold.catalogue)
    lines = [line for article in gold.articles for line in extractor.lines_of(article)]
    comparison = reports.compare(gold.statements, lines)
    same = sameness.Sameness.of(comparison, gold.same, sameness.group_lines(lines, gold.texts()))
    return Outcome(
        corpus=folder.resolve().name,
        figures=reports.score(comparison) | same.figures(),
        types=(*mistakes.TYPES, *sameness.TYPES),
        mistakes=(*mistakes.mistakes(comparison, gold.texts()), *same.mistakes()),
    )


def evaluate_polnear(folder: Path, split: str = "dev") -> Outcome:
    """A split of PolNeAR, attitudes and all; as its labels are flat, without nested reports."""
    compared = list(_compared(folder, split))
    found = tuple(mistake for article in compared for mistake in attributions.mistakes(article))
    return Outcome(f"polnear {split}", attributions.score(compared), attributions.TYPES, found)


def evaluate_nested(path: Path) -> Outcome:
    """Cases of statements within statements, each a text by itself without any known speakers."""
    extractor = Extractor(registry_of([]), catalogue_of([]))
    verdicts = []
    for number, case in enumerate(nested.read_cases(path), 1):
        article = ArticleLine(number, f"urn:case:{case.id}", case.text)
        verdicts.append(nested.judge(case, list(extractor.lines_of(article))))
    failed = tuple(verdict for verdict in verdicts if verdict)
    return Outcome(path.stem, nested.score(verdicts), nested.TYPES, failed)


def evaluate_times(folder: Path) -> Outcome:
    """A folder of TimeML, or of MEANTIME, its times found by the calendar."""
    texts = paired_times(folder)
    found = tuple(mistake for text in texts for mistake in times.mistakes(text))
    return Outcome(folder.resolve().name, times.score(texts), times.TYPES, found)


def paired_times(folder: Path) -> list[times.Paired]:
    """The texts of such a folder, each with the times that the calendar finds."""
    return [times.pair(t, list(find(t.text, t.published))) for t in read_marked(folder)]


def read_marked(folder: Path) -> Iterator[MarkedText]:
    """The texts of the TimeML files of a folder, else of the articles of MEANTIME in and below it.

    Those without a day of their own are left out. `InterchangeError` where there are none.
    """
    paths = sorted(path for path in folder.glob("*.tml") if not path.name.startswith("."))
    paths = paths or sorted(folder.rglob("*.xml"))
    if not paths:
        message = f"{folder}: no TimeML: name a folder of .tml files, or of MEANTIME's .xml"
        raise InterchangeError([message])
    for path in paths:
        try:
            text = read_timeml(path) if path.suffix == ".tml" else read_cat(path)
        except (etree.XMLSyntaxError, ValueError, AttributeError) as error:
            raise InterchangeError([f"{path}: no TimeML with a day of creation: {error}"]) from None
        if text:
            yield text


def _compared(folder: Path, split: str) -> Iterator[Compared]:
    days = read_days(folder)
    extractor = Extractor(registry_of(read_speakers(_SPEAKERS)), catalogue_of([]), attitudes=True)
    for number, labelled in enumerate(read_split(folder, split, with_names=False), 1):
        url = f"https://polnear.example/{labelled.key}"
        article = ArticleLine(number, url, labelled.text, published=days.get(labelled.key))
        lines = [line for line in extractor.lines_of(article) if line["parent"] is None]
        found = [spans_of(line) for line in lines]
        yield Compared(url, labelled.text, labelled.statements, found)
