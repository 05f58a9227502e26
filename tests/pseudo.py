"""A pseudo-translation: every text in marks, so that what no catalogue was asked for stands out.

Only the words of a message are marked; what it is filled with stands between the marks, and has
been translated itself or is data.
"""

import ast
import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.template.base import Lexer, TokenType
from django.utils.translation import trans_real
from lxml import html

OPENING, CLOSING = "⟦", "⟧"
CONTEXT_ENDS = "\x04"
# Names that are the same in every language, and units.
NAMES = {"On Record", "JSON", "CSV", "Atom", "JSON Feed", "UTC", "EDTF", "Wikidata", "API", "Esc"}
TOLD = (
    "title",
    "aria-label",
    "placeholder",
    "alt",
    "data-says",
    "data-announce",
    "data-label",
    "data-of",
)
TELLS = {"success", "info", "warning", "error", "add_error", "ValidationError", "format_html"}
ASKS = {"gettext", "ngettext", "gettext_lazy", "_"}
OWN_LANGUAGE = "{}::*[@lang][not(self::html)]"  # words of an article, as it has them
_HELD = re.compile(r"(%\(\w+\)[a-z]|%[sd]|%%|\{\w*\}|<[^>]*>|&\w+;)")
_MARKED = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
_BETWEEN = re.compile(r" ·(?: |$)|\v|https?://\S+|\S+\.example\S*")
_ELSE = re.compile(r'(?:default|default_if_none|yesno):"([^"]+)"')
_WORD = re.compile(r"[^\W\d_]{2,}")
_PHRASE = re.compile(r"[^\W\d_]{2,} [^\W\d_]")


class Pseudo(trans_real.DjangoTranslation):
    """English in marks, in the place of the site's language."""

    def gettext(self, message: str) -> str:
        return marked(message.rpartition(CONTEXT_ENDS)[2])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def marked(message: str) -> str:
    """Its words in marks; tags, entities and places to fill stay as they are."""
    pieces = _HELD.split(message)
    return "".join(
        f"{OPENING}{piece}{CLOSING}" if at % 2 == 0 and piece.strip() else piece
        for at, piece in enumerate(pieces)
    )


def skeleton(template: str) -> bytes:
    """What a template has besides its tags, values and messages, in whatever case."""
    kept, within = ["<div>"], False
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            within = name in ("blocktranslate", "plural") or (
                within and name != "endblocktranslate"
            )
        elif token.token_type == TokenType.TEXT and not within:
            kept.append(token.contents)
        elif token.token_type == TokenType.VAR:
            kept += _ELSE.findall(token.contents)
    return "".join(kept).encode()


def unasked(code: str) -> list[str]:
    """What views and forms tell their reader without asking a catalogue for it."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    asked = {part for call in calls if _called(call) in ASKS for part in ast.walk(call)}
    told = {part for call in calls if _called(call) in TELLS for part in ast.walk(call)}
    texts = [part.value for part in told - asked if isinstance(part, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and _PHRASE.search(_HELD.sub("", text))]


def _called(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def told_by(page: bytes) -> Iterator[tuple[str, bool]]:
    """What a page tells its reader, piece by piece, and whether it is in an article's words."""
    tree = html.fromstring(page.decode())
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        quoted = bool(element.xpath(OWN_LANGUAGE.format("ancestor-or-self")))
        outside = bool(element.xpath(OWN_LANGUAGE.format("ancestor")))
        yield element.text or "", quoted
        yield element.tail or "", outside
        yield from ((element.get(name, ""), False) for name in TOLD)


def stored() -> set[str]:
    """All texts of the database that somebody wrote, unlike the choices of a field."""
    fields = [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField) and not field.choices
    ]
    rows = (
        v for model, name in fields for v in model._default_manager.values_list(name, flat=True)
    )
    return {" ".join(text.split()) for value in rows for text in texts_in(value)}


def texts_in(value: object) -> Iterator[str]:
    """All strings of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        parts = value.values() if isinstance(value, dict) else value
        yield from (text for part in parts for text in texts_in(part))


def unmarked(text: str) -> str:
    """What is left without the marked words; dates are marked within marks."""
    left = _MARKED.sub("\v", text)
    return left if left == text else unmarked(left)


def bare(page: bytes, data: set[str]) -> list[str]:
    """What stands on a page untranslated and is no data."""
    found = []
    for text, quoted in told_by(page):
        pieces = [" ".join(piece.split()) for piece in _BETWEEN.split(unmarked(text))]
        found += [piece for piece in pieces if not _known(piece, data, quoted=quoted)]
    return sorted(set(found))


def _known(piece: str, data: set[str], *, quoted: bool) -> bool:
    """Data as it is or cut short, within marks of the sentence; in an article's words, any part."""
    parts = re.split(r"[,:] | \(", piece)
    if len(parts) > 1 and all(_known(part, data, quoted=quoted) for part in parts):
        return True
    core = re.sub(r"^[\W\d]+|\W+$", "", piece)
    whole = {piece, core, piece.strip("“”").rstrip(":.")}
    if not _WORD.search(core) or core in NAMES or whole & data:
        return True
    return any(core in text if quoted else text.startswith(piece.rstrip("…:")) for text in data)
