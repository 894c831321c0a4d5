"""`lesebuch serve`: what is saved is on the page, what is wrong stands on it, and nothing ends it but who started it."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import warm
from lesebuch.cli.main import main

SMALL = Path(__file__).parents[1] / "sphinx_ext"
sys.path.insert(0, str(SMALL))
PATIENCE = 90


class Site:
    """A reader that is served, as a browser sees it."""

    def __init__(self, root: Path, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.root, self.process = root, process
        self.address = re.search(r"http://localhost:\d+/", process.stdout.readline())[0]  # type: ignore[index]

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def wait(self, page: str, words: str) -> str:
        end = time.monotonic() + PATIENCE
        while words not in (text := self.get(page)):
            assert time.monotonic() < end, text
            time.sleep(0.1)
        return text

    def news(self, page: str) -> Iterator[dict[str, object]]:
        build = re.search(r'data-build="(\d+)"', self.get(page))[1]  # type: ignore[index]
        address = f"{self.address}_lesebuch/events?page={page}&build={build}"
        with urllib.request.urlopen(address, timeout=PATIENCE) as stream:
            end = time.monotonic() + PATIENCE
            for line in stream:
                assert time.monotonic() < end
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    from small_reader import copy_small  # from a neighbour

    root = copy_small(tmp_path)
    command = [warm.COLD, "-m", "lesebuch.cli.main", "serve", "--root", str(root)]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        command += ["--port", str(free.getsockname()[1])]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield Site(root, process)
    finally:
        process.kill()
        process.wait()


def test_what_is_saved_is_shown_and_what_is_wrong_is_said(site: Site) -> None:
    page = "chapters/bruecke.html"
    site.wait(page, "</article>")
    assert "/_lesebuch/live.js" in site.get(page)
    assert "EventSource" in site.get("_lesebuch/live.js")
    chapter = site.root / "corpus" / "bruecke.md"
    before = chapter.read_text(encoding="utf-8")
    news = site.news(page)
    next(news)
    chapter.write_text(before.replace("\n---\n\n", "\n---\n\nGerade geschrieben. ", 1), encoding="utf-8")
    assert next(news)["reload"] is True
    assert "Gerade geschrieben." in site.get(page)
    with pytest.raises(urllib.error.HTTPError, match="404") as missing:
        site.get("chapters/nichts.html")
    assert 'href="/glossary.html"' in missing.value.read().decode()

    news = site.news(page)
    next(news)
    other = site.root / "corpus" / "hafen.md"
    text = other.read_text(encoding="utf-8")
    other.write_text(text.replace("\n---\n\n", "\n---\n\nSiehe {entry}`nichts`. ", 1), encoding="utf-8")
    said = next(news)
    assert said["reload"] is False
    problem = next(p for p in said["problems"] if "nichts" in p["message"])  # type: ignore[attr-defined]
    assert problem["path"] == "corpus/hafen.md"
    assert problem["line"] == text[: text.index("\n---\n\n")].count("\n") + 4

    other.write_text("---\nkaputt: [\n---\n", encoding="utf-8")
    said = next(news)
    assert any(p["path"] == "corpus/hafen.md" and p["severity"] == "error" for p in said["problems"])  # type: ignore[attr-defined]
    other.write_text(text, encoding="utf-8")
    while said["problems"]:
        said = next(news)
    config = site.root / "reader.toml"
    config.write_text(config.read_text(encoding="utf-8") + 'subtitle = "Neuer Untertitel"\n', encoding="utf-8")
    site.wait("index.html", "Neuer Untertitel")
    (site.root / "docs" / "conf.py").write_text("raise RuntimeError('so nicht')\n", encoding="utf-8")
    while not said["problems"]:
        said = next(news)
    assert "so nicht" in str(said["problems"])
    (site.root / "docs" / "conf.py").write_text('extensions = ["lesebuch"]\n', encoding="utf-8")
    while said["problems"]:
        said = next(news)
    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(PATIENCE) == 0
    assert "Traceback" not in (site.process.stdout.read() if site.process.stdout else "")


def test_a_port_in_use_is_said_or_the_next_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "reader"
    main(["new", str(root)])
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert main(["serve", "--root", str(root), "--port", str(port)]) == 2
    assert f"The port {port} is in use." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["serve", "--root", str(root), "--port", "0"])
    shutil.rmtree(root / "docs")
    assert main(["serve", "--root", str(root)]) == 2
    assert "There is no conf.py" in capsys.readouterr().err
    assert not os.path.lexists(root / "docs")
