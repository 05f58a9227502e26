"""Words by which a clause says when, or that it won't say when, something was said."""

import re

EARLIER = re.compile(
    r"\b(?:previously|recently|once|in the past|repeatedly|long|has|have|famously)\b"
    r"|(?<!hours )(?<!minutes )\bearlier\b",
    re.IGNORECASE,
)
JUST_NOW = re.compile(r"\b(?:recently|has|have)\b", re.IGNORECASE)
RECENTLY = re.compile(r"\brecently\b", re.IGNORECASE)
HAS_SAID = re.compile(
    r"\b(?:has|have)\s+(?:\w+\s+)?(?:said|told|stated|insisted|maintained|argued|called|described"
    r"|spoken|suggested|talked|written|asked)\b",
    re.IGNORECASE,
)
LONG_AGO = re.compile(
    r"\b(?:previously|once|in the past|repeatedly|long|famously|always)\b"
    r"|(?<!hours )(?<!minutes )\bearlier\b",
    re.IGNORECASE,
)
THEN = re.compile(
    r"\b(?:then|hours later|same (?:\w+ )?(?:conference|interview|speech|column))\b", re.IGNORECASE
)
AFTER = re.compile(
    r"\b(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|hours|minutes"
    r"|moments|shortly|immediately|soon|just hours)"
    r"(?:\s+(?P<unit>day|week)s?)?\s+(?P<way>after|before)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(r"\b(?:will|would|expected|plans?|to)\b")
AT_SECOND_HAND = re.compile(r"according to|saying", re.IGNORECASE)
QUOTING = re.compile(r"(?:(?:is|was|are|were)\s+)?(?:quot|cit)(?:ed|es|ing)\b", re.IGNORECASE)
AS_SAYING = re.compile(r"\bas saying\b")
DOCUMENT = re.compile(
    r"\b(?:letter|book|memoir|report|document|annex|draft|filing|study|memo|diary|survey|dossier)s?\b",
    re.IGNORECASE,
)
IN_WRITING = re.compile(
    r"\b(?:in|according to)\s+(?:an?|the|his|her|its|their|it)\b(?:\s+[\w’'-]+){0,3}?\s*"
    r"(?:\b(?:letter|book|memoir|report|document|annex|draft|filing|study|memo|diary)\b"
    r"|(?<=\bit)\s(?=\w+ writes\b))",
    re.IGNORECASE,
)
OCCASION = re.compile(
    r"\b(?:during|in|at|after)\s+(?:the|his|her|their|that|this)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?P<noun>interview|debate|speech|rally|conference|address|briefing|exchange|hearing|meeting"
    r"|summit|talks|congress|session|ceremony|funeral|inauguration)\b",
    re.IGNORECASE,
)
TOLD_OF = re.compile(
    r"(?:He|She|They|It|The\s+(?:remark|comment|statement|post|claim|interview|speech|letter)s?)\s"
    r"[^.]{0,40}?\b(?:made|said|wrote|posted|spoke|issued|delivered|gave|published|came|aired"
    r"|appeared|was\s+speaking|were\s+speaking)\b"
)
MYSELF = re.compile(
    r"\b(?:(?:told|tells|asked|put it to|wrote to) me|I (?:asked|ask|met|called))\b"
)
