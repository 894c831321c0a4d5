"""What pages offer to take along: a chapter its sheet, the start page the book, an e-book, data, the whole site.

Whoever builds such files says where they lie (`lesebuch_offers`). What is there when pages are written is copied into the
site and linked, and nothing else is: no link is dead, and where no sheets are made none are offered. A folder of another
edition counts for nothing, so that a public site never hands out a protected text.

With the sheet of a chapter its page knows how the lines of the sheet are broken, and numbers the same lines.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from lesebuch import stamps
from lesebuch.config import LINES, SHEETS, SHEETS_FOLDERS
from lesebuch.html import offline
from lesebuch.presentation import wording
from lesebuch.presentation.catalogue import say as _
from lesebuch.sphinx_ext import nodes as ours
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.conf.project import offered_folders
from lesebuch.sphinx_ext.sheets import sheets_of
from lesebuch.writing import write_if_changed, write_whole

FOLDER = "_downloads"
"""In the site, where Sphinx puts files that pages name with its role `download`, in folders of their own."""
_LISTED = ".lesebuch-offers"
"""In the site: by page the addresses of what it offers, and what else it knows of its sheet. Of the files among them those that
have come from here may go again."""
_FORMS = {".pdf": "PDF", ".docx": "Word", ".epub": "EPUB", ".jsonl": "JSON Lines", ".xml": "TEI"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A file, as a page names it."""

    what: str
    form: str
    """As what it is made."""
    address: str
    """From the root of the site."""
    source: Path | None = None
    """Where it is copied from; None: it is made in its place."""


def find(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """On `env-updated`: see what is made. Pages of which the offers have changed are written again."""
    builder: Any = app.builder
    if not looks.is_our_site(builder):
        return []
    builder.lesebuch_offers = dict(_found(app, env))
    builder.lesebuch_lines = dict(_lines(app, env))
    # Not what the environment knows, which several sites may share.
    before, now = _before(app), _known(builder)
    return sorted(page for page in {*before, *now} & env.found_docs if before.get(page) != now.get(page))


def _known(builder: Any) -> dict[str, list[str]]:
    known = {page: [offer.address for offer in offered] for page, offered in builder.lesebuch_offers.items()}
    for page, lines in builder.lesebuch_lines.items():
        known.setdefault(page, []).append(hashlib.blake2b(repr(lines).encode(), digest_size=8).hexdigest())
    return known


def _lines(app: Sphinx, env: BuildEnvironment) -> Iterator[tuple[str, dict[str, str]]]:
    """By page how the lines of its sheet are broken: by passage the characters at which they begin."""
    for name, order in sheets_of(env).items():
        for folder in offered_folders(app.config):
            file = stamps.beside(folder / f"{name}.pdf", LINES)
            if folder.name in SHEETS_FOLDERS and file.is_file():
                read = json.loads(file.read_text(encoding="utf-8"))
                yield next(iter(order.pages)), {passage: " ".join(map(str, starts)) for passage, starts in read.items()}


def _before(app: Sphinx) -> dict[str, list[str]]:
    """What the pages that lie in the output offer."""
    try:
        before = json.loads(Path(app.outdir, _LISTED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return before if isinstance(before, dict) else {}


def _found(app: Sphinx, env: BuildEnvironment) -> Iterator[tuple[str, list[Offer]]]:
    """By page what it offers."""
    folders = offered_folders(app.config)
    for name, order in sheets_of(env).items():
        files = (folder / f"{name}{ending}" for folder in folders if folder.name in SHEETS_FOLDERS for ending in SHEETS)
        offered = [_offer(_("Class handout"), file, "sheets/") for file in files if file.is_file()]
        if offered:
            yield next(iter(order.pages)), offered
    wholes = {".pdf": _("The book"), ".epub": _("E-book"), ".jsonl": _("Data"), ".xml": _("Data")}
    lying = [file for folder in folders if folder.name not in SHEETS_FOLDERS for file in sorted(folder.iterdir())]
    offered = [_offer(said, file) for ending, said in wholes.items() for file in lying if file.suffix == ending]
    if offline.is_offered(app):
        offered.append(Offer(_("The whole site"), "ZIP", offline.ZIP))
    if offered:
        yield app.config.root_doc, offered


def _offer(what: str, file: Path, below: str = "") -> Offer:
    return Offer(what, _FORMS[file.suffix], f"{FOLDER}/{below}{file.name}", file)


def place(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """On `doctree-resolved`, when the head of a chapter is arranged: before what is folded of it, below the head of an assignment, else before the first section."""
    lines = getattr(app.builder, "lesebuch_lines", {}).get(docname, {})
    for passage in doctree.findall(ours.passage) if lines else ():
        if passage["passage"] in lines:
            passage["lines"] = lines[passage["passage"]]
    offered = getattr(app.builder, "lesebuch_offers", {}).get(docname)
    top = next(iter(doctree.findall(nodes.section)), None)
    if not offered or top is None:
        return
    line = nodes.raw("", _written(app.builder, docname, offered), format="html")
    head = next((child for child in top.children if isinstance(child, ours.metadata_block)), None)
    section = next((child for child in top.children if isinstance(child, nodes.section)), None)
    if head is not None:
        top.insert(top.index(head) + (not head.get("folded")), line)
    else:
        top.insert(top.index(section) if section is not None else len(top), line)


def _written(builder: Any, docname: str, offered: list[Offer]) -> str:
    """One line: what it is, and each form of it as a link; with the whole site the button that keeps it in the browser."""
    page = builder.get_target_uri(docname)
    groups = []
    for what, several in groupby(offered, lambda offer: offer.what):
        links = (
            f'<a href="{escape(relative_uri(page, offer.address))}" aria-label="{escape(f"{what}, {offer.form}")}">{offer.form}</a>'
            for offer in several
        )
        groups.append(f"<span>{wording.labelled(escape(what), ' · '.join(links))}</span>")
    if any(offer.address == offline.ZIP for offer in offered):
        groups.append(f'<button type="button" class="lb-keep" hidden>{_("Save for offline reading")}</button>')
    return f'<p class="lb-offers">{" ".join(groups)}</p>\n'


def copy(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`: the files come beside the pages; those of an earlier build that are offered no longer go."""
    offers = getattr(app.builder, "lesebuch_offers", None)
    if failed or offers is None:
        return
    out = Path(app.outdir)
    copied = {offer.address: offer.source for offered in offers.values() for offer in offered if offer.source}
    for address, source in copied.items():
        data = source.read_bytes()
        if not (out / address).is_file() or (out / address).read_bytes() != data:
            write_whole(out / address, data)
    before = _before(app)
    for address in {address for offered in before.values() for address in offered}.difference(copied):
        if address.startswith(f"{FOLDER}/"):
            (out / address).unlink(missing_ok=True)
    if offers or before:
        write_if_changed(out / _LISTED, json.dumps(_known(app.builder), ensure_ascii=False, indent=0) + "\n")
