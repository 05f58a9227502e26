"""Use case: what the database holds as lines, for the `export` command and the API alike."""

from claims.exporting.catalogue import (
    line_of_article,
    line_of_event,
    line_of_outlet,
    line_of_speaker,
)
from claims.exporting.statements import (
    head_of_statement,
    line_of_report,
    line_of_statement,
    row_of_statement,
)
from claims.exporting.streams import (
    CHUNK,
    article_lines,
    correction_lines,
    decided_event_lines,
    event_lines,
    merge_lines,
    report_lines,
    rule_lines,
    speaker_lines,
    statement_lines,
)
from claims.exporting.tables import write_table

__all__ = [
    "CHUNK",
    "article_lines",
    "correction_lines",
    "decided_event_lines",
    "event_lines",
    "head_of_statement",
    "line_of_article",
    "line_of_event",
    "line_of_outlet",
    "line_of_report",
    "line_of_speaker",
    "line_of_statement",
    "merge_lines",
    "report_lines",
    "row_of_statement",
    "rule_lines",
    "speaker_lines",
    "statement_lines",
    "write_table",
]
