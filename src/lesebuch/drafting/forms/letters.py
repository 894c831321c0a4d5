"""Letters: place and date, salutation, closing, signature.

A salutation near the beginning and a closing near the end make a letter; one of the two alone makes none, since speeches have
salutations, too. Words with which letters begin and end stand here, by language.
"""

import re
from collections.abc import Mapping, Sequence

from lesebuch.drafting.datelines import MONTH, WEEKDAY
from lesebuch.drafting.forms.letterwords import is_closing_alone
from lesebuch.drafting.forms.runs import is_wrapped, runs_of
from lesebuch.drafting.names import is_bare_name
from lesebuch.drafting.proposal import LineForm, Looked, SourceLine, is_open

_DATE = re.compile(
    rf"(?:\b|(?<=[a-z]))\d{{1,2}}\s?[./-]\s?(?:\d{{1,2}}|[IVX]{{1,4}})\b[./-]?\s?(?:\d{{2,4}})?|\b\d{{1,2}}\.?(?:st|nd|rd|th|er|ten|te|t|n)?\s(?:of\s|de\s)?(?:[IVX]{{1,4}}\b|(?i:{MONTH}))|(?i:\b{MONTH})\s\d{{1,2}}\b|\b\d{{1,2}}(?:\.|ten|te|t|n)?\s[^\W\d_]{{3,9}}\.?\s\d{{4}}|\b(?:den|d\.|le)\s\d{{1,2}}(?:\.|ten|te|t|n)?(?!\w)|\d{{4}}年"
)
_WEEKDAY = re.compile(
    rf"\W*(?:{WEEKDAY}|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
    r"(?:\s*,?\s*(?:früh|morgens?|vormittags?|mittags?|nachmittags?|abends?|nachts?|morning|afternoon|evening|night|matin|midi|soir))?\W*",
    re.IGNORECASE,
)
"""A day that only those knew who wrote and read the letter."""
_WITHIN = 14
"""Lines at the beginning among which the salutation is."""
_TAIL = 12
"""Lines at the end among which the closing is."""
_LONGEST_SALUTATION, _LONGEST_CLOSING, _LONGEST_DATE, _LONGEST_NAME = 90, 160, 70, 50
_NEAR = 3
_RUNNING = 80
"""Characters of a line of running text."""
_LONGEST_LETTER = 120
"""Lines of a letter that ends with nothing but a name."""
_MOST_NAMES = 3
"""Lines below the closing that still are the signature."""
_DEAR = re.compile(
    r"(?:(?:mein|meine|meinen|my|mon|ma|mes|мой|моя|мій|моя)\s+)?(?:sehr\s+|hoch|viel|très\s+|bien\s+|много|глубоко|вельми)?\s?(?:"
    r"geehrte|geliebt|geschätzt|zuverehrend|wohlgebor|edelgebor|ehrwürdig|durchlaucht|verehrt|guter?\s\w+[,!.]?$|liebe|liebste|th?eure|werth?e|gnädig|guten tag|hallo|"
    r"dear|beloved|gentlemen|sirs?\b|madam\b|to whom it may|"
    r"ch(?:er|ère)s?\b|monsieur|madame|messieurs|mesdames|"
    r"дорог|уважаем|милостив|мил(?:ый|ая|ые)|любезн|родн|любим|здравствуй|шановн|люб(?:ий|а|і)\b|"
    r"estimad|querid|gentile|car[oaie]\b|egregi|beste|geachte|kære|szanown|drog[ia]|السيد|عزيزي|عزيزتي|尊敬的|亲爱的|親愛的|敬爱的)",
    re.IGNORECASE,
)
_ENDS_SALUTATION = re.compile(r".*[,!.:，！：؛،–—-]\s*[–—-]?$|[^.!?]*$")
_CLOSING = re.compile(
    r"(?:.*\b(?:hochachtung\w*|(?:ge)?gr[üu](?:ß|ss)(?:e|en|t|end)?|herzlichst|lebwohl|leb(?:e|en sie)? wohl|ergebenste?[rn]?)\b|.{0,120}\b(?:ihre?|deine?|eure?)\W*$|(?:in\s+\w+\s+)?(?:ihr|ihre|dein|deine|euer|eure)\b(?=\W*(?:$|\w+\W*$|(?:sehr\s+|aufrichtig\w*\s+|ganz\s+|treu\w*\s+|alte\w*\s+|ergebene?\w*\s*){1,3}))|"
    r".*\b(?:yours\b|sincerely|faithfully|regards|best wishes|your (?:obedient|humble|affectionate|loving|friend|servant)\b|with love|respectfully|cordially)|"
    r".*\b(?:cordialement|veuillez agréer|agréez|amitiés|bien à vous|amicalement|salutations|votre dévoué|je vous embrasse|je t’embrasse)|"
    r".*(?:с уважением|искренне (?:ваш|твой)|(?:преданн|любящ)\w+ (?:вам|вас|тебя|тебе)|^(?:ваш|твой|твоя)\b|всего доброго|з повагою|щиро ваш|^(?:ваш|твій)\b)|"
    r"(?:saludos|atentamente|un abrazo|cordiali saluti|distinti saluti|met vriendelijke groet|z poważaniem|مع تحياتي|وتفضلوا|此致|敬礼|顺祝))",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:(?:ganz|ewig|stets|immer)\s+)?(?i:ihre?n?|deine?n?|euere?n?|eure?n?)\s+(?:[^\W\d_A-ZÄÖÜ][^\W\d_]*\s+){0,4}(?:[A-ZÄÖÜ][^\W\d_]*(?:\.\s*|\s+|(?=[.!]?$))){1,5}[.!]?"
)
"""Whose, and then a name, perhaps with what they are to each other."""
_POSTSCRIPT = re.compile(
    r"\W*(?:P\.?\s?S\.?|N\.?\s?B\.?|NS|Anlagen?|Enclosures?|Encl|PJ|З\.?\s?І|П\.?\s?С)\b", re.IGNORECASE
)


