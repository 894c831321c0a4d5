"""Built pages, served from this machine."""

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
AT_REST = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame += 1) { await new Promise(requestAnimationFrame); }
}"""
"""For a loaded page: until it has its fonts, and stands as it will stay."""

SETTLED = """async () => {
  const loaded = () => performance.getEntriesByType("resource").length;
  let before = -1;
  while (before !== (before = loaded())) { await new Promise((done) => setTimeout(done, 500)); }
}"""
"""For a loaded page: until nothing more comes. Playwright's `networkidle` does not on a busy machine, once in hundreds."""

SHARES = """
const asked = globalThis.matchMedia;
globalThis.matchMedia = (query) => query === "(pointer: coarse)" ? { matches: true } : asked(query);
navigator.canShare = () => true;
navigator.share = async (what) => { globalThis.shared = what; };
"""
"""Before a page is loaded: a telephone that takes what is sent from it, as `shared`."""


def built(root: Path, out: Path, builder: str = "html", *arguments: str) -> Path:
    """Build the class edition of a small reader, without its search; gives `out`. `arguments`: further ones for Sphinx."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-D", "lesebuch_report=0"]
    command += ["-D", "lesebuch_edition=class", "-D", "lesebuch_search=0", *arguments, str(root / "docs"), str(out)]
    subprocess.run(command, check=True, env={k: v for k, v in os.environ.items() if not k.startswith("LESEBUCH_")})
    return out


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    # More than a browser opens at once; of the library's five some would have to come again, later and later.
    request_queue_size = 128


@contextmanager
def served(folder: Path, answers: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder, by other answers than usual if need be; gives its address."""
    handler = functools.partial(answers, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
