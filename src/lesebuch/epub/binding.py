"""Puts a book together: cover, title, pages, navigation, package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import quote

from lesebuch.config import Config, Edition
from lesebuch.epub import archive, cover, navigating
from lesebuch.epub.contents import NavigationLine
from lesebuch.epub.package import About, ManifestItem, package
from lesebuch.epub.pages import XHTML, EbookPage, document, file
from lesebuch.html import packing
from lesebuch.model import Chapter
from lesebuch.presentation import imprint, wording
from lesebuch.presentation.catalogue import current
from lesebuch.presentation.catalogue import say as _

_STYLE = "book.css"
_PAGES = "text"
_COVER = "cover.png"
_XHTML = "application/xhtml+xml"


@dataclass(slots=True)
class Binding:
    """What a book is made of."""

    title: str
    reader: Config
    edition: Edition
    chapters: Sequence[Chapter]
    pages: dict[str, EbookPage] = field(default_factory=dict)
    """By their paths, in the order in which they are read."""
    sections: dict[str, list[NavigationLine]] = field(default_factory=dict)
    """By document."""
    openings: dict[str, str] = field(default_factory=dict)
    """By the page of the first chapter of a part: address of the page on which the part begins."""
    contents: list[NavigationLine] = field(default_factory=list)
    page_list: list[NavigationLine] = field(default_factory=list)
    paper: bool = False
    """Whether pages are those of the printed book."""

    def bound(self, pictures: Mapping[str, tuple[bytes, str]], fonts: tuple[str, ...]) -> bytes:
        """The EPUB. `pictures`: data and type by path; `fonts`: the reader's own folders with fonts, for the cover."""
        about = self._about(bool(pictures))
        places = _moved(self.contents)
        files: dict[str, bytes] = {
            "cover.xhtml": self._cover_page().encode(),
            "title.xhtml": self._title_page().encode(),
            "nav.xhtml": self._navigation(places).encode(),
            "toc.ncx": navigating.ncx(self.title, about.identifier, places),
            _STYLE: Path(__file__).with_name(_STYLE).read_bytes() + packing.brackets().encode(),
            _COVER: self._cover(fonts),
        }
        items = [
            ManifestItem("cover.xhtml", "cover", _XHTML),
            ManifestItem("title.xhtml", "title-page", _XHTML),
            ManifestItem("nav.xhtml", "nav", _XHTML, "nav"),
            ManifestItem("toc.ncx", "ncx", "application/x-dtbncx+xml"),
            ManifestItem(_STYLE, "style", "text/css"),
            ManifestItem(_COVER, "cover-image", "image/png", "cover-image"),
        ]
        spine = ["cover", "title-page", "nav"]
        for number, (path, made) in enumerate(self.pages.items(), 1):
            up = "../" * (path.count("/") + 1)
            files[f"{_PAGES}/{path}"] = file(made, f"{up}{_STYLE}").encode()
            items.append(ManifestItem(f"{_PAGES}/{quote(path)}", f"page-{number}", _XHTML, made.properties))
            spine.append(f"page-{number}")
        for number, (path, (data, type_)) in enumerate(pictures.items(), 1):
            files[f"{_PAGES}/{path}"] = data
            items.append(ManifestItem(f"{_PAGES}/{quote(path)}", f"picture-{number}", type_))
        files = {archive.PACKAGE: package(about, items, spine), **files}
        return archive.archive(files)

    def _about(self, pictures: bool) -> About:
        images = [image for made in self.pages.values() for image in made.body.iter(f"{{{XHTML}}}img")]
        return About(
            self.title,
            self.reader,
            self.edition,
            self.chapters,
            pictures=pictures,
            described=all(image.get("alt") for image in images),
            formulas=any("mathml" in made.properties for made in self.pages.values()),
            breaks=bool(self.page_list),
            paper=self.paper,
        )

    def _navigation(self, places: Sequence[NavigationLine]) -> str:
        label = _("Pages of the printed book") if self.paper else _("Passages")
        return navigating.navigation(places, self._landmarks(), _moved(self.page_list), label)

    def _landmarks(self) -> list[tuple[str, str, str]]:
        """Type, label and address of what a reading system offers by itself."""
        found = [
            ("cover", _("Cover"), "cover.xhtml"),
            ("titlepage", _("Title page"), "title.xhtml"),
            ("toc", _("Contents"), "nav.xhtml#nav-toc"),
        ]
        seen = set()
        for path, made in self.pages.items():
            type_ = {"doc-chapter": "bodymatter", "doc-glossary": "glossary", "doc-bibliography": "bibliography"}.get(
                made.role, ""
            )
            if type_ and type_ not in seen:
                seen.add(type_)
                label = _("Texts") if type_ == "bodymatter" else made.title
                found.append((type_, label, f"{_PAGES}/{quote(path)}"))
        return found

    # --- Before the first page -----------------------------------------------------------------------------------------

    def _cover(self, fonts: tuple[str, ...]) -> bytes:
        foot = (imprint.edited(self.reader), imprint.publisher(self.reader), imprint.edition(self.edition))
        return cover.draw(self.title, self.reader.subtitle, tuple(filter(None, foot)), current(), fonts)

    def _cover_page(self) -> str:
        alt = escape(wording.labelled(_("Cover"), self.title), quote=True)
        body = f'<body epub:type="cover" class="cover"><div><img role="doc-cover" src="{_COVER}" alt="{alt}"/></div></body>'
        return document(self.title, body, _STYLE)

    def _title_page(self) -> str:
        reader = self.reader
        named = [
            f'<p class="subtitle">{escape(reader.subtitle)}</p>' if reader.subtitle else "",
            f"<p>{escape(imprint.edited(reader))}</p>" if reader.editors else "",
            f"<p>{escape(imprint.edition(self.edition))}</p>",
            f'<p class="about">{escape(reader.description)}</p>' if reader.description else "",
        ]
        said = [*imprint.lines(self.title, reader, self.edition, self.chapters), _("Made with Lesebuch.")]
        lines = "".join(f"<p>{escape(line)}</p>" for line in said)
        body = (
            f'<body><section epub:type="titlepage" class="title-page"><h1>{escape(self.title)}</h1>{"".join(named)}</section>'
            f'<section epub:type="copyright-page" class="imprint"><h2>{_("Imprint")}</h2>{lines}</section></body>'
        )
        return document(self.title, body, _STYLE)


def _moved(places: Sequence[NavigationLine]) -> list[NavigationLine]:
    """Places as seen from the package document."""
    return [NavigationLine(place.label, f"{_PAGES}/{place.address}", _moved(place.below)) for place in places]