_TO_MANY = re.compile(
    r"\bund herren\b|\bherren\b|bürger|kolleg|genoss|abgeordnet|anwesend|gäste|freund(?:e|innen)\b|kameraden|landsleute|brüder|schwestern|kinder|schüler|"
    r"gentlemen|ladies|friends|citizens|colleagues|members|guests|messieurs|mesdames|amis|citoyens|collègues|compatriotes|товарищ|друзья|граждан|друзі|громадян",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:an\s|herrn?\b|frau\b|fräulein\b|mr\b|mrs\b|messrs|monsieur|madame|to\s)|.*\d|\(", re.IGNORECASE
)
"""What stands below a name and is none: to whom a letter goes, and where."""


def letter(blocks: Sequence[SourceLine]) -> Looked:
    """The forms of the parts of a letter, and a doubt if it has no end."""
    begins = next((i for i, block in enumerate(blocks[:_WITHIN]) if is_salutation(block)), None)
    if begins is None or begins + 1 >= len(blocks):
        return {}, []
    ends = _closing(blocks, begins)
    last = ends or _signed(blocks, begins)
    signed = _names(blocks, last[-1]) if ends else last or _last_name(blocks, begins)
    if not signed and not ends and not _is_dated_letter(blocks, begins):
        return {}, []
    behind = range(signed[-1] + 1 if signed else len(blocks), len(blocks))
    dates = [i for i in (*range(begins), *behind) if _is_dated(blocks[i])]
    kinds = {begins: "salutation"} | dict.fromkeys(signed, "signature") | dict.fromkeys(_first(dates), "dateline")
    doubt = f"letter: line {blocks[begins].number} looks like a salutation, and no line like the end of a letter"
    kinds |= dict.fromkeys(ends, "closing")
    forms = {blocks[i].number: LineForm(kind) for i, kind in kinds.items()}
    return forms | _paragraphs(blocks, forms), [(blocks[begins].number, doubt)] if not last else []


def letter_on_page(blocks: Sequence[SourceLine], first: int, end: int) -> dict[int, LineForm]:
    """The forms of a letter on a web page, where other lines are short, too: it must have both a salutation and an end.

    `first` and `end` bound what was taken for text: some lines around that may belong to it. It stands between two headings; below
    it an edition says what it knows of the letter.
    """
    headings = [index for index, block in enumerate(blocks) if block.level]
    begins = max([first - _NEAR, 0, *(index + 1 for index in headings if index < first)])
    ends = min([end + _NEAR, len(blocks), *(index for index in headings if index > first)])
    forms, doubts = letter(blocks[begins:ends])
    return {} if doubts else forms


