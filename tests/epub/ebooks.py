"""Builds of readers as e-books, and what the tests ask of an EPUB."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
PAGES = "EPUB/text/"
ADDED = {"num", "nr", "recte", "says", "out", "back"}
"""Classes of what editors have put among the words of the source."""


@dataclass(frozen=True)
class Ebook:
    """A finished run of the builder."""

    code: int
    output: str
    path: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def trees(self) -> dict[str, etree._Element]:
        return {name: etree.fromstring(data) for name, data in self.files.items() if name.endswith(".xhtml")}

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/package.opf"])

    @cached_property
    def spine(self) -> list[str]:
        paths = {item.get("id"): item.get("href") for item in self.package.iter(f"{OPF}item")}
        return [f"EPUB/{unquote(str(paths[ref.get('idref')]))}" for ref in self.package.iter(f"{OPF}itemref")]

    def page(self, name: str) -> etree._Element:
        return self.trees[f"{PAGES}{name}.xhtml"]

    def navigation(self, type_: str) -> etree._Element:
        found = self.trees["EPUB/nav.xhtml"].iter(f"{H}nav")
        return next(nav for nav in found if nav.get(TYPE) == type_)

    def said(self, name: str) -> list[str]:
        """Values of a property of the metadata."""
        return [str(meta.text) for meta in self.package.iter(f"{OPF}meta") if meta.get("property") == name]

    def links(self) -> Iterator[tuple[str, str, etree._Element, etree._Element | None]]:
        """Each link within the book: the file that it stands in, its address, the link, and to what it leads."""
        ids = {name: {e.get("id"): e for e in tree.iter() if e.get("id")} for name, tree in self.trees.items()}
        for name, tree in self.trees.items():
            for link in tree.iter(f"{H}a"):
                href = str(link.get("href"))
                if href.startswith(("http:", "https:", "mailto:")):
                    continue
                path, _, place = href.partition("#")
                target = normpath(join(dirname(name), unquote(path))) if path else name
                known = ids.get(target)
                found = None if known is None else self.trees[target] if not place else known.get(unquote(place))
                yield name, href, link, found


def build(root: Path, out: Path, *settings: str, edition: str = "class", seeds: str = "") -> Ebook:
    words = [part for setting in (f"lesebuch_edition={edition}", *settings) for part in ("-D", setting)]
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "ebook", *words, "-d", f"{out}-trees"]
    environment = {**os.environ, "NO_COLOR": "1", "LESEBUCH_SEEDS": seeds}
    done = subprocess.run(
        [*command, str(root / "docs"), str(out)], capture_output=True, text=True, check=False, env=environment
    )
    return Ebook(done.returncode, done.stdout + done.stderr, out / "reader.epub")


def passage(tree: etree._Element, id_: str) -> str | None:
    """The words of a passage, without what editors have added; of a section those of its heading."""
    found = [element for element in tree.iter() if element.get("id") == id_]
    if len(found) != 1:
        return None
    (element,) = found
    if element.tag == f"{H}section":
        element = next(child for child in element if str(child.tag).startswith(f"{H}h"))
    return "".join(_words(element))


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not ADDED & set((child.get("class") or "").split()):
            yield from _words(child)
        yield child.tail or ""
