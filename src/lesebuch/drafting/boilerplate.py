"""Lines that belong to a website and not to the article."""

import re
from collections.abc import Sequence

from lesebuch.drafting.proposal import SourceLine
from lesebuch.model import Outside

_LONGEST = 220
_TEXT_ENDS = (".", "“", '"', "]", ")", "。", "！", "？", "”", "」", "।", "۔")
"""How lines of text end, however short, and buttons do not."""
NEWSLETTER = "newsletter call"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            NEWSLETTER,
            (
                r"\bnewsletters?\b|\brundbrief\b|\bsubscribe\b|\bsign up\b|\bin your inbox\b|\b(?:jetzt|kostenlos|gratis)\b.*\b(?:anmelden|abonnieren)\b"
                r"|^(?:jetzt )?(?:anmelden|abonnieren)\W*$|\babonnieren sie\b|\bmelden sie sich\b.*\ban\b"
            ),
        ),
        ("cookie notice", r"\bcookies?\b.*|\btracking\b.*\b(?:zustimmen|accept)\b"),
        (
            "sharing links",
            r"^(?:share|teilen|tweet|drucken|print|link kopieren|copy link|diese[nr]? (?:artikel|text|beitrag) teilen|per e-mail senden|whatsapp|facebook|telegram|partager|compartir|condividi|поделиться|поділитися|分享到?|打印|شارك)\W*$",
        ),
        (
            "links to other texts",
            r"^(?:mehr zum thema|lesen sie auch|lesen sie mehr|auch interessant|das könnte sie auch interessieren|read more|related (?:articles|stories)|see also|weiterlesen)\b",
        ),
        ("call for support", r"\b(?:unterstützen sie|spenden sie|support (?:us|our)|donate)\b"),
        ("imprint", r"^(?:impressum|datenschutz|imprint|privacy policy|terms of use|agb|©|\(c\)|copyright)\b|^©"),
        ("comments", r"^(?:\d+ )?(?:kommentare?|comments?|kommentar schreiben|leave a comment)\W*$"),
        (
            "advertisement",
            r"^\W*(?:anzeige|advertisement|werbung|publicité|publicidad|publicidade|pubblicità|реклама|广告|廣告|إعلان|اعلان)\W*$",
        ),
    )
)


def reason(text: str) -> str:
    """Why a line is no part of an article; empty if nothing says so."""
    if len(text) > _LONGEST:
        return ""
    return next((reason for reason, pattern in _KINDS if pattern.search(text)), "")


def trailing(blocks: Sequence[SourceLine]) -> int:
    """How many blocks at the start are left when the furniture at the end is cut: it begins with a line that shows it.

    Short lines behind such a line go with it; a line of running text ends it.
    """
    keep = len(blocks)
    for index in range(len(blocks) - 1, 0, -1):
        if blocks[index].form:
            break
        if reason(blocks[index].text):
            keep = index
        elif len(blocks[index].text) > _LONGEST or blocks[index].text.endswith(_TEXT_ENDS):
            break
    return keep


def outside(blocks: Sequence[SourceLine], default: str) -> list[Outside]:
    """The blocks as spans of lines, each with its reason: a line without one of its own has that of the line before."""
    spans: list[Outside] = []
    for block in blocks:
        why = reason(block.text) or (spans[-1].reason if spans else default)
        if spans and spans[-1].reason == why:
            spans[-1] = Outside(spans[-1].first, block.number, why)
        else:
            spans.append(Outside(block.number, block.number, why))
    return spans
