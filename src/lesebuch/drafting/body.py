"""The running text: captions, pull quotes, subheadings; and the signatures at its end."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from lesebuch.drafting.boilerplate import NEWSLETTER, reason
from lesebuch.drafting.broken import read_broken, read_quoted
from lesebuch.drafting.forms import read_forms
from lesebuch.drafting.hanlabels import sign_labelled, take_labelled
from lesebuch.drafting.language import is_small
from lesebuch.drafting.marked import read_marked
from lesebuch.drafting.metaline import HOUR_OF_EVENT, TIME, take_date, take_metadata
from lesebuch.drafting.names import NAME, byline, listed
from lesebuch.drafting.proposal import OpenDraft, SourceLine, is_all_quoted, part
from lesebuch.drafting.similar import words
from lesebuch.drafting.titles import title_like

_AGENCIES = r"\b(?:dpa|AFP|AP|EPA|EFE|Reuters|TASS|Tass|Getty|imago|Imago|picture alliance|Sputnik|Xinhua|Keystone|ANP|UNIAN|Unsplash|pool|Pool)\b"
_CAPTION = re.compile(
    rf"[\[(][^\])]*{_AGENCIES}[^\])]*[\])]\.?$|[\[(](?:Foto|Bild|Photo|Image|Quelle|Source|Grafik|Karte|©)[^\])]*[\])]\.?$"
    r"|^(?:Foto|Bild|Photo|Grafik|Karte|Abb(?:ildung|\.)?|Figure|Fig\.)\b[^:]{0,20}:|©|\b(?:Foto|Photo|Bild):\s*\S.{0,60}$"
)
_CAPTION_LONGEST = 500
_INITIALS = re.compile(
    r"(?<=[.!?…“”\"»])\s*(?P<sign>\((?!sic\b|lacht\b)[a-zäöüA-Z]{2,6}(?:[/,]\s?[a-zäöüA-Z]{2,10}){0,3}\))(?=\s|$)"
)
_CREDIT = re.compile(
    rf"[.!?…][“”\"»)]*\s+(?P<all>\(?(?:Das (?:Interview|Gespräch) führten?|Die Fragen stellten?|Interview:|Mitarbeit:|Aufgezeichnet von)\s+"
    rf"(?P<names>{NAME}(?:(?:,|\s+und|\s+and)\s+{NAME})*)\.?\)?)$"
)
_SIGN = re.compile(
    r"\((?!sic\b)[a-zäöüA-Z]{2,12}(?:[/,]\s?[a-zäöüA-Z]{2,10})*\)|(?:[a-zäöü]{2,5}|AFP|AP|KNA|APA|SDA)(?:[/,]\s?[a-zäöüA-Z]{2,5})*"
)
"""Initials or agencies as a line of their own; without brackets only what is no word in capitals."""
_IMPRINT = re.compile(
    r"\*?\s*(?P<site>[\w-]+(?:\.[\w-]+)*\.(?:de|com|at|ch|org|net|eu|info|at))\s+ist ein (?:Angebot|Produkt|Portal) \S.{2,80}$"
)
_ROLES = (
    ("editor", r"(?:[Bb]earbeitet|[Rr]edigiert|[Ee]dited)\s+(?:von|by)|Redaktion\s*:|Bearbeitung\s*:|Editing\s*:"),
    ("translator", r"(?:[Üü]bersetzt(?:\s+aus dem \w+)?|[Tt]ranslated(?:\s+from (?:the )?\w+)?)\s+(?:von|by)|Aus dem \w+ von|(?:Deutsche\s+)?Übersetzung(?:\s+von|\s*:)|Translation\s*:|[Tt]raduite?(?: (?:du|de l[’'a] ?)\s?\w+)? par|Traduction\s*:|Перев[её]л[аи]?|Перевод\s*:|Переклад\s*:"),
    ("author", r"Das (?:Interview|Gespräch) führten?|Die Fragen stellten?|Mitarbeit\s*:|[Mm]it Material von|Additional reporting by"),
)  # fmt: skip
_ROLE_LINE = tuple(
    (role, re.compile(rf"^[\[(]?\s*(?:{label})\s+(?P<name>{NAME})(?P<end>\s*[\])]?[.,]?)$")) for role, label in _ROLES
)
_TRANSLATOR = re.compile(rf"(?:{dict(_ROLES)['translator']})\s+(?P<name>{NAME})")
_RULE = re.compile(r"(?:([*•·∗⁎+~=_#–—―-])\s*){3,}|[⁂❦❧☙※]|\*\s+\*|([–—―*])")
"""What parts a text; other signs come from a page around it."""
_ADDRESS = re.compile(r"\w@\w[\w.-]*\.\w")
"""Of mail."""
_LONGEST_QUOTE = 260
_FEWEST_WORDS = 5
_LONGEST_HEADING = 130
_SHORTEST_BELOW = 40
_SURELY_TEXT = 150
_TAIL = 400
"""Characters at the end of a text within which it is signed."""
_STOPPED = re.compile(r"[.!?…:][“”\"»)\]*]*$")
_BELOW: Sequence[Callable[[OpenDraft, SourceLine], bool]] = (
    take_metadata,
    take_date,
    lambda work, block: take_labelled(work, block, "signature"),
)
"""What lines below a text may say of it."""


def is_caption(text: str) -> bool:
    """Whether a line names a picture's agency or photographer."""
    return len(text) <= _CAPTION_LONGEST and bool(_CAPTION.search(text))


