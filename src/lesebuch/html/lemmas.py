"""Which words of the texts are forms of one word, by the dictionaries of simplemma: `ging` and `gegangen` of `gehen`.

A script that the concordance loads when somebody asks for a word in all its forms. Forms are told apart by the language of
their text; of a language without a dictionary there are none.
"""

import json
import re
from collections import defaultdict
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from sphinx.application import Sphinx

from lesebuch.html.calling import call
from lesebuch.model import Reader
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.writing import write_if_changed

FILE = "lesebuch-lemmas.js"
_WORD = re.compile(r"[^\W\d_]+")
_MANY = 20_000
"""Words from which on it takes less time to load a dictionary whole than to look each of them up in the packed one."""


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: the script, unless it was made of the same words."""
    if failed or not looks.is_our_site(app.builder) or not app.config.lesebuch_search:
        return
    path = Path(app.outdir, "_static", FILE)
    words = _words(LesebuchDomain.of(app.env).reader)
    known = json.dumps([version("simplemma"), [(language, sorted(found)) for language, found in sorted(words.items())]])
    head = f"// {sha256(known.encode()).hexdigest()}\n"
    if path.is_file() and path.read_text(encoding="utf-8").startswith(head):
        return
    found = [forms for language, known in sorted(words.items()) for forms in groups(known, language)]
    write_if_changed(path, head + call("lesebuchLemmas", found))


def _words(reader: Reader) -> dict[str, set[str]]:
    """By language all words of the texts that are at hand, as they are written there."""
    found: dict[str, set[str]] = defaultdict(set)
    for chapter in reader.chapters:
        for passage in chapter.passages:
            language = (passage.language or chapter.language).partition("-")[0]
            found[language].update((passage.text or "").split())
    # Signs are parted from words in what differs alone: no word goes beyond a space, and most come again and again.
    return {language: set(_WORD.findall(" ".join(parts))) for language, parts in found.items()}


def groups(words: set[str], language: str) -> list[list[str]]:
    """Words in small letters, those together that are forms of one word, which stands first; single words are left out."""
    # Here, and not above: its dictionaries are loaded with it.
    from simplemma import lemmatize  # noqa: PLC0415

    forms: dict[str, set[str]] = defaultdict(set)
    for word in words:
        try:
            lemma = lemmatize(word, lang=language, low_memory=len(words) < _MANY)
        except ValueError:
            return []  # a language without a dictionary
        forms[lemma.lower()].add(word.lower())
    return [[lemma, *sorted(found - {lemma})] for lemma, found in sorted(forms.items()) if found - {lemma}]
