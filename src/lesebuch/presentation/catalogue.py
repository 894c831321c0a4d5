"""The words of the interface in the reader's language: English in the code, all others in gettext catalogues.

A language is a file, `locale/LANGUAGE/LC_MESSAGES/lesebuch.po`; what it lacks stays English. The language is one for a
build, as in Sphinx itself, and is set before Sphinx forks.
"""

from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel import Locale, UnknownLocaleError

from lesebuch.catalogues import FILE, LOCALE, languages

_DEFAULT = "de"


class _Spoken:
    """The language of this build."""

    language = _DEFAULT


def use(language: str) -> None:
    """Speak a language from now on (BCP 47, or as Sphinx writes it)."""
    _Spoken.language = language or _DEFAULT


def current() -> str:
    """The language that is spoken, as BCP 47 has it."""
    return _Spoken.language.replace("_", "-")


def locale() -> Locale:
    """What CLDR knows of the language that is spoken; of one that it does not know, English."""
    for name in (current(), current().partition("-")[0]):
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse(name, sep="-")
    return Locale("en")


def words_locale() -> Locale:
    """What CLDR knows of the language that our words are in: English where there are none in that of the reader.

    Names of months and languages that stand among them are in the same language as they.
    """
    return locale() if current().partition("-")[0].lower() in languages() else Locale("en")


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
    return _catalogue(_Spoken.language).ngettext(one, many, number).format(n=number, **values)


@cache
def _catalogue(language: str) -> NullTranslations:
    for name in (language.replace("-", "_"), language.replace("-", "_").partition("_")[0]):
        path = LOCALE / name / FILE
        if path.is_file():
            # Who says nothing needs none of it.
            from babel.messages.mofile import write_mo  # noqa: PLC0415 - see above
            from babel.messages.pofile import read_po  # noqa: PLC0415 - see above

            packed = BytesIO()
            write_mo(packed, read_po(BytesIO(path.read_bytes()), locale=name))
            packed.seek(0)
            return GNUTranslations(packed)
    return NullTranslations()
