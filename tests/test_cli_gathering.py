"""What `lesebuch add` takes beside files: folders, addresses, lists of them, exports of a reference manager."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from lesebuch.adding import Given, fetching, pages
from lesebuch.cli.main import main
from lesebuch.sources import read_register

PAGE = """<!doctype html><html lang="de"><head><title>Die Brücke von Salzau</title></head><body><h1>Die Brücke von Salzau</h1>
<p>Nach sechs Jahren ist am Montag die neue Brücke über die Salz für den Verkehr freigegeben worden, sagt die Stadt.</p>
<p>Die alte Brücke war seit drei Jahren für Lastwagen gesperrt, und niemand hat sie vermisst, sagen die Leute im Ort.</p></body></html>"""
TEXT = "Der Damm am Fluss\n\nEr wurde in drei Jahren gebaut und steht bis heute.\n"


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "reader"
    (root / "corpus").mkdir(parents=True)
    (root / "reader.toml").write_text('title = "Probe"\n', encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.delenv("LESEBUCH_SEEDS", raising=False)
    return root


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/weg"):
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() * (300 if self.path.startswith("/lang") else 1))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def registered(root: Path) -> list[tuple[str, str, str]]:
    entries, problems = read_register(root / "seeds" / "register.yaml")
    assert not problems
    return [(entry.file, entry.url, str(entry.accessed or "")) for entry in entries]


def test_a_folder_gives_its_sources_and_names_the_rest(
    reader: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "quellen"
    (folder / "tief").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("b.txt", "tief/a.html", "bild.png", ".git/c.txt"):
        (folder / name).write_text(PAGE if name.endswith("html") else f"{name}\n{TEXT}", encoding="utf-8")
    assert main(["add", str(folder)]) == 0
    assert [name for name, _, _ in registered(reader)] == ["a.html", "b.txt"]
    assert "passed over bild.png" in capsys.readouterr().out


def test_pages_of_one_site_tell_each_other_what_is_the_sites(reader: Path, tmp_path: Path) -> None:
    told = {
        "Das Wehr": "Das Wehr an der Salz ist hundert Jahre alt, und der Müller sagt, dass es noch hundert Jahre steht.",
        "Der Damm": "Am Damm grasen wieder Schafe. Die Gemeinde zahlt dem Schäfer dafür im Jahr so viel wie einem Gärtner.",
        "Die Schleuse": "Vor der Schleuse warteten gestern vier Schiffe, weil der Wärter krank war und keiner ihn vertreten kann.",
    }
    for name, text in told.items():
        (tmp_path / f"{name.split()[1]}.html").write_text(
            f"""<html lang="de"><head><title>Salzauer Hefte</title><link rel="canonical" href="https://hefte.example/{name.split()[1]}">
