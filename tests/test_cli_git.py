"""What `lesebuch add` does for git: an open source enters the repository, a restricted one stays out."""

import base64
import subprocess
from pathlib import Path

import pytest

from lesebuch.adding.ignoring import escaped
from lesebuch.cli.main import main
from lesebuch.sources import read_register

TEXT = "Die Fähre\n\nVon Mia Korte\n\n12.04.2021\n\nDie Fähre fährt wieder. Am Steg warteten viele.\n"
NAMES = [
    "plain.txt",
    "zwei worte.txt",
    "Größe [1].txt",
    "#1 a*b?.txt",
    "!wichtig.txt",
    "$HOME.txt",
    "it's.txt",
    "100 %.txt",
]


@pytest.fixture(params=["repository", "folder"])
def reader(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "my reader"
    assert main(["new", str(root)]) == 0
    if request.param == "repository":
        subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    monkeypatch.chdir(root / "docs")
    monkeypatch.delenv("LESEBUCH_SEEDS", raising=False)
    return root


def taken(root: Path) -> set[str]:
    """What git would take."""
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    listed = ["git", "ls-files", "-z", "--others", "--exclude-standard"]
    return set(subprocess.run(listed, cwd=root, check=True, capture_output=True, text=True).stdout.split("\0"))


def add(folder: Path, name: str, *options: str) -> None:
    source = folder / name
    source.write_text(TEXT + name, encoding="utf-8")
    assert main(["add", str(source), *options]) == 0


@pytest.mark.parametrize("name", NAMES)
def test_git_takes_an_open_source_whatever_its_name(
    reader: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (reader / ".gitignore").read_text(encoding="utf-8")
    add(tmp_path, name, "--open")
    assert ".gitignore has an exception for it now" in capsys.readouterr().out
    assert (reader / ".gitignore").read_text(encoding="utf-8") == f"{before}!/seeds/{escaped(name)}\n"
    (reader / "seeds" / "plain.txt.bak").write_text("Not ours.", encoding="utf-8")
    assert {path for path in taken(reader) if path.startswith("seeds/")} == {
        "seeds/register.yaml", "seeds/urheberrecht.txt", f"seeds/{name}",
    }  # fmt: skip


def test_a_restricted_source_stays_out(reader: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (reader / ".gitignore").read_bytes()
    add(tmp_path, "a.txt")
    assert "keep it out of version control" in capsys.readouterr().out
    assert (reader / ".gitignore").read_bytes() == before
    assert "seeds/a.txt" not in taken(reader)


def test_a_source_that_lies_in_the_reader_already(reader: Path) -> None:
    add(reader / "seeds", "a.txt", "--open")
    assert "seeds/a.txt" in taken(reader)


def test_a_reader_without_a_gitignore_gets_none(
    reader: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (reader / ".gitignore").unlink()
    add(tmp_path, "a.txt", "--open")
    assert "Copied to ../seeds/a.txt." in capsys.readouterr().out
    assert not (reader / ".gitignore").exists()


def test_a_gitignore_that_cannot_be_written_is_said(
    reader: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr("lesebuch.adding.ignoring.write_whole", refuse)
    add(tmp_path, "a.txt", "--open")
    assert "Add the line !/seeds/a.txt there." in capsys.readouterr().out
    assert (reader / "seeds" / "a.txt").exists()


def test_line_ends_and_a_missing_last_one_are_kept(reader: Path, tmp_path: Path) -> None:
    path = reader / ".gitignore"
    path.write_bytes(b"/seeds/*\r\n!/seeds/register.yaml")
    add(tmp_path, "a.txt", "--open")
    assert path.read_bytes() == b"/seeds/*\r\n!/seeds/register.yaml\r\n!/seeds/a.txt\r\n"


def test_what_two_editors_have_added_is_merged(reader: Path, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *who, *words], cwd=reader, check=True, capture_output=True)

    git("init", "-q")
    git("symbolic-ref", "HEAD", "refs/heads/main")
    git("add", "-A")
    git("commit", "-qm", "new")
    for name in ("a.txt", "z.txt"):
        git("checkout", "-q", "-b", name, "main")
        add(tmp_path, name, "--open")
        lock = reader / "corpus" / "passages.lock"
        lock.write_text(lock.read_text(encoding="utf-8") + f"zz-{name[0]} t1 title 9 {'0' * 16}\n", encoding="utf-8")
        git("add", ".gitignore", "seeds", "corpus/passages.lock")
        git("commit", "-qm", name)
    git("merge", "-q", "a.txt")
    assert [source.file for source in read_register(reader / "seeds" / "register.yaml")[0]] == [
        "a.txt", "urheberrecht.txt", "z.txt",
    ]  # fmt: skip


PICTURE = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">' + b'<rect width="9" height="9"/>' * 9 + b"</svg>"
).decode()
PAGE = f"""<!doctype html><html lang="de"><title>TITLE</title><body><article><h1>TITLE</h1><p>WORDS</p>
<figure><img src="data:image/svg+xml;base64,{PICTURE}" alt="Ein Boot"></figure><p>WORDS</p></article>"""
TOLD = {
    "Am Fluss": "Die Fähre fährt wieder, und am Steg warteten viele Leute auf sie, die über den Fluss wollten.",
    "Im Tal": "Wer im Herbst Äpfel pflückt, braucht eine Leiter, einen Korb und jemanden, der unten steht.",
    "Vor Ort": "Seit gestern hängt im Rathaus eine neue Uhr, die niemand bestellt hat und die keiner bezahlt.",
}


@pytest.mark.parametrize("older", [False, True])
def test_git_takes_the_pictures_of_an_open_source_and_no_others(
    reader: Path, tmp_path: Path, older: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = reader / ".gitignore"
    text = rules.read_text(encoding="utf-8")
    assert "/seeds/pictures/*\n" in text
    if older:  # as readers had it that were made before
        text = text.replace("!/seeds/pictures/\n/seeds/pictures/*\n", "")
        rules.write_text(text, encoding="utf-8")
    for (title, words), options in zip(TOLD.items(), (["--open"], ["--open"], []), strict=True):
        page = tmp_path / f"{title[:2]}.html"
        page.write_text(PAGE.replace("TITLE", title).replace("WORDS", words), encoding="utf-8")
        assert main(["add", str(page), *options]) == 0
        said = capsys.readouterr().out
        assert ("exceptions for it and its pictures now" in said) == bool(options)
    shown = {path for path in taken(reader) if path.startswith("seeds/pictures/")}
    assert shown == {f"seeds/pictures/{name}/{name}-1.svg" for name in ("am-fluss", "im-tal")}
    lines = ["!/seeds/Am.html", "!/seeds/pictures/", "/seeds/pictures/*", "!/seeds/pictures/am-fluss/"]
    lines += ["!/seeds/Im.html", "!/seeds/pictures/im-tal/"]
    wanted = [line for line in lines if older or not line.endswith(("/pictures/", "/*"))]
    assert rules.read_text(encoding="utf-8") == text + "".join(f"{line}\n" for line in wanted)
