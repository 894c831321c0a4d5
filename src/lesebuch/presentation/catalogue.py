"""The words of the interface in the reader's language: English in the code, all others in gettext catalogues.

A language is a file, `locale/LANGUAGE/LC_MESSAGES/lesebuch.po`; what it lacks stays English. The language is one for a
build, as in Sphinx itself, and is set before Sphinx forks.

English words among those of a reader in another language say so, as Unicode tags the language of a run of text (RFC 2482):
they come into sentences, titles and drawings, and only who writes a page knows where each has come to stand.
"""

import re
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from lesebuch.catalogues import FILE, LOCALE, languages

_DEFAULT = "de"
ENGLISH = "en"
"""The language of the messages in the code."""


class _Spoken:
    """The language of this build."""

    language = _DEFAULT
    is_tagged = False


def use(language: str, *, tagged: bool = False) -> None:
    """Speak a language from now on (BCP 47, or as Sphinx writes it). `tagged`: what stays English says so."""
    _Spoken.language = language or _DEFAULT
    _Spoken.is_tagged = tagged


def current() -> str:
    """The language that is spoken, as BCP 47 has it."""
    return _Spoken.language.replace("_", "-")


def locale() -> Locale:
    """What CLDR knows of the language that is spoken; of one that it does not know, English."""
    return _locale(current())


@cache
def _locale(language: str) -> Locale:
    for name in (language, language.partition("-")[0]):
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse(name, sep="-")
    return Locale("en")


def words_locale() -> Locale:
    """What CLDR knows of the language that our words are in: English where there are none in that of the reader.

    Names of months and languages that stand among them are in the same language as they.
    """
    return locale() if is_translated() else Locale(ENGLISH)


def is_translated() -> bool:
    """Whether there are words of ours in the reader's language."""
    return current().partition("-")[0].lower() in languages()


def is_spoken(language: str) -> bool:
    """Whether a text's language is the reader's own."""
    return language.partition("-")[0] == current().partition("-")[0]


def say(message: str, context: str = "") -> str:
    """A message in the language that is spoken. `context` tells apart what English says in the same words."""
    spoken = _catalogue(_Spoken.language)
    return spoken.pgettext(context, message) if context else spoken.gettext(message)


def N_(message: str) -> str:  # noqa: N802 - as gettext's users call it
    """A message that is said later: marks it for the catalogues, and gives it back as it is."""
    return message


def say_number(one: str, many: str, number: int, **values: str) -> str:
    """A message that depends on a number, which stands for `{n}`; `values` stand for what else it names."""
    shown = format_decimal(number, locale=words_locale())
    return _catalogue(_Spoken.language).ngettext(one, many, number).format(n=shown, **values)


# --- What stays English ------------------------------------------------------------------------------------------------

BEGIN, END = "\U000e0001\U000e0065\U000e006e", "\U000e0001\U000e007f"
"""LANGUAGE TAG, TAG E, TAG N; LANGUAGE TAG, CANCEL TAG. Nothing shows them."""
_FIELD = re.compile(r"(\{\w*\})")
_WORDS = re.compile(r"\S.*\S|\S", re.DOTALL)


def plain(text: str) -> str:
    """A text without what says that some of it is English."""
    return text.replace(BEGIN, "").replace(END, "")


def _tagged(message: str) -> str:
    """A message that says of its own words that they are English; what is put in for its fields is not."""
    parts = _FIELD.split(message)
    return "".join(_WORDS.sub(rf"{BEGIN}\g<0>{END}", part) if _has_words(part) else part for part in parts)


def left_english(text: str) -> str:
    """A text of ours that stands in no catalogue, such as a date: where our words stay English it says so."""
    return _tagged(text) if _Spoken.is_tagged and not is_translated() else text


def _has_words(part: str) -> bool:
    return not part.startswith("{") and any(map(str.isalpha, part))


class _English(NullTranslations):
    """What the catalogue of a language lacks."""

    def gettext(self, message: str) -> str:
        return _tagged(message) if _Spoken.is_tagged else message

    def pgettext(self, context: str, message: str) -> str:
        del context
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@cache
def _catalogue(language: str) -> NullTranslations:
    if language.replace("_", "-").partition("-")[0].lower() == ENGLISH:
        return NullTranslations()
    for name in (language.replace("-", "_"), language.replace("-", "_").partition("_")[0]):
        path = LOCALE / name / FILE
        if path.is_file():
            # Who says nothing needs none of it.
            from babel.messages.mofile import write_mo  # noqa: PLC0415 - see above
            from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

            packed = BytesIO()
            write_mo(packed, read_po(BytesIO(path.read_bytes()), locale=name))
            packed.seek(0)
            found = GNUTranslations(packed)
            found.add_fallback(_English())
            return found
    return _English()
