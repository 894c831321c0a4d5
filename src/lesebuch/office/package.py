"""Archives of parts, as docx and odt are: the same parts give the same bytes."""

import io
import re
import zipfile
from collections.abc import Sequence
from html import escape

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
    if _CONTENT in parts:
        parts[_CONTENT] = _ruled(_described(parts[_CONTENT].decode("utf-8"), pictures)).encode()
    return packed(parts.items(), stored=("mimetype",))


def _ruled(content: str) -> str:
    """With a line above and below each row, as in docx: pandoc gives cells none, and an empty row is to be seen."""
    return _CELLS.sub(lambda found: f"{found[1]}{_LINES}", content)


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