def role_line(text: str) -> tuple[str, str] | None:
    """Role and name of a line such as `[Bearbeitet von …]`; None if it is none."""
    return next(((role, m["name"]) for role, pattern in _ROLE_LINE if (m := pattern.match(text))), None)


def credit_translator(work: OpenDraft, block: SourceLine) -> None:
    """Whom a byline names as translator behind the author."""
    found = _TRANSLATOR.search(block.text)
    if found:
        work.credit(found["name"], "translator", str(block.number))


def read_body(work: OpenDraft) -> None:
    """Claim what in the running text is no paragraph."""
    _signatures(work)
    signed = {claim.line for claim in work.claims}
    for block in list(work.body):
        if block.kind == "caption" or (
            not block.kind
            and not block.level
            and is_caption(block.text)
            and block.number not in signed
            and not block.wrapped
            and not block.form
        ):
            work.take(block, "caption")
        elif block.wrapped or block.form:
            continue
        elif not any(character.isalnum() for character in block.text) and len(work.body) > 1:
            parts = work.body[0] is not block is not work.body[-1] and _RULE.fullmatch(block.text)
            work.take(block, *(("rule",) if parts else ("drop", "separator")))
        elif len(work.body) > 1 and (why := reason(block.text)) in (NEWSLETTER, "advertisement"):
            work.take(block, "drop", why)
    _marked_quotes(work)
    if not work.styled:
        _pull_quotes(work)
    if not _marked_headings(work):
        _headings(work)
    read_marked(work)
    read_forms(work)
    read_broken(work)


def _marked_quotes(work: OpenDraft) -> None:
    """Quotations that the format marks, unless nearly all of the text is one: then it is set so."""
    if not is_all_quoted(work.body):
        read_quoted(work)


def _marked_headings(work: OpenDraft) -> bool:
    """Headings that the format marks; where it marks any, none is guessed."""
    marked = [block for block in work.body[:-1] if block.level and not block.quoted]
    for block in marked:
        work.take(block, "heading")
    return bool(marked) or any(claim.kind == "heading" for claim in work.claims)


def _signatures(work: OpenDraft) -> None:
    """From the end: lines that name an editor, a translator or, at last, the author; then initials behind the last sentence."""
    while work.body and _is_plain(work.body[-1]):
        block = work.body[-1]
        named = role_line(block.text)
        authors = byline(block.text) if len(work.body) > 1 else None
        if named:
            work.credit(named[1], named[0], str(block.number))
        elif authors:
            work.credit_authors(authors[0], str(block.number))
            credit_translator(work, block)
        elif _is_sign(work, block):
            for name in re.split(r"[/,]\s?", block.text.strip("()")):
                work.credit(name, "signature", str(block.number))
        elif not (_imprint_line(work, block) or (len(work.body) > 1 and any(take(work, block) for take in _BELOW))):
            break
        if work.body[-1:] == [block]:  # it is nowhere else, and to look everywhere takes time
            work.take(block, "signature")
    if work.body and _is_plain(work.body[-1]) and not sign_labelled(work, work.body[-1]):
        _initials(work, work.body[-1])


def _is_sign(work: OpenDraft, block: SourceLine) -> bool:
    """Initials or agencies; what stands in brackets more than once is applause."""
    if len(work.body) <= 1 or not _SIGN.fullmatch(block.text) or is_small(block.text):
        return False
    return sum(other.text == block.text for other in work.blocks) == 1


def _is_plain(block: SourceLine) -> bool:
    return not (block.kind or block.wrapped or block.form)


def _imprint_line(work: OpenDraft, block: SourceLine) -> bool:
    match = _IMPRINT.match(block.text)
    if not match:
        return False
    work.set_publisher(match["site"], str(block.number))
    work.take(block, "drop", "note of the publisher")
    return True


