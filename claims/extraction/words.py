"""The reader's vocabulary: closed classes of English, words about people, patterns of time.

The lists stand in `lexicon.toml`, beside the code that reads them.
"""

import re
import tomllib
from importlib.resources import files
from typing import Any

LEXICON: dict[str, Any] = tomllib.loads(
    files("claims.extraction").joinpath("lexicon.toml").read_text(encoding="utf-8")
)


def listed(section: str, key: str) -> frozenset[str]:
    """One list of the lexicon."""
    return frozenset(LEXICON[section][key].split())


ABBREVIATIONS = listed("grammar", "abbreviations")
ADVERBS = listed("grammar", "adverbs")
NOT_ADVERBS = listed("grammar", "not_adverbs")
HAVE = frozenset({"has", "have", "had"})
BE = listed("grammar", "be")
MODALS = listed("grammar", "modals")
NEGATIONS = listed("grammar", "negations")
FINITE = (BE - {"’s", "'s", "get", "got", "being", "been", "be"}) | MODALS | HAVE
NOMINATIVES = listed("grammar", "nominatives")
PRONOUNS = listed("grammar", "pronouns")
CONJUNCTIONS = listed("grammar", "conjunctions")
SUBORDINATORS = listed("grammar", "subordinators")
HYPOTHETICAL = listed("grammar", "hypothetical")
RELATIVES = listed("grammar", "relatives")
PREPOSITIONS = listed("grammar", "prepositions")
ADJUNCT_PREPOSITIONS = PREPOSITIONS - listed("grammar", "not_adjunct_prepositions")
DETERMINERS = listed("grammar", "determiners")
IRREGULAR_PAST = listed("grammar", "irregular_past")
PURSUITS = listed("grammar", "pursuits")
EMPTY_COMPLEMENTS = listed("grammar", "empty_complements")
FUNCTION_WORDS = (
    PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | DETERMINERS | NOMINATIVES | ADVERBS | FINITE
)

FEMALE = listed("people", "female")
MALE = listed("people", "male")
ROLES = listed("people", "roles")
GROUPS = listed("people", "groups")
NOT_A_PERSON = listed("people", "not_a_person")
PARTICLES = listed("people", "particles")
INDEFINITE = listed("people", "indefinite")
FILLERS = listed("people", "fillers")
HONORIFICS: dict[str, str] = LEXICON["honorifics"]

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
TIME = re.compile(
    rf"""(?<![\w-])(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater|[Ss]hortly|[Oo]n|[Ii]n|since)\s+){{0,2}}
    (?:
      (?:(?:[Ll]ast|[Tt]his|next|the\s+(?:same|previous|following|next))\s+)?
        (?:(?:{WEEKDAYS})|(?:{MONTHS})\.?\s+\d{{1,2}}(?!\d)(?:,?\s+\d{{4}})?
          |\d{{1,2}}\s+(?:{MONTHS})\b(?:\s+\d{{4}})?)
      |(?:[Ll]ast|[Tt]his|[Tt]he\s+(?:same|previous|following|next))\s+
        (?:day|week|weekend|month|year|evening|morning|night|afternoon|time)
      |(?:[Yy]esterday|[Tt]oday|tonight)
      |(?:[Aa]|an|[Oo]ne|two|three|four|five|six|several|\d{{1,3}})\s+(?:day|hour|week|month|year|minute)s?
        \s+(?:earlier|later|ago|before)
      |(?<=in\s)(?:{MONTHS}|(?:19|20)\d\d)\b
      |(?<=on\s)New\s+Year[’']s\s+(?:Eve|Day)
      |(?<=in\s)the\s+past
    )
    (?:\s+(?:morning|afternoon|evening|night))?(?:\s+\([^()\n]{{1,30}}\))?(?!\w)""",
    re.VERBOSE,
)
OCCASION = re.compile(
    r"""(?:,\s|\s)(?:during|in|at|as\ part\ of)\s(?:an?|the|his|her|their|its)\s(?:[\w’'-]+\s){0,4}?
    (?:interview|debate|post|statement|speech|rally|conference|tweet|address|briefing|exchange
       |hearing|message|letter|broadcast|meeting|video|podcast|column|essay)\b""",
    re.VERBOSE,
)
