"""What the fonts of the book have, as Typst says; and how a sign is told from its neighbours."""

import pytest

from lesebuch import glyphs
from lesebuch.typst import printing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nur Buchstaben – „und Zeichen“ … 5 €", set()),
        ("ein 😀 und ein 👍🏽", {"😀", "👍🏽"}),
        ("eine 👩\u200d💻 ist ein Zeichen", {"👩\u200d💻"}),
        ("1\ufe0f\u20e3 ❤\ufe0f", {"1\ufe0f\u20e3", "❤\ufe0f"}),
        ("བོད", {"བོ", "ད"}),
        ("a\u0f7cb", {"a\u0f7c"}),
        ("Қазақ", {"Қ", "а", "з", "қ"}),
        ("zwei\u1680Wörter", {"\u1680"}),
        ("\x07\ue000", {"\x07", "\ue000"}),
    ],
)
def test_signs(text: str, expected: set[str]) -> None:
    assert glyphs.signs(text) == expected


def test_the_usual_characters_are_all_printed() -> None:
    """What is never asked about."""
    usual = [chr(n) for n in range(0x20, 0x2100) if not glyphs.signs(chr(n)) and chr(n) != "\x7f"]
    assert len(usual) > 300
    assert glyphs.sample(usual).startswith(b"%PDF")


# As EDITING.md says.
BLOCKS = {
    "Latin": ("\u00a0", "\u02ff"), "accents": ("\u0300", "\u036f"), "Latin of Vietnam and others": ("\u1e00", "\u1eff"),
    "Greek": ("Α", "Ρ"), "Greek, small": ("Σ", "ώ"), "Cyrillic": ("\u0400", "\u04ff"), "Armenian": ("Ա", "Ֆ"),
    "Armenian, small": ("ա", "և"), "Georgian": ("ა", "ჿ"), "Hebrew": ("א", "ת"), "Arabic": ("ء", "غ"), "Arabic, rest": ("ف", "ي"),
    "Hiragana": ("ぁ", "ゖ"), "Katakana": ("ァ", "ヺ"),
}  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS)
def test_whole_scripts_are_printed(block: str) -> None:
    first, last = BLOCKS[block]
    assert glyphs.missing(chr(n) for n in range(ord(first), ord(last) + 1)) == set()


def test_the_chinese_characters_of_gb_2312_are_printed() -> None:
    pairs = [bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    common = [pair.decode("gb2312") for pair in pairs if not b"\xd7\xfa" <= pair <= b"\xd7\xfe"]
    assert len(common) == 6763
    assert glyphs.missing(common) == set()


def test_the_commoner_traditional_characters_are_printed() -> None:
    """Those of the first level of Big5."""
    lows = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    pairs = [bytes([high, low]) for high in range(0xA4, 0xC7) for low in lows]
    common = [pair.decode("big5") for pair in pairs if pair <= b"\xc6\x7e"]
    assert len(common) == 5401
    assert glyphs.missing(common) == set()


def test_the_punctuation_of_chinese_and_arabic_is_printed() -> None:
    assert glyphs.missing("，。、；：！？（）《》「」『』【】〈〉…—～·％＋－／［］０９Ａｚ") == set()
    assert glyphs.missing("،؛؟ـ٪٫٬۔٠٩۰۹ًٌٍَُِّْٰپچژگکیەھۆۇ") == set()


def test_arabic_is_set_in_a_face_of_its_own() -> None:
    """DejaVu Sans Mono has the letters, too, each as wide as any other."""
    assert printing.families({"س", "ل", "گ"}) == (*printing.FAMILIES, "Noto Naskh Arabic")


def test_what_no_font_has_is_missing_and_the_rest_is_not() -> None:
    asked = glyphs.signs("😀 བོད 习近平 Қазақ ♥ \ue000 \x07")
    assert glyphs.missing(asked) == {"😀", "བོ", "ད", "\ue000", "\x07"}


def test_many_are_missing_at_once() -> None:
    hangul = {chr(n) for n in range(0xAC00, 0xAC00 + 900)}
    assert glyphs.missing(hangul | {"ж"}) == hangul


def test_fonts_that_stand_in_are_named() -> None:
    assert printing.families({"ж"}) == printing.FAMILIES
    assert printing.families({"习", "⚖"}) == (*printing.FAMILIES, "DejaVu Sans Mono", "Noto Serif CJK SC")


def test_a_sign_is_described_by_numbers_and_names() -> None:
    assert glyphs.described("😀") == "U+1F600 GRINNING FACE"
    assert glyphs.described("a\u0301") == "U+0061 LATIN SMALL LETTER A, U+0301 COMBINING ACUTE ACCENT"
    assert glyphs.described("\ue000") == "U+E000"
