"""The server: the folder of a site, a line of script in each page, and a stream of what was built."""

import json
import threading
from collections.abc import Collection, Sequence
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from lesebuch.config import NOT_FOUND
from lesebuch.sphinx_ext.standing import Said

_OURS = "/_lesebuch/"
_ALIVE = 15
"""Seconds of silence after which a stream says that it is there, and learns whether somebody still listens."""
_WAITING = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    "<title>Lesebuch</title></head><body><p>The site is not built yet. This page is loaded again when it is.</p></body></html>"
)


class State:
    """What was built, for all who listen."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._number = 0
        self._last: dict[str, int] = {}
        self._problems: Sequence[Said] = ()
        self._ended = False

    @property
    def number(self) -> int:
        """Of the last build; 0: there was none yet."""
        return self._number

    def built(self, changed: Collection[str], problems: Sequence[Said]) -> None:
        """A build is done; `changed` are the pages that it wrote, as paths below the site."""
        with self._news:
            self._number += 1
            self._last |= dict.fromkeys(changed, self._number)
            self._problems = problems
            self._news.notify_all()

    def end(self) -> None:
        """Let all streams come to their end."""
        with self._news:
            self._ended = True
            self._news.notify_all()

    def wait(self, seen: int) -> int | None:
        """Until there is another build than the one that was seen: its number. None when all is over."""
        with self._news:
            self._news.wait_for(lambda: self._ended or self._number != seen, _ALIVE)
            return None if self._ended else self._number

    def message(self, page: str, build: int) -> str:
        """What a page that was sent after this build must know."""
        stale = self._last.get(page, 0) > build or (build == 0 and self._number > 0)
        return json.dumps({"reload": stale, "problems": [asdict(said) for said in self._problems]})


class Server(ThreadingHTTPServer):
    """Serves a site; OSError if the port cannot be had."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, folder: Path, state: State) -> None:
        super().__init__(("127.0.0.1", port), partial(_Handler, state, directory=str(folder)))

    def handle_error(self, *_: object) -> None:
        """A browser that has gone away is no failure of ours."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, state: State, *args: Any, **named: Any) -> None:
        self._state = state
        super().__init__(*args, **named)

    def log_message(self, *_: object) -> None:
        """Who edits wants to read problems, not requests."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        """A page with our line, one of our own addresses, or any other file."""
        address = urlsplit(self.path)
        if address.path.startswith(_OURS):
            self._own(address.path.removeprefix(_OURS), parse_qs(address.query))
            return
        path = Path(self.translate_path(address.path))
        if path.is_dir() and address.path.endswith("/"):
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._page(path.read_text(encoding="utf-8", errors="replace"))
        elif not self._state.number and path.suffix in ("", ".html"):
            self._page(_WAITING)
        elif (
            path.suffix in ("", ".html")
            and not path.exists()
            and (missing := Path(self.directory, NOT_FOUND)).is_file()
        ):
            self._page(missing.read_text(encoding="utf-8", errors="replace"), HTTPStatus.NOT_FOUND)
        else:
            super().do_GET()

    def _page(self, text: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        script = f'<script src="{_OURS}live.js" data-build="{self._state.number}"></script>'
        head, body, tail = text.rpartition("</body>")
        self._send(f"{head}{script}{body}{tail}" if body else text + script, "text/html", status)

    def _own(self, name: str, query: dict[str, list[str]]) -> None:
        if name == "live.js":
            self._send(files("lesebuch.serving").joinpath("live.js").read_text(encoding="utf-8"), "text/javascript")
        elif name == "events":
            build = query.get("build", ["0"])[0]
            self._stream(unquote(query.get("page", [""])[0]), int(build) if build.isdecimal() else 0)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, page: str, build: int) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen: int | None = self._state.number
        if seen:
            self._tell(page, build)
        while seen is not None:
            now = self._state.wait(seen)
            if now is not None and now != seen:
                self._tell(page, build)
            elif now is not None:
                self.wfile.write(b": alive\n\n")
                self.wfile.flush()
            seen = now

    def _tell(self, page: str, build: int) -> None:
        self.wfile.write(f"data: {self._state.message(page, build)}\n\n".encode())
        self.wfile.flush()
