"""The package document of an EPUB 3.3: what the book is called, who can read it and how, which files it has.

Metadata of accessibility as in EPUB Accessibility 1.1 and the vocabulary of schema.org.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from lesebuch.config import Config, Edition
from lesebuch.epub.archive import MARK
from lesebuch.model import Chapter
from lesebuch.presentation import imprint, rights
from lesebuch.presentation.catalogue import current, plain
from lesebuch.presentation.catalogue import say as _

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
PICTURE_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""Of the pictures that all reading systems show, by the endings of their files (EPUB 3.3, core media types)."""
_CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_FEATURES = (
    "ARIA",
    "displayTransformability",
    "index",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
)
_E = ElementMaker(namespace=OPF, nsmap={None: OPF, "dc": DC})
_D = ElementMaker(namespace=DC, nsmap={None: OPF, "dc": DC})


def picture_type(name: str) -> str:
    """The type of a picture by the name of its file; empty if reading systems need not know it."""
    return PICTURE_TYPES.get(PurePosixPath(name).suffix.lower(), "")


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A file of the book. `path`: from the package document; `id`: its name in the manifest; `properties`: as EPUB has them."""

    path: str
    id: str
    media_type: str
    properties: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the metadata is made from."""

    title: str
    reader: Config
    edition: Edition
    chapters: Sequence[Chapter]
    pictures: bool
    """Whether there are pictures but the cover."""
    described: bool
    """Whether each picture has an alternative text."""
    formulas: bool
    breaks: bool
    """Whether there is a list of pages; passages are pages where the source has none."""
    paper: bool
    """Whether they are those of the printed book."""

    @property
    def identifier(self) -> str:
        """The same for each issue of an edition of a reader."""
        return uuid5(NAMESPACE_URL, f"{self.reader.baseurl or self.title}#{self.edition}").urn


def package(about: About, items: Sequence[ManifestItem], spine: Sequence[str]) -> bytes:
    """The document. `spine`: the ids of the items that are read one after the other."""
    made = _E.package(
        _E.metadata(*_metadata(about)),
        _E.manifest(*(_item(item) for item in items)),
        _E.spine(*(_E.itemref(idref=name) for name in spine), toc="ncx"),
        {"version": "3.0", "unique-identifier": "id", _XML: current()},
    )
    # Of these words nobody can say in which language each is.
    return plain(etree.tostring(made, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()).encode()


def _item(item: ManifestItem) -> etree._Element:
    named = {"href": item.path, "id": item.id, "media-type": item.media_type}
    made: etree._Element = _E.item(named | ({"properties": item.properties} if item.properties else {}))
    return made


def _metadata(about: About) -> Iterable[etree._Element]:
    reader = about.reader
    yield _D.identifier(about.identifier, id="id")
    yield _D.title(about.title, id="title")
    yield _E.meta("main", refines="#title", property="title-type")
    if reader.subtitle:
        yield _D.title(reader.subtitle, id="subtitle")
        yield _E.meta("subtitle", refines="#subtitle", property="title-type")
    yield _D.language(current())
    yield from _people(about)
    said = {"publisher": imprint.publisher(reader), "description": reader.description, "rights": _rights(about)}
    yield from (_D(name, value) for name, value in said.items() if value)
    yield _D.date(reader.day.isoformat())
    # A book made anew of the same reader is the same book, to the byte.
    yield _E.meta(f"{reader.day.isoformat()}T12:00:00Z", property="dcterms:modified")
    yield _E.meta({"name": "cover", "content": "cover-image"})
    yield _E.meta({"name": "generator", "content": MARK})
    yield from _accessibility(about)


def _people(about: About) -> Iterable[etree._Element]:
    for number, name in enumerate(about.reader.editors, 1):
        yield _D.creator(name, id=f"editor-{number}")
        yield _E.meta("edt", refines=f"#editor-{number}", property="role", scheme="marc:relators")
    authors = dict.fromkeys(name for chapter in about.chapters for name in chapter.authors)
    for number, name in enumerate((name for name in authors if name not in about.reader.editors), 1):
        yield _D.contributor(name, id=f"author-{number}")
        yield _E.meta("aut", refines=f"#author-{number}", property="role", scheme="marc:relators")


def _rights(about: About) -> str:
    own = about.reader.licence
    own = rights.licence_address(own) or own
    return " ".join(filter(None, (imprint.rights(about.chapters), own)))


def _accessibility(about: About) -> Iterable[etree._Element]:
    modes = ["textual", *(["visual"] if about.pictures else [])]
    features = [*_FEATURES, *(["alternativeText"] if about.pictures and about.described else [])]
    features += ["MathML"] if about.formulas else []
    features += ["pageBreakMarkers", "pageNavigation"] if about.breaks else []
    schema = {"accessMode": modes, "accessibilityFeature": sorted(features, key=str.casefold)}
    yield from (_E.meta(value, property=f"schema:{name}") for name, values in schema.items() for value in values)
    if about.described:
        # With its pictures described, words alone are enough.
        yield _E.meta("textual", property="schema:accessModeSufficient")
    yield _E.meta("none", property="schema:accessibilityHazard")
    yield _E.meta(_summary(about), property="schema:accessibilitySummary")
    if about.breaks:
        # Passages are pages of no printed book.
        source = f"{about.title} (PDF, {about.reader.day.isoformat()})" if about.paper else "none"
        yield _E.meta(source, property="pageBreakSource")
    if about.described:
        yield _E.meta(_CONFORMS, property="dcterms:conformsTo", id="conforms")
        by = imprint.publisher(about.reader) or ", ".join(about.reader.editors) or about.title
        yield _E.meta(by, property="a11y:certifiedBy", refines="#conforms")


def _summary(about: About) -> str:
    said = [
        _(
            "Headings, notes, glossary and lists are tagged as such; words in another language are marked with that language."
        ),
        _("The page list follows the printed book.")
        if about.paper
        else _("The page list leads to each numbered passage."),
        _("Each note leads back to its place in the text."),
    ]
    if about.pictures and about.described:
        said.append(_("All pictures have alternative text; what drawings show is also given in lists."))
    elif about.pictures:
        said.append(_("Some pictures have no alternative text."))
    return " ".join(said)
