"""Pictures of the source: beside the passage that they stand at, as nodes that all writers know."""

import os
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes

from lesebuch.editorial import shown_by
from lesebuch.model import Chapter, Passage, PassageKind, SourcePicture, picture_key
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import nodes as ours


class ChapterPictures:
    """The pictures of a chapter, each of which is shown once. Without the text, none is."""

    def __init__(self, chapter: Chapter, folder: Path) -> None:
        """`folder`: that of the pages, from which Sphinx looks for files."""
        self._folder = folder
        self._files = {p.of: p for p in chapter.pictures if p.path is not None} if chapter.available else {}

    def at(self, passages: Iterable[Passage]) -> list[ours.picture]:
        """Those that stand in these passages or beside them, in their order."""
        named = [(key, passage) for passage in passages for key in shown_by(passage)]
        return [self._node(picture, passage) for key, passage in named if (picture := self._files.pop(key, None))]

    def _node(self, picture: SourcePicture, passage: Passage) -> ours.picture:
        described = passage.kind is PassageKind.FIGURE and picture_key(passage.target) == picture.of
        alt = picture.alt or (passage.text if described else "") or _("Picture in the source")
        assert picture.path is not None  # see above
        # An address that begins with a slash starts from the folder of the pages, on whatever page it stands.
        uri = f"/{Path(os.path.relpath(picture.path, self._folder)).as_posix()}"
        node = ours.picture("", nodes.image(uri=uri, alt=alt), of=passage.id)
        if picture.credit:
            credit = nodes.paragraph("", picture.credit, classes=["credit"])
            node += nodes.legend("", credit)
        return node


def stands_first(passage: Passage) -> bool:
    """Whether the picture that stands at a passage stands above it."""
    begins = any(style.kind == "image" and style.start == style.end == 0 for style in passage.styles)
    return begins or passage.kind is PassageKind.CAPTION
