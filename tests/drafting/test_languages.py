"""The language: the source's own word first, then the words of the text; what is not certain is said."""

import pytest

from lesebuch.drafting import language
from lesebuch.drafting.language import is_small, recognise

TEXTS = {
    "de": "Der Steg am See ist gesperrt, und die Fischer warten auf das Holz. Niemand weiß, wann es kommt und wer es bezahlt. "
    * 2,
    "en": "The pier at the lake is closed, and the fishermen are waiting for the wood. Nobody knows when it comes and who pays for it. "
    * 2,
    "fr": "La jetée du lac est fermée, et les pêcheurs attendent le bois. Personne ne sait quand il arrive ni qui va le payer.",
    "es": "El muelle del lago está cerrado y los pescadores esperan la madera. Nadie sabe cuándo llega ni quién la va a pagar.",
    "it": "Il molo del lago è chiuso e i pescatori aspettano il legno. Nessuno sa quando arriva e chi lo pagherà alla fine.",
    "nl": "De steiger aan het meer is gesloten en de vissers wachten op het hout. Niemand weet wanneer het komt en wie het betaalt.",
    "pl": "Pomost nad jeziorem jest zamknięty, a rybacy czekają na drewno. Nikt nie wie, kiedy przyjdzie i kto za nie zapłaci.",
    "ru": "Причал на озере закрыт, и рыбаки ждут древесину. Никто не знает, когда её привезут и кто за неё заплатит.",
    "uk": "Причал на озері закритий, і рибалки чекають на деревину. Ніхто не знає, коли її привезуть і хто за неї заплатить.",
    "kk": "Көлдегі кемежай жабық, балықшылар ағашты күтіп отыр. Оның қашан келетінін және кім төлейтінін ешкім білмейді.",
    "tr": "Göldeki iskele kapalı ve balıkçılar keresteyi bekliyor. Ne zaman geleceğini ve parasını kimin ödeyeceğini kimse bilmiyor.",
    "ar": "الرصيف على البحيرة مغلق، والصيادون ينتظرون الخشب. لا أحد يعرف متى سيصل ومن سيدفع ثمنه في النهاية.",
    "he": "המזח באגם סגור, והדייגים מחכים לעץ. אף אחד לא יודע מתי הוא יגיע ומי ישלם עליו בסוף.",
    "zh": "湖边的码头关闭了，渔民们在等木头。没有人知道木头什么时候来，也没有人知道最后谁来付钱。",
    "ja": "湖の桟橋は閉鎖されていて、漁師たちは木材を待っている。いつ届くのか、誰が払うのか、誰も知らない。",
    "el": "Η προβλήτα στη λίμνη είναι κλειστή και οι ψαράδες περιμένουν το ξύλο. Κανείς δεν ξέρει πότε θα έρθει.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_languages_are_told_from_a_paragraph(code: str) -> None:
    assert recognise([TEXTS[code]]) == (code, "")
    assert recognise(TEXTS[code].split(". "), declared=code) == (code, "")


@pytest.mark.parametrize(
    ("text", "declared", "code", "doubt"),
    [
        ("kk", "en", "kk", "language: the source declares en, its words are kk"),
        ("de", "en-US", "de", "language: the source declares en, its words are de"),
        ("zh", "yue", "yue", ""),  # so near that the source knows better
        ("ru", "mhr", "mhr", ""),  # one that the library does not know
        ("fr", "lang=", "fr", ""),
        ("fr", "FR_ca", "fr", ""),
        ("fr", "", "fr", ""),
    ],
)
def test_what_the_source_declares_stands_unless_its_words_are_clearly_others(
    text: str, declared: str, code: str, doubt: str
) -> None:
    assert recognise([TEXTS[text]], declared) == (code, doubt)


@pytest.mark.parametrize(
    "text", ["", "1 2 3", "42 € | 17 %", "https://example.org/wo-das-holz-liegt-und-wer-es-hat", "Ja."]
)
def test_too_few_words_show_nothing(text: str) -> None:
    assert recognise([text]) == ("de", "language: too few words tell it")
    assert recognise([text], default="en")[0] == "en"
    assert recognise([text], declared="kk") == ("kk", "")


def test_a_text_in_two_languages_is_a_doubt() -> None:
    code, doubt = recognise([TEXTS["ru"] * 20, TEXTS["tr"] * 14])
    assert code == "ru"
    assert doubt == "language: parts of it are in tr"
    assert recognise([TEXTS["ru"] * 20, TEXTS["tr"]]) == ("ru", "")


@pytest.mark.parametrize("between", ["\t", "\n"])
@pytest.mark.parametrize("declared", ["de", "fr"])
def test_a_text_beside_its_translation_is_in_the_language_that_is_declared(declared: str, between: str) -> None:
    lines = [
        f"{one}.{between}{other}."
        for one, other in zip(TEXTS[declared].split(". "), (TEXTS["en"] * 2).split(". "), strict=False)
    ]
    assert recognise(lines, declared) == (declared, "language: parts of it are in en")
    assert recognise([TEXTS["en"] * 2], declared)[0] == "en"


def test_german_and_english_are_told_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_identifier", None)
    assert [recognise([TEXTS[code]])[0] for code in ("de", "en")] == ["de", "en"]
    with pytest.raises(TypeError):
        recognise([TEXTS["nl"]])


def test_small_words() -> None:
    assert is_small("und")
    assert not is_small("Holz")


@pytest.mark.parametrize(
    ("text", "code"), [("ようこそ", "ja"), ("호수", "ko"), ("湖边", "zh"), ("بحيرة", "ar"), ("Озеро", "ru")]
)
def test_where_words_are_too_few_the_script_is_asked(text: str, code: str) -> None:
    assert recognise([text]) == (code, "language: too few words tell it")
    assert recognise([text], declared="kk")[0] == "kk"
