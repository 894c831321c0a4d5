"""Who wrote a page, of what it declares and of what it marks as byline; and the names in a byline."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from lesebuch.drafting.datelines import MONTH, WEEKDAY
from lesebuch.drafting.givennames import is_given_name
from lesebuch.drafting.names import ADVERTISERS, ROLE_BEHIND, closes_letter, without_role
from lesebuch.drafting.web.metadata import Declared, address, is_of_others, named_apart, one_line, said
from lesebuch.drafting.web.titling import HAN, HOST, SEPARATOR, word_key

_LONGEST_NAME = 60
_BYLINE_CLASS = re.compile(
    r"(?:^|[-_]|[a-z](?=A))(?:by-?line(?:s|[-_]?name)?|author(?:s|[-_]?name|[-_]?link|[-_]?vcard)?|autor(?:en|in|[-_]?name)?|writer|verfasser|redakteur|byLine)(?:$|[-_])",
    re.IGNORECASE,
)
_BUTTON = re.compile(r"btn|button|become|follow", re.IGNORECASE)
"""What invites readers to write themselves, or to follow an author."""
_LABEL = re.compile(
    r"^\W*(?:(?:posted in .{1,40}? by|(?:(?:ein )?(?:artikel|beitrag|text|interview|gastbeitrag|kommentar|kolumne|pressemitteilung|bericht|story|post|published|posted|written|created|geschrieben|verfasst|publiée?|recueillis?|propos recueillis|"
    r"veröffentlicht|erstellt|eingestellt|gepostet|words|texte?) )?(?:vom|von|by|par|di|por|durch|autor(?:[:*_]?in(?:nen)?|en)?)\b:?)|(?:автор(?:ы|и|ка)?|текст|作者|撰文|الكاتب|بقلم)\s*[:：]|بقلم\s|(?:texte?(?:\s*(?:&|\+|/|und)\s*(?:fotos?|bilder|photos?|interview))?|interview|protokoll|autor(?:in|innen|en)?|authors?|verfasser(?:in)?|written by|words(?:\s*(?:&|and)\s*(?:photos?|images|pictures))?)\s*:)\s*",
    re.IGNORECASE,
)
_DAY = rf"(?:{WEEKDAY}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|mo|di|mi|do|fr|sa|so)\b\.?"
_BEHIND_NAME = re.compile(
    r"\s*(?:[|•·(/—]|\s[–—-]\s|,?\s*\b(?:aus dem \w+(?: übersetzt)? von|(?:deutsche )?übersetz(?:t|ung)|translat(?:ed|ion)|traduit|traduction|перев[её]л|перевод|переклад)\b|翻訳|[译譯]者|\bim Gespräch\b|\s(?:under|unter)\s"
    r"|\b(?:updated|published|aktualisiert|veröffentlicht|posted|contributor|staff writer)\b|\b(?:send|sende|senden|schreib\w*)\s(?:sie\s)?(?:an?|us|me|uns|mir|eine?)\b"
    rf"|(?:[\s,]+(?:{MONTH}|{_DAY}|(?-i:[a-zà-ž]{{1,4}})\b)){{0,8}}[\s,]+\d).*",
    re.IGNORECASE | re.DOTALL,
)
"""What else a byline says: no name has a number, and with a number go the small words, the day and the month before it."""
_AFTER_NAME = re.compile(r",\s*[A-Z][A-Z .]+$")
"""An agency in capitals."""
_PLACE = re.compile(r"(?P<name>[^,]+ [^,]+), (?!Jr|Sr|Dr|Prof|Ph|M\.)(?P<place>[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)")
"""`Anna Muster, Bern`; but `Muster Beispiel, Anna` is one name."""
_ROLE = re.compile(
    r"^(?:[\w-]+-)?(?:expert(?:e|in)|redakteur(?:in)?|(?:gast)?autor(?:in)?|korrespondent(?:in)?|reporter(?:in)?|kolumnist(?:in)?)\s+(?=[A-ZÀ-Þ])|\s+(?:CEO|CTO|기자|記者|记者)$",
    re.IGNORECASE,
)
"""What somebody is, before or behind the name."""
_NO_NAME = re.compile(
    rf"https?(?::|$)|:\s|[$€%]|^no author$|^super ?user$|^{WEEKDAY}$|www\.|@|\[at\]|^\d+$|^(?:admin(?:istrator)?|unknown|none|null|undefined|n/a|anonymous|guest|autor(?:in)?|author|by|von|texte?|interview|fotos?|bild(?:er)?(?=:)|photos?"
    r"|publiziert|published|posted|veröffentlicht)\b|(?-i:^[A-Z ]{2,12}(?:,[A-Z]{2,8})+$)|^(?:alle|all|zeige|show|view|see|mehr|more|zur|über|about|afficher) |^am$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:;|\s&\s|\bund\b|\band\b|\bet\b|\s/\s|,(?=\s*[A-ZÀ-ÞА-Я][\w.’'-]+\s)|\s(?:e|en|i|ja|och|og|oraz|ve|y|и|і|та)\s(?=[A-ZÀ-ÞА-Я][\w.’'-]+\s[A-ZÀ-ÞА-Я]))\s*"
)
"""Short words of other languages join only what is a first and a last name: `Ortega y Gasset` is one."""
_A_NAME = re.compile(
    r"(?:Dr\. |Prof\. )*[A-ZÀ-ÞА-Я][\w.’'-]*(?:\s+(?:(?:von|van|de|der|den|zu|al|el|bin|da|di|du|la|le|v\.)\s+)*[A-ZÀ-ÞА-Я][\w.’'-]*){0,3}"
)
_EXCLAIMED = re.compile(r"(?:por|par|di)\s+(?P<name>[\w’'-]+)\W*", re.IGNORECASE)
"""`Por Dios`: these words stand before much else than names."""
_POSTED = re.compile(
    r"(?:posted|written|published|geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|gepostet) (?:by|von) (?:\S+ ){1,4}?(?=(?:under|unter|in|on|am|at|um)\s)",
    re.IGNORECASE,
)
"""How a line begins that goes on with sections and tags, as many as there are."""
_DATE_FIRST = re.compile(r"^\d{1,2}\.\s?(?:\d{1,2}\.|\w+)\s?\d{4}\s*[-–—|·]\s*")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|in|innen)?|auteurs?|contributors?|editors?|reporters?|journalist(?:e?s|en)?|staff|writers?|redakteure?|people|by)/[^/?#]",
    re.IGNORECASE,
)
"""How the address of a page about an author goes."""
_OFFICE = re.compile(r"\b(?:GmbH|e\.? ?V|Verlag|Stiftung|Inc|Ltd|AG)\b\.?$", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"(?:The )?(?:Government|Department|Ministry|Office|Bureau|Parliament)\s(?:of|for)\s|(?:Bundes)?Ministerium\s|Gouvernement\s|Ministère\s",
    re.IGNORECASE,
)
"""How a state's office is called, with those of its own of which it consists behind commas."""
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:[a-z]{2}|com|info|net|org)(?=,|$)")
"""The name of a host, and where it is: an address, and nobody's name."""