def _initials(work: OpenDraft, block: SourceLine) -> None:
    tail = max(len(block.text) - _TAIL, 0)
    credit = _CREDIT.search(block.text, tail)
    if credit:
        claim = part(block, credit.start("all"), credit.end("all"), "signature")
        work.claim(claim)
        work.credit_authors(listed(credit["names"]), claim.at)
        return
    imprint = _IMPRINT.search(block.text, tail)
    end = imprint.start() if imprint else len(block.text)
    signs = [match for match in _INITIALS.finditer(block.text, tail, end) if not block.text[match.end() : end].strip()]
    if signs:
        claim = part(block, signs[-1].start("sign"), signs[-1].end("sign"), "signature")
        work.claim(claim)
        for name in re.split(r"[/,]\s?", signs[-1]["sign"].strip("()")):
            work.credit(name, "signature", claim.at)
    if imprint:
        claim = part(block, imprint.start(), imprint.end(), "drop", "note of the publisher")
        work.claim(claim)
        work.set_publisher(imprint["site"], claim.at)


def _pull_quotes(work: OpenDraft) -> None:
    """A short line whose words recur, in their order, in a longer one.

    Only where the first words of a short line recur are the others compared: the time grows with the text, not with its square.
    """
    sequences = {block.number: tuple(words(block.text)) for block in work.body}
    short = {
        sequences[block.number]
        for block in work.body
        if len(block.text) <= _LONGEST_QUOTE and len(sequences[block.number]) >= _FEWEST_WORDS
    }
    lengths: dict[tuple[str, ...], set[int]] = {}
    for sequence in short:
        lengths.setdefault(sequence[:_FEWEST_WORDS], set()).add(len(sequence))
    recurring = {
        sequence[start : start + length]
        for sequence in sequences.values()
        for start in range(len(sequence) - _FEWEST_WORDS + 1)
        for length in lengths.get(sequence[start : start + _FEWEST_WORDS], ())
        if length < len(sequence)
    }
    recurring &= short
    for block in list(work.body):
        if (
            not block.kind
            and not block.level
            and block is not work.blocks[0]
            and not block.wrapped
            and not block.form
            and block.text[0] not in "(["
            and sequences[block.number] in recurring
            and len(block.text) <= _LONGEST_QUOTE
        ):
            work.take(block, "quote")


_MOST_BOLD = 0.4
"""Share of a text in lines that are strong throughout: where it is more, that is how the text is set."""


def _headings(work: OpenDraft) -> None:
    """Short lines without a full stop that have running text under them.

    A question, or words in quotation marks, are a heading only in an article that has others: else they are a short paragraph. Of a
    document without styles, a short line that is strong throughout is a heading above any that is not, and above another heading.
    """
    candidates: list[SourceLine] = []
    strong, whole = (sum(len(b.text) for b in work.blocks if _is_bold(b) or not only) for only in (True, False))
    few = strong <= _MOST_BOLD * whole and not work.set_off
    following = dict(pairwise(work.blocks))
    for block, below in reversed(list(zip(work.body, [*work.body[1:], None], strict=False))):
        next_line = following.get(block)  # of whatever kind
        told = (
            few and _is_bold(block) and next_line is not None and (not _is_bold(next_line) or below in candidates[-1:])
        )
        first = block is work.body[0] and (not work.claims or (below is not None and below.form is not None))
        set_off = block.strong if work.set_off else not block.group
        if set_off and (below or told) and _is_heading(block, below or block, first=first, told=told):
            candidates.append(block)
    candidates.reverse()
    certain = {block for block in candidates if block.text[-1] not in '?!“”"«'}
    for block in candidates:
        if block in certain or certain:
            work.take(block, "heading")
        elif len(block.text) <= _LONGEST_HEADING // 2:
            work.doubts.append(f"heading: line {block.number} may be one")


def _is_bold(block: SourceLine) -> bool:
    return block.bold >= len(block.text.rstrip(" :.")) > 0


def _is_heading(block: SourceLine, below: SourceLine, *, first: bool, told: bool) -> bool:
    """`told`: the format tells so much that the line below does not matter."""
    text = block.text
    if TIME.fullmatch(text):
        return not first  # of a live blog
    if HOUR_OF_EVENT.fullmatch(text):
        return False
    if first or block.cells or block.kind or block.form or len(text) > _LONGEST_HEADING or not title_like(text):
        return False
    if re.search(r"[.!?…]['’“”\"»]$|[,;]?\s?[–—-]+(?:\[\w+\])?$", text) or text[0].islower() or text[0] in "([":
        return False  # speech, an item of a list, a stage direction, a salutation
    if _ADDRESS.search(text) or (_ADDRESS.search(below.text) and below.text.endswith(":")):
        return False  # a line of a mail, and what stands above the mail that it answers
    if below.form or told:
        return True
    stopped = len(below.text) >= _SHORTEST_BELOW and (below.wrapped or bool(_STOPPED.search(below.text)))
    return (stopped or len(below.text) >= _SURELY_TEXT) and len(below.text) > len(text) * 0.6
