"""Notes without markup: what each kind of it leaves, and that no sign of MyST is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.model import Entry, EntryKind, Markup
from lesebuch.myst.plain import plain
from lesebuch.problems import Where

WHERE = Where("glossary/damm.md", 1)
ENTRIES = {"damm": Entry("damm", "Alter Damm", EntryKind.PLACE, Markup("Ein Wall.", WHERE), WHERE)}
CASES = [
    ("Ein *schräges* und ein **fettes** Wort\nin zwei Zeilen.", "Ein schräges und ein fettes Wort in zwei Zeilen."),
    ("Eins.\n\nZwei.", "Eins.\n\nZwei."),
    ("Hart\\\ngebrochen", "Hart\ngebrochen"),
    ("Siehe {entry}`damm`, {entry}`den Damm <damm>`, {entry}`fehlt`.", "Siehe Alter Damm, den Damm, fehlt."),
    ("So {passage}`ovks#p3` und {passage}`dort <ovks#p3>` {cite}`a-2001,b-2002`.", "So ovks#p3 und dort [a-2001,b-2002]."),
    ("{abbr}`EU (Europäische Union)`, {math}`a<b>`, {raw}`x`, {doc}`Seite <s>`", "EU (Europäische Union), a<b>, , Seite"),
    ('[Wort](https://example.org "Titel"), <https://example.org>, ![Bild](a.png)', "Wort, https://example.org, Bild"),
    ("- eins\n- zwei\n\n3. drei", "- eins\n\n- zwei\n\n3. drei"),
    ("> Zitat\n\n# Kopf\n\n---\n\nRest", "Zitat\n\nKopf\n\nRest"),
    ("| a | b |\n|---|---|\n| c | d |", "a\n\nb\n\nc\n\nd"),
    ("Wort[^1].\n\n[^1]: Die Note.", "Wort[1].\n\n[1] Die Note."),
    ("`x = {1}` &amp; \\*roh\\*", "x = {1} & *roh*"),
    ("```python\nx = 1\n```", "x = 1"),
    ("    eingerückt", "eingerückt"),
    (":::{note} Kopf\n:class: a\nDer *Inhalt*.\n:::", "Kopf\n\nDer Inhalt."),
    ("::::{note}\n:::{tip}\nTief.\n:::\n::::", "Tief."),
    (":::\nLose.\n:::", "Lose."),
    ("```{code-block} python\n:linenos:\nx = 1\n```", "x = 1"),
    ("```{figure} a.png\n:alt: Ein Bild\nDie *Legende*.\n```", "Ein Bild\n\nDie Legende."),
    ("```{raw} html\n<b>\n```\n\n```{toctree}\na\n```", ""),
    ("```{passage} ovks#p3\n```", "ovks#p3"),
    ("<div>\nIn <b>HTML</b> &amp; so\n</div>\n\nein <i>Wort</i> <!-- still -->", "In HTML & so\n\nein Wort"),
    ("% Ein Kommentar\n\n(ziel)=\nText", "Text"),
    ("Begriff\n: Erklärung", "Begriff\n\nErklärung"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_left(text: str, expected: str) -> None:
    assert plain(text, ENTRIES) == expected


def test_directives_that_are_too_deep_stay_as_they_are() -> None:
    text = (
        "".join(":" * n + "{note}\n" for n in range(60, 3, -1))
        + "Tief.\n"
        + "".join(":" * n + "\n" for n in range(4, 61))
    )
    assert "Tief." in plain(text, {})


@given(st.text(max_size=80))
def test_whatever_follows_the_words_before_it_stay(text: str) -> None:
    assert plain(f"Am Anfang.\n\n{text}", {}).startswith("Am Anfang.")


@given(st.lists(st.text("abcäöü习", min_size=1), min_size=1, max_size=5))
def test_words_without_markup_stay_as_they_are(words: list[str]) -> None:
    assert plain(" ".join(words), {}) == " ".join(words)