def _is_dated_letter(blocks: Sequence[SourceLine], begins: int) -> bool:
    """Whether a day stands directly above the salutation, and that speaks to one person: a speech has it so, too, but to many."""
    text = blocks[begins].text
    above = begins > 0 and _is_dated(blocks[begins - 1])
    return above and begins <= _NEAR and text[-1] in ",!" and not _TO_MANY.search(text)


def _paragraphs(blocks: Sequence[SourceLine], forms: Mapping[int, LineForm]) -> dict[int, LineForm]:
    """Lines of a letter that was broken by width, which so short a text shows by its paragraphs alone."""
    open_runs = runs_of([block for block in blocks if block.number not in forms])
    runs = [run for run in open_runs if len(run.blocks) > 1 and not run.blocks[0].wrapped]
    if not is_wrapped([run.texts for run in runs]):
        return {}
    return {block.number: LineForm("paragraph", run.blocks[0].number) for run in runs for block in run.blocks}


def _last_name(blocks: Sequence[SourceLine], begins: int) -> list[int]:
    """The last line, where it is no more than a name, and the text as short as a letter's."""
    if begins > _NEAR or len(blocks) > _LONGEST_LETTER or blocks[begins].text[-1] not in ",!，":
        return []
    if not any(block.wrapped or len(block.text) >= _RUNNING for block in blocks[begins + 1 :]):
        return []
    last = len(blocks) - 1
    text = blocks[last].text.rstrip(" .")
    is_name = len(text.split()) <= _MOST_NAMES and text[:1].isupper() and len(text) <= _LONGEST_NAME
    return [last] if last > begins + 1 and is_name and text[-1] not in "?!:,;" else []


def is_salutation(block: SourceLine) -> bool:
    """Whether a line speaks to those for whom the text is, as letters begin."""
    text = block.text
    return (
        len(text) <= _LONGEST_SALUTATION
        and is_open(block)
        and bool(_DEAR.match(text))
        and bool(_ENDS_SALUTATION.fullmatch(text))
        and not re.search(r"[.?]\s+\S+\s+\S+\s+\S+", text)
    )


def _closing(blocks: Sequence[SourceLine], begins: int) -> list[int]:
    """The lines with which a letter closes: the last that does, and those directly above it that say nothing else."""
    last = max(begins, len(blocks) - 1 - _TAIL)
    i = next((i for i in range(len(blocks) - 1, last, -1) if _closes(blocks[i])), None)
    if i is None:
        return []
    found = [i]
    while i - 1 > begins and is_closing_alone(blocks[i - 1].text) and is_open(blocks[i - 1]):
        i -= 1
        found.insert(0, i)
    return found


def _signed(blocks: Sequence[SourceLine], begins: int) -> list[int]:
    """The line that closes a letter with the name of who wrote it: `Dein treuer Vater Max`."""
    last = range(len(blocks) - 1, max(begins + 1, len(blocks) - 1 - _MOST_NAMES), -1)
    return next(([i] for i in last if _SIGNED.fullmatch(blocks[i].text) and is_open(blocks[i])), [])


def _closes(block: SourceLine) -> bool:
    known = is_closing_alone(block.text) or (_CLOSING.match(block.text) and not _SIGNED.fullmatch(block.text))
    return is_open(block) and len(block.text) <= _LONGEST_CLOSING and bool(known)


def _names(blocks: Sequence[SourceLine], ends: int) -> list[int]:
    """The lines below the closing that are a name, and what stands with it: a title, an office."""
    found = []
    for i in range(ends + 1, min(ends + 1 + _MOST_NAMES, len(blocks))):
        text = blocks[i].text
        short = len(text) <= _LONGEST_NAME and (len(text.split()) <= 4 or is_bare_name(text))  # more is a sentence
        if not short or _POSTSCRIPT.match(text) or _is_dated(blocks[i]) or text[-1] in ":?!" or _ADDRESS.match(text):
            break
        found.append(i)
    return found


def _first(dates: Sequence[int]) -> list[int]:
    """The first line with a date, and those directly below it: a day of the week, a place and a date."""
    return [i for n, i in enumerate(dates) if i == dates[0] + n]


def _is_dated(block: SourceLine) -> bool:
    known = _DATE.search(block.text) or _WEEKDAY.fullmatch(block.text)
    return len(block.text) <= _LONGEST_DATE and is_open(block) and bool(known)