_OF_MANY = re.compile(
    r"\b[A-ZÄÖÜ]{3,5}\b(?<!\bIII)(?=.*[a-zäöü]|\s[A-ZÄÖÜ]{6,}|$)|\b(?:Foundation|Stiftung|News|Agenc(?:y|ies)|Agentur\w*|Redaktion|Staff|Team|Press|Verlag|University|Universität|Institute?|Ministerium|Zeitung|Magazine?|International)\b"
)
"""Words of names that no person has."""
_ACCOUNT = re.compile(r"[a-z][\w.-]*|[A-ZÄÖÜ]{2,5}(?:[-/][A-ZÄÖÜ]{1,5})*")
"""An account, a sign or an agency."""


def authors_of(tree: etree._Element, declared: Declared) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of who wrote it: the first of the page's sources that names anybody but the site itself; and the site, if one names it.

    What the page marks as author is taken as it stands, nicknames and offices too.
    """
    sites = {word_key(name) for name in declared.sites} | {
        word_key(piece) for piece in SEPARATOR.split(declared.titles[-1] if declared.titles else "")
    }
    host = re.sub(
        r"\W", "", (re.match(r"https?://(?:www\.)?([^/]+)\.\w+(?:/|$)", address(tree, declared)) or ("", ""))[1].lower()
    )
    offices: tuple[str, ...] = ()
    bylines = list(_bylines(tree))
    for group in (*declared.authors, tuple(bylines), tuple(_author_links(tree))):
        official = tuple(one_line(text) for text in group if _OFFICIAL.match(one_line(text)))
        names = tuple(dict.fromkeys(n for t in group if one_line(t) not in official for n in split_names(t)))
        own = tuple(name for name in names if not _is_office(name, sites, host))
        if own:
            return _all_of(tuple(_in_full(name, bylines) for name in own), bylines), ()
        offices = offices or official or tuple(name for name in names if not _SITE.match(name))
    return (), offices


def without_offices(names: Sequence[str], sites: Sequence[str]) -> tuple[str, ...]:
    """The persons, where a line names with them whom they write for: the site, also in one breath with a name, an agency, an account."""
    bare = without_site_names(names, sites)
    persons = tuple(name for name in bare if not _is_of_many(name))
    return persons if any(" " in name and _A_NAME.fullmatch(name) and not name.isupper() for name in persons) else bare


def without_site_names(names: Sequence[str], sites: Sequence[str]) -> tuple[str, ...]:
    """The names without that of the site, beside others or behind one: `Anna Muster Seebote`; nor one of its offices, `Seebote Bern`."""
    bare = tuple(dict.fromkeys(_without_site(name, sites) for name in names))
    own = tuple(f"{word_key(site)} " for site in sites)
    return (
        tuple(name for name in bare if is_given_name(name.split()[0]) or not f"{word_key(name)} ".startswith(own))
        or bare
    )


def _without_site(name: str, sites: Sequence[str]) -> str:
    behind = (site for site in sites if name.casefold().endswith(f" {site.casefold()}"))
    bare = name[: -len(next(behind, "")) or None].strip()
    return bare if " " in bare and _A_NAME.fullmatch(bare) else name


def _is_of_many(name: str) -> bool:
    """Whether a name beside those of persons is one of an office: with an abbreviation in it, or so called."""
    return bool(_OF_MANY.search(name) or _ACCOUNT.fullmatch(name))


def _is_office(name: str, sites: set[str], host: str) -> bool:
    """Whether a name is the site's or its office's."""
    key = word_key(name)
    joined = re.sub(r"\W", "", name.lower())
    an_address = HOST.fullmatch(name) or _SITE.match(name)
    return key in sites or joined == host or bool(an_address or _OFFICE.search(name))


def _in_full(name: str, bylines: Sequence[str]) -> str:
    """A single name as the byline has it in full."""
    fuller = (full for text in bylines for full in split_names(text))
    return next((full for full in fuller if " " not in name and full.startswith(name + " ")), name)


def _all_of(names: tuple[str, ...], bylines: Sequence[str]) -> tuple[str, ...]:
    """The names of the byline, if they are all of these and more: some declarations name but the first."""
    for text in bylines:
        shown = tuple(split_names(text))
        if set(names) < set(shown) and all(_A_NAME.fullmatch(name) and " " in name for name in shown):
            return shown
    return names


def split_names(text: str) -> Iterator[str]:
    """The names of `Von Anna Muster und Karl Beispiel | 3. Mai 2024`."""
    bare = _ROLE.sub("", _BEHIND_NAME.sub("", _LABEL.sub("", one_line(text))))
    for piece in _AND.split(bare) if "://" not in bare else ():
        name = _AFTER_NAME.sub("", piece).strip(" .,;:|–—-·•\u200b")
        name = without_role(name) if ROLE_BEHIND.search(name) else name
        if (placed := _PLACE.fullmatch(name)) and not is_given_name(placed["place"]):
            name = placed["name"]
        nobody = _NO_NAME.search(name) or ADVERTISERS.search(name)
        if name and len(name) <= _LONGEST_NAME and _has_letters(name) and not nobody:
            yield name


def _has_letters(name: str) -> bool:
    """Whether it is more than an initial, a number or a sign; of a Chinese name one character may be all."""
    letters = any(c.isalpha() for c in name) and sum(c.isalnum() for c in name) > 1
    return letters or bool(HAN.search(name))


def labelled(text: str) -> list[str]:
    """The names of a line that says that they are authors: a label before them, or a date; empty if it is another line."""
    if said := _POSTED.match(text):
        text = said[0]
    label = bool(_LABEL.match(text))
    if (said := _EXCLAIMED.fullmatch(text)) and not is_given_name(said["name"]):
        return []
    if len(text) > 2 * _LONGEST_NAME or not (label or _DATE_FIRST.match(text)):
        return []
    names = list(split_names(_DATE_FIRST.sub("", text)))
    good = all(_A_NAME.fullmatch(name) and (label or " " in name) and not closes_letter(name) for name in names)
    return names if good else []


def _bylines(tree: etree._Element) -> Iterator[str]:
    """The first element whose class or id says that it is a byline."""
    for element in tree.iter(
        "a", "span", "p", "div", "address", "li", "ul", "strong", "em", "b", "cite", "h3", "h4", "h5", "td"
    ):
        tokens = [element.get("id") or "", *(element.get("class") or "").split()]
        if not any(_BYLINE_CLASS.search(token) and not _BUTTON.search(token) for token in tokens):
            continue
        if element.get("aria-hidden") == "true":
            continue  # what is hidden from listeners is the caption of a box
        text = named_apart(element)
        # The words are looked at first: what stands around an element takes time.
        if text and len(text) <= 2 * _LONGEST_NAME and any(split_names(text)) and not is_of_others(element):
            yield text
            return


def _author_links(tree: etree._Element) -> Iterator[str]:
    """The first link that leads to an author's page and has a name."""
    for element in tree.iter("a"):
        if _AUTHOR_PAGE.search(element.get("href") or ""):
            text = said(element)
            if " " in text and _A_NAME.fullmatch(text) and not is_of_others(element):
                yield text
                return
