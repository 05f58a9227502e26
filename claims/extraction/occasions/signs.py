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
AHEAD = re.compile(r"\b(?:will|would|expected|plans?|to|next|ahead|before|until)\b")
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
    r"\b(?:(?:during|in|at|after|told|telling|addressing)\s+(?P<name>(?:the|his|her|their|that|this)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?P<noun>interview|debate|speech|rally|conference|address|briefing|exchange|hearing|meeting"
    r"|summit|talks|congress|session|ceremony|funeral|inauguration|forum|convention|town hall"
    r"|visit|trial|march|vigil|parade|dinner)))\b",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"\b(?P<way>[Aa]fter|[Bb]efore|[Aa]head of|[Pp]rior to|[Ff]ollowing|[Ss]ince|[Uu]ntil"
    r"|till|from|(?:wake|aftermath|run-up) (?:of|to))\s+"
    r"(?=(?:the|his|her|its|their|this|that)\s|[A-Z])",
)
# What is proposed lies ahead: "proposed a truce on 4 May" tells when it was proposed.
DEED = re.compile(
    r"\b(?:propos|offer|promis|demand|announc|pledg|vow|order|request|suggest|urg|call|threaten"
    r"|appeal|unveil|declar|propound|table|float)(?:e|es|s|ed|ing)?\b(?:\s+(?:for|on))?$",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"^(?:that|to)\b|\b(?:will|would|could|should|must|is|was|were|are|had|has|have|did|died|killed)\b|[“\"«„]"
)
ON = re.compile(r"\bon\s+$")
# Verbs that take no clause: a count at the end of a few words is the verb's own.
BRIEFLY = re.compile(
    r"\b(?:den|reject|dismiss|condemn|criticis|criticiz|welcom|confirm|endors|deplor)"
)
HELD = re.compile(r"(?:recorded|taped|filmed|written|drafted)\b")
SPEAKING = re.compile(
    r"\b(?:speaking|talking|writing|testifying|asked|pressed|questioned|reached|interviewed)\b"
    r"[^,.;]{0,60}$",
    re.IGNORECASE,
)
REMARKS = re.compile(
    r"\b(?:remarks?|comments?|statement|words|warning|response|reply|reaction|answer|announcement"
    r"|speech|appeal|call|offer|proposal|demand|threat|message|post|letter)\b[^.;“”\"]{0,60}?"
    r"\b(?:comes?|came|followed|arrived|was\s+made|were\s+made)\s+(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
DEFINITE = re.compile(
    r"\b(?P<way>during|after|before|following)\s+(?=(?:the|that|this)\s)",
    re.IGNORECASE,
)
THEN_ALONE = re.compile(r"\bat\s+the\s+time\b(?!\s+(?:of|when|that|the)\b)")
WAYS = {
    "during": 0,
    "wake": 1,
    "aftermath": 1,
    "run-up": -1,
    "after": 1,
    "following": 1,
    "since": 1,
    "from": 1,
} | {
    "before": -1,
    "ahead": -1,
    "prior": -1,
    "until": -1,
    "till": -1,
}
NOW = re.compile(r"(?!was\b|has\b)\w+s\b(?! been)")
VAGUE = re.compile(
    r"\b(?:(?:days|weeks|months|years|decades)\s+(?:ago|earlier|before(?=[,.]))"
    r"|the\s+(?:day|night|morning|evening|week)\s+(?:after|before)(?=[,.])"
    r"|(?:some|a long)\s+time\s+ago|long\s+ago|in\s+recent\s+(?:days|weeks|months|years)"
    r"|\w+\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days\s+ago|overnight|in\s+Q[1-4]"
    r"|\d+\s+hours\s+(?:earlier|before(?=[,.]))|on\s+the\s+\d{1,2}(?:st|nd|rd|th)(?=[\s,.])"
    r"|on\s+the\s+(?:first|second|third|fourth|fifth|last|final|opening|closing)\s+day\s+of)",
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
HOUR = re.compile(
    r"(?:the\s+)?(?:dawn|daybreak|sunrise|midnight|noon|midday|dusk|sunset|nightfall|lunch\w*"
    r"|\d{1,2}[.:]\d\d|\d{1,2}\s*[ap]\.?m)\b",
    re.IGNORECASE,
)
