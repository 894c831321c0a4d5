"""A site for the journey: as one ZIP file, and, under http(s), installed in a browser and read without a network.

An edition that holds protected texts has neither: it is for the one who has built it, and is not to be passed on. Nor has a site that is
shown while somebody writes it (`lesebuch_offline`): to pack all pages anew takes longer than the rest of what a save costs.
"""

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from lesebuch.colours import LIGHT
from lesebuch.config import NOT_FOUND
from lesebuch.html.search_words import FOLDER
from lesebuch.sphinx_ext.conf import looks
from lesebuch.sphinx_ext.conf.settings import collection_of
from lesebuch.sphinx_ext.domain import LesebuchDomain
from lesebuch.sphinx_ext.pages import open_pages
from lesebuch.writing import packed, write_if_changed, write_whole

ZIP, MANIFEST, WORKER, FILES = "reader.zip", "reader.webmanifest", "reader-worker.js", "reader-files.json"
"""At the root of the site: a worker serves what lies beside it and below."""
PAGE = "offline.html"
"""What the worker shows in the place of a page that is not at hand."""
_ICON = "_static/lesebuch-icon.svg"
_WORKER = Path(__file__).parent / "offline" / "worker.js"
_LEVEL = 4
"""Half the time of zlib's own choice, for a file that is larger by a thirtieth."""
_LEFT_OUT = frozenset({ZIP, MANIFEST, WORKER, FILES, PAGE, "robots.txt", NOT_FOUND})
"""What a server or the worker needs, not who takes the site along."""


def is_offered(app: Sphinx) -> bool:
    """Whether a site may be taken along."""
    return looks.is_our_site(app.builder) and app.config.lesebuch_offline and not LesebuchDomain.of(app.env).private


def write(app: Sphinx, failed: Exception | None) -> None:
    """On `build-finished`, behind all that writes into the site."""
    if failed or not looks.is_our_site(app.builder):
        return
    out = Path(app.outdir)
    if not is_offered(app):
        # What an earlier build has made while the site held no protected text.
        for name in (ZIP, MANIFEST, WORKER, FILES, PAGE):
            (out / name).unlink(missing_ok=True)
        return
    files = _files(app)
    sums = {name: sha256((out / name).read_bytes()).hexdigest() for name in (*files, PAGE)}
    version = sha256(json.dumps(sums).encode()).hexdigest()[:16]
    if not _is_current(out / ZIP, version):
        parts = ((name, (out / name).read_bytes()) for name in files)
        write_whole(out / ZIP, packed(parts, comment=version, level=_LEVEL))
    write_if_changed(out / MANIFEST, _manifest(app))
    write_if_changed(out / FILES, json.dumps(files, ensure_ascii=False) + "\n")
    core = [PAGE, *(name for name in files if _is_core(name))]
    said = json.dumps({"version": version, "core": core}, ensure_ascii=False)
    write_if_changed(out / WORKER, f"const SITE = {said};\n{_WORKER.read_text(encoding='utf-8')}")


def _files(app: Sphinx) -> list[str]:
    """All files of the site, sorted; not pages and sheets with answers, nor what Sphinx and we keep for the next build."""
    builder: Any = app.builder
    out = Path(app.outdir)
    closed = app.env.found_docs - open_pages(app.env)
    answers = {Path(builder.get_outfilename(name)) for name in closed}
    offers = getattr(builder, "lesebuch_offers", {})
    answers |= {out / offer.address for name in closed for offer in offers.get(name, ())}
    found = (path.relative_to(out) for path in out.rglob("*") if path.is_file() and path not in answers)
    return sorted(
        path.as_posix()
        for path in found
        if path.as_posix() not in _LEFT_OUT
        # Without a server, or a network, the texts are loaded whole.
        and not path.as_posix().startswith(f"{FOLDER}/")
        and not any(part.startswith(".") for part in path.parts)
    )


def _is_core(name: str) -> bool:
    """What every page needs; pages come when they are read."""
    folder = name.rpartition("/")[0]
    return name == "index.html" or (folder in ("_static", "_static/styles") and name.endswith((".js", ".css")))


def _is_current(path: Path, version: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == version.encode()
    except (OSError, zipfile.BadZipFile):
        return False


def _manifest(app: Sphinx) -> str:
    """A Web App Manifest: what a system calls an installed reader, and how it shows it."""
    builder: Any = app.builder
    collection = collection_of(app.config)
    said = {
        "name": collection.title,
        "short_name": collection.title[:12].strip(),
        "description": collection.description,
        "lang": collection.language,
        "start_url": builder.get_target_uri(app.config.root_doc) or "./",
        "scope": "./",
        "display": "standalone",
        "background_color": LIGHT["paper"],
        "theme_color": LIGHT["panel"],
        "icons": [{"src": _ICON, "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=1) + "\n"
