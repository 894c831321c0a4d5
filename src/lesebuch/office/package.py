"""Archives of parts, as docx and odt are: the same parts give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from html import escape

from lesebuch.office.pandoc import STRAIGHT, TURNED
from lesebuch.writing import packed

_METADATA = ("docProps/core.xml", "meta.xml")
"""Where docx and odt have their title."""
_CONTENT = "content.xml"
_PICTURE = re.compile(r"<draw:image [^>]*/>")
"""A picture in odt, within its frame."""
_CELLS = re.compile(
    r'(<style:style style:name="Table(?:Header)?RowCell"[^>]*>\s*<style:table-cell-properties )fo:border="none"'
)
_LINES = " ".join(f'fo:border-{side}="0.5pt solid #808080"' for side in ("top", "bottom")) + ' fo:padding="1mm"'
_TITLE = "<dc:title></dc:title>"
_WORD = ("word/document.xml", "word/footnotes.xml")
_WORD_LANGUAGE = re.compile(r'<w:lang w:val="([^"]+)" ?/>')
_OPEN_LANGUAGE = re.compile(r'fo:language="([^"]+)"(?: fo:country="([^"]+)")?')
_TURNED = re.compile(
    rf'<text:(p|h) text:style-name="([^"]+)"([^>]*)>((?:(?!</?text:[ph]\b).)*?){re.escape(TURNED)}', re.DOTALL
)
"""A paragraph with its mark: places, and the beginning of what is set apart, may stand before it."""
_BENT = re.compile(rf"<w:p>(?:(?!</w:p>).)*?{re.escape(STRAIGHT)}", re.DOTALL)
_AUTOMATIC = "</office:automatic-styles>"


def finished(data: bytes, title: str, pictures: Sequence[str]) -> bytes:
    """A document with a title among its properties and, in odt, with what its pictures show.

    Pandoc would set a title that it is told as words above the text, too, and leaves the other out. `pictures`: alternative
    texts, in the order of the document.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in _METADATA:
        if name in parts:
            parts[name] = _titled(parts[name].decode("utf-8"), title).encode()
    for name in _WORD:
        if name in parts:
            part = _whole_rows(parts[name].decode("utf-8"))
            parts[name] = _straight(_WORD_LANGUAGE.sub(_in_word, part)).encode()
    if _CONTENT in parts:
        # With a line above and below each row, as in docx: pandoc gives cells none, and an empty row is to be seen.
        described = _described(parts[_CONTENT].decode("utf-8"), pictures)
        content = _CELLS.sub(lambda found: f"{found[1]}{_LINES}", described)
        parts[_CONTENT] = _turned(_OPEN_LANGUAGE.sub(_in_open, content)).encode()
    return packed(parts.items(), stored=("mimetype",))


def _whole_rows(part: str) -> str:
    """With rows of tables that no page breaks."""
    whole = "<w:trPr><w:cantSplit />"
    return part.replace("<w:tr><w:trPr>", f"<w:tr>{whole}").replace("<w:tr><w:tc>", f"<w:tr>{whole}</w:trPr><w:tc>")


def _in_word(found: re.Match[str]) -> str:
    """A language for letters of any script: Word asks for that of Chinese, and that of Arabic, under other names."""
    return f'<w:lang w:val="{found[1]}" w:eastAsia="{found[1]}" w:bidi="{found[1]}"/>'


def _straight(part: str) -> str:
    """Without the direction of the words at which a note stands."""
    return _BENT.sub(lambda found: found[0].replace("<w:bidi />", ""), part).replace(STRAIGHT, "")


def _in_open(found: re.Match[str]) -> str:
    """As in Word."""
    names = [("language", found[1]), ("country", found[2] or "none")]
    others = [f'style:{name}-{script}="{value}"' for script in ("asian", "complex") for name, value in names]
    return " ".join([found[0], *others])


def _turned(content: str) -> str:
    """With a style of its own for each paragraph that is written from right to left, made of the one that it has."""
    styles: dict[str, str] = {}

    def turned(found: re.Match[str]) -> str:
        kind, style, rest, before = found.groups()
        styles[style] = f"{style}-rtl"
        return f'<text:{kind} text:style-name="{styles[style]}"{rest}>{before.rstrip()}'

    # Words from right to left that quote others have a mark for each of them.
    content = _TURNED.sub(turned, content).replace(TURNED, "")
    made = "".join(_turned_style(content, old, new) for old, new in styles.items())
    return content.replace(_AUTOMATIC, made + _AUTOMATIC, 1)


def _turned_style(content: str, old: str, new: str) -> str:
    """A style like another, which is one of the document alone or has a name that people know."""
    direction = 'style:writing-mode="rl-tb" fo:text-align="right"'
    own = re.search(rf'<style:style style:name="{re.escape(old)}"([^>]*)>', content)
    parent = re.search(r'style:parent-style-name="([^"]+)"', own[1]) if own else None
    base = parent[1] if parent else "" if own else old
    named = f' style:parent-style-name="{base}"' if base else ""
    return (
        f'<style:style style:name="{new}" style:family="paragraph"{named}>'
        f"<style:paragraph-properties {direction}/></style:style>"
    )


def _titled(metadata: str, title: str) -> str:
    if _TITLE not in metadata:
        raise AssertionError("the metadata has no place for the title")
    return metadata.replace(_TITLE, f"<dc:title>{escape(title)}</dc:title>")


def _described(content: str, pictures: Sequence[str]) -> str:
    texts = [f"<svg:desc>{escape(text)}</svg:desc>" for text in pictures]
    if len(_PICTURE.findall(content)) != len(texts):
        raise AssertionError("there are more or fewer pictures in the file than in the document")
    rest = iter(texts)
    return _PICTURE.sub(lambda found: f"{found[0]}{next(rest)}", content)