</head><body><h1>Salzauer Hefte</h1><article><h3>{name}</h3><p>{text}</p></article></body></html>""",
            encoding="utf-8",
        )
    assert main(["add", str(tmp_path / "Wehr.html"), str(tmp_path / "Damm.html")]) == 0
    assert main(["add", str(tmp_path / "Schleuse.html")]) == 0
    lines = [line for path in (reader / "corpus").glob("*.md") for line in path.read_text("utf-8").splitlines()]
    titles = sorted(line.partition("  #")[0] for line in lines if line.startswith("title: "))
    assert titles == ["title: Die Schleuse", *["title: Salzauer Hefte"] * 2], (
        "two tell nothing, with those registered there are three"
    )


def test_a_folder_without_a_source(reader: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "leer").mkdir()
    assert main(["add", str(tmp_path / "leer")]) == 1
    assert "No source is in the folder" in capsys.readouterr().err
    assert main(["add", ""]) == 1
    assert "is empty" in capsys.readouterr().err
    assert not (reader / "seeds").exists()


def test_pages_too_few_to_tell_what_is_the_sites_are_not_read_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Mock(ask=Mock(return_value={"place": "", "marks": []}))
    monkeypatch.setattr(pages, "_ASIDE", asked)
    given = [Given(tmp_path / f"{n}.html") for n in range(3)]
    for one in given:
        one.path.write_text(PAGE, encoding="utf-8")
    reader = Mock(register=(), folders=())
    assert pages.with_neighbours(given[:2], reader) == given[:2]
    assert not asked.ask.called
    pages.with_neighbours(given, reader)
    assert asked.ask.call_count == len(given)


def test_an_address_is_fetched_once_and_kept(reader: Path, site: str) -> None:
    assert main(["add", f"{site}/artikel/bruecke?id=1"]) == 0
    [(name, url, accessed)] = registered(reader)
    assert name == "127.0.0.1-artikel-bruecke.html"
    assert url == f"{site}/artikel/bruecke?id=1"
    assert len(accessed) == len("2026-01-01")
    assert (reader / "seeds" / name).read_text(encoding="utf-8") == PAGE
    assert "Die Brücke von Salzau" in (reader / "corpus" / "die-bruecke-von-salzau.md").read_text(encoding="utf-8")


def test_what_cannot_be_fetched_is_one_line(reader: Path, site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", f"{site}/weg"]) == 1
    assert "the server answers 404" in capsys.readouterr().err
    assert main(["add", "http://127.0.0.1:9/x"]) == 1
    said = capsys.readouterr().err
    assert "there is no connection" in said
    assert "Save the page in a browser" in said
    assert said.count("\n") == 1
    assert not (reader / "corpus").glob("*.md") or not list((reader / "corpus").glob("*.md"))


def test_what_is_too_much_is_not_fetched(
    reader: Path, site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 1_000)
    assert main(["add", f"{site}/lang"]) == 1
    assert "it has more than" in capsys.readouterr().err
    assert not (reader / "seeds").exists()


def test_a_list_of_addresses_is_fetched_only_when_asked(
    reader: Path, site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("liste.txt").write_text(f"# zwei\n{site}/eins\n\n{site}/weg\n", encoding="utf-8")
    assert main(["add", "liste.txt"]) == 1
    said = capsys.readouterr().err
    assert "is a list of 2 addresses: nothing is fetched unasked" in said
    assert "lesebuch add --fetch liste.txt" in said
    assert not (reader / "seeds").exists()
    assert main(["add", "--fetch", "liste.txt"]) == 1
    assert [url for _, url, _ in registered(reader)] == [f"{site}/eins"]


def test_a_slip_in_a_list_of_addresses_is_named_with_its_line(
    reader: Path, site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("liste.txt").write_text(f"# drei\n{site}/eins\n\nbeispiel.de/zwei\n{site}/drei\n", encoding="utf-8")
    assert main(["add", "--fetch", "liste.txt"]) == 1
    assert "liste.txt:4: error: “beispiel.de/zwei” is no address." in capsys.readouterr().err
    assert f"{site}/eins" in [url for _, url, _ in registered(reader)]


def test_a_text_with_an_address_in_it_is_a_text(reader: Path) -> None:
    Path("a.txt").write_text(f"{TEXT}\nhttps://example.org/damm\n", encoding="utf-8")
    assert main(["add", "a.txt"]) == 0
    assert [name for name, _, _ in registered(reader)] == ["a.txt"]


RIS = """TY  - NEWS
TI  - {title}
AU  - Korte, Mia
AU  - Verein Salzau
DA  - 2021/04/12/
T2  - Salzauer Bote
UR  - https://www.example.org/damm/
Y2  - 2022/01/02/
LA  - de
L1  - files/12/damm.txt
L1  - files/13/fehlt.pdf
ER  -{space}
"""
CSL = [
    {
        "type": "article-newspaper", "title": "Der Damm am Fluss", "container-title": "Salzauer Bote", "language": "de",
        "author": [{"family": "Korte", "given": "Mia"}, {"literal": "Verein Salzau"}],
        "issued": {"date-parts": [[2021, 4, 12]]}, "accessed": {"date-parts": [["2022", 1, 2]]}, "URL": "https://www.example.org/damm/",
    }
]  # fmt: skip


def joined(root: Path) -> str:
    [chapter] = (root / "corpus").glob("*.md")
    text = chapter.read_text(encoding="utf-8")
    for words in ("Der Damm am Fluss", '"Mia Korte"', "Verein Salzau", "2021-04-12", "Salzauer Bote", "language: de"):
        assert words.strip('"') in text, text
    [(name, url, accessed)] = registered(root)
    assert (url, accessed) == ("https://www.example.org/damm/", "2022-01-02")
    return name


def test_an_export_adds_the_files_that_it_names(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("files/12").mkdir(parents=True)
    Path("files/12/damm.txt").write_text(TEXT, encoding="utf-8")
    Path("alles.ris").write_text(RIS.format(title="Der Damm am Fluss", space=" "), encoding="utf-8-sig")
    assert main(["add", "alles.ris"]) == 0
    assert joined(reader) == "damm.txt"
    shown = capsys.readouterr().out
    assert "1 record; 1 of the files that they name are not there: " in shown
    assert "Name the files, too" not in shown


def test_records_without_files_say_what_to_do(reader: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001 - it is the folder
    Path("alles.json").write_text(json.dumps(CSL), encoding="utf-8")
    assert main(["add", "alles.json"]) == 0
    assert "Name the files, too" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["x.txt", "Korte - 2021 - Der Damm am Fluss.txt", "Der Damm am Fluss.md"])
def test_a_record_is_found_by_the_title(reader: Path, name: str) -> None:
    text = TEXT if name == "x.txt" else "Er wurde in drei Jahren gebaut und steht bis heute, sagen die Leute im Ort.\n"
    head = "# Zusammenfassung\n\n" if name.endswith(".md") else ""  # a heading, and not the title
    Path(name).write_text(head + text, encoding="utf-8")
    Path("alles.json").write_text(json.dumps(CSL), encoding="utf-8")
    assert main(["add", "alles.json", name]) == 0
    assert joined(reader) == name


def test_a_record_is_found_by_the_address(reader: Path) -> None:
    page = PAGE.replace("<title>", '<link rel="canonical" href="http://example.org/damm#oben"><title>')
    Path("x.html").write_text(page, encoding="utf-8")
    Path("alles.json").write_text(json.dumps(CSL), encoding="utf-8")
    assert main(["add", "x.html", "alles.json"]) == 0
    assert joined(reader) == "x.html"


def test_two_records_of_one_title_are_nobodys(reader: Path) -> None:
    Path("x.txt").write_text(TEXT, encoding="utf-8")
    Path("alles.json").write_text(json.dumps([*CSL, {**CSL[0], "URL": "https://example.org/zwei"}]), encoding="utf-8")
    assert main(["add", "x.txt", "alles.json"]) == 0
    assert registered(reader) == [("x.txt", "", "")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"), ("a.json", '{"a": 1}'), ("a.json", "[1, 2]"), ("a.json", "[" * 100_000), ("a.json", "[[]]"),
        ("a.ris", "TY  - NEWS\nTI  - offen\n"), ("a.ris", "TY  - NEWS\nTI\nER  - \nER  - \n"),
        ("a.json", '[{"type": 1, "title": {}, "author": [3], "issued": {"date-parts": [[]]}, "URL": [], "file": 7}]'),
    ],
)  # fmt: skip
def test_a_damaged_export_is_one_line(reader: Path, name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_text(text, encoding="utf-8")
    assert main(["add", name]) in (0, 1)
    assert capsys.readouterr().err.count("\n") <= 1
    assert not (reader / "seeds").exists()
