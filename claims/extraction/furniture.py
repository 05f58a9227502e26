"""Lines that belong to the page and not to the story: told by their first words or by all of them.

A line that attributes something ("Donate blood, the mayor urged") is the story's all the same.
"""

import re

CLOSING = re.compile(r"(?:recent |reader )?comments(?: \(\d+\))?|from twitter", re.IGNORECASE)

# Headings of lists of other stories, whose titles follow.
_LISTS = re.compile(
    r"""
    (?:related|recommended|popular|trending|top|latest|more|other)
        \ (?:articles?|stories|posts|news|reading|content|topics|for\ you|now|coverage
        |on\ this(?:\ (?:story|topic))?)
    | (?:most|also)\ (?:read|popular|viewed|shared|watched) | trending | recommended
    | you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in)
    | editor(?:[’']s|s[’']?)\ (?:picks?|choice) | (?:don[’']t|do\ not)\ miss | what\ to\ read\ next
    | more\ from\ .{1,40}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WHOLE = re.compile(
    r"""
    (?:click\ to\ )?(?:share|e-?mail|print|save|copy|gift|bookmark|tweet|comment)
        (?:\ (?:this|it|link|article|story|page|post|for\ later|to\ clipboard|by\ e-?mail
        |(?:on|to|via|with)\ (?-i:[A-Z][\w.]*)(?:\ (?-i:[A-Z][\w.]*))?))*
        (?:\ \(opens\ in\ (?:a\ )?new\ (?:window|tab)\))?
    | (?:facebook|x|twitter|linkedin|e-?mail|whats\ ?app|telegram|reddit|print|share|copy\ link
        |bluesky|threads|pinterest|flipboard|messenger)
        (?:[\ ,|/·•]+(?:facebook|x|twitter|linkedin|e-?mail|whats\ ?app|telegram|reddit|print|share
        |copy\ link|bluesky|threads|pinterest|flipboard|messenger))+
    | opens\ in\ (?:a\ )?new\ (?:window|tab) | skip\ to\ (?:main\ )?content | back\ to\ top
    | (?:article|story)\ continues\ (?:below|after)\b.{0,40} | continue\ reading\b.{0,30}
    | (?:advertisement|advertising|sponsored|promoted|ad)
        (?:\ content|\ post|\ feature|\ [-–—]\ .{0,40})?
    | \d+[\ -]min(?:ute)?s?(?:\ read)? | listen\ to\ this\ (?:article|story) | listen\ •.{0,20}
    | (?:(?:last|first)\ )?(?:updated|published|posted|modified)(?:\ (?:on|at))?:?
        \ (?=.*(?:\d|\bago\b|day\b))[^“”"]{0,50}
    | (?:sign|log)\ (?:in|up)(?:\ (?:to|here|now|for)\b.{0,40})? | register(?:\ now)?
    | join\ the\ (?:conversation|discussion|debate) | be\ the\ first\ to\ comment.?
    | (?:view|show|load|see|read|hide|post|leave|add)\ (?:all\ |more\ |a\ |your\ |\d+\ )*
        (?:comments?|reply|replies)
    | (?:what\ do\ you\ think|have\ your\ say)\b.{0,60} | newsletters? | see\ more | show\ more
    | (?:enter\ )?your\ e-?mail(?:\ address)? | about\ the\ authors?
    | (?:terms|privacy|cookies?)\ (?:of|&|and|policy|notice|statement|settings|preferences)\b.{0,60}
    | (?:accept|manage|reject)\ (?:all\ )?cookies | report\ an?\ (?:error|typo)
    | (?:next|previous)\ (?:article|story|post) | up\ next | topics? | tags?
    | become\ a\ (?:member|supporter|subscriber).? | buy\ us\ a\ coffee.?
    | [^.!?]{0,60}(?:/|\ via\ )(?-i:(?:Getty|Shutterstock|Reuters|AFP|AP|EPA)\b).{0,40}
    | (?:getty\ images|shutterstock)
    | \(?(?:ap\ photo|photo\ by|image\ by|picture\ by|handout)\b[^.!?]{0,60}\)?
    | [^.!?]{2,80}\ contributed\ to\ this\ (?:report|story|article|post)\.?
    | originally\ published\ (?:by|in|on|at)\b.{0,60} | filed\ under\b.{0,60}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LABELLED = re.compile(
    r"""
    (?:[•*▪-]\ )?(?:
        (?:related|listen|watch|share|read\ (?:more|next|also)
        |more\ (?:from|coverage|on|about)|most\ (?:viewed|read)|up\ next|see\ also|in\ pictures
        |correction|clarification|editor[’']s\ note|promoted|sponsored|don[’']t\ miss
        |you\ (?:may|might)\ also\ like|next|previous|next\ article
        |photo(?:graph)?|picture|image|caption|credit|tags?|topics?|reader\ offer)\b[^.]{0,40}[:|]
        |(?:video|file\ photo|podcast|gallery)\ ?[:|] | file\ [-–—]\ (?-i:[A-Z])
        |(?:image|media|photo|video)\ (?:source|caption|credit),
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEGUN = re.compile(
    r"""
    (?:posted\ |updated\ )?\d+\ (?:second|minute|hour|day|week)s?\ ago\b
    | \d+\ comments?\b | comments\ are\ closed | (?:no\ )?comments\b.{0,30}$
    | read\ (?:entire|full|the\ full|more|original)\b.{0,30}$
    | (?:sign\ up|subscribe|follow\ (?:us|@?\w+)\b|like\ what\ you\ see|click\ here|support\ our
        |get\ (?:the\ [\w’'-]+\ app|our\ (?:free\ |daily\ )?\w*\ ?newsletter|the\ latest\ news)
        |support\ (?:independent|quality|local)\ journalism|donate|advertisement|listen\ again
        |(?:do\ you\ )?have\ a\ (?:story|tip)|got\ a\ (?:story|tip)|send\ (?:us\ )?(?:your\ )?tips
        |all\ rights\ reserved|share\ this|print\b.{0,20}share|join\ our
        |by\ (?:signing\ up|subscribing|continuing)|we\ (?:value|use)\ (?:your\ privacy|cookies)
        |this\ (?:site|website)\ uses\ cookies|add\ .{2,40}\ as\ a\ preferred\ source
        |contact\ the\ (?:author|reporter|editor)|find\ us\ on)\b
    | this\ (?:article|story|post)\ (?:was|has\ been)
        \ (?:amended|updated|corrected|(?:first|originally)\ published)
    | \(?(?:reporting|writing|editing|additional\ reporting)\ by\b
    | by\ (?-i:[A-Z])[\w.’'-]+(?:\ (?-i:[A-Z])[\w.’'-]+|\ and|,|\ staff){0,6}$
    | from\ our\ \w+\ correspondent | from\ our\ correspondent | © | copyright\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORDS_OF_SAYING = (
    "said|says|told|tells|wrote|writes|urged|warned|added|called|asked|insisted|argued|announced"
)
_ATTRIBUTED = re.compile(
    rf"[^.!?“\"]{{0,160}}[,:][”\"’']?\ (?:[\w.’'-]+\ ){{0,6}}(?:{_WORDS_OF_SAYING})\b",
    re.IGNORECASE,
)
LONGEST_WHOLE = 120


def is_furniture(line: str) -> bool:
    """Whether a line, or the beginning of a longer one, is the page's and not the story's."""
    if _LABELLED.match(line):
        return True
    if len(line) <= LONGEST_WHOLE and _WHOLE.fullmatch(line):
        return not _ATTRIBUTED.match(line)
    return bool(_BEGUN.match(line)) and not _ATTRIBUTED.match(line)


def opens_list(line: str) -> bool:
    """Whether titles of other stories follow the line."""
    return len(line) <= LONGEST_WHOLE and bool(_LISTS.fullmatch(line.rstrip(" :>»→")))
