"""The command line in a world that is not made for it: closed streams, full disks, odd names, signals, no HOME."""

import io
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import warm
from lesebuch.cli.main import main

COMMAND = [warm.COLD, "-m", "lesebuch.cli.main"]


@pytest.fixture
def reader(tmp_path: Path) -> Path:
    root = tmp_path / "reader"
    assert main(["new", str(root)]) == 0
    return root


def run(root: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "LESEBUCH_SEEDS"}
    environment |= options.pop("env", {})  # type: ignore[arg-type]
    python = warm.COLD if options else sys.executable
    command = [python, *COMMAND[1:], *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env=environment, **options)  # type: ignore[call-overload]
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize(
    "words", ["check", "check --codes", "check --format json", "suggest events", "extract seeds/urheberrecht.txt",
              "export jsonl -o -"]
)  # fmt: skip
@pytest.mark.parametrize("end", ["| true", ">&-", "2>&-", "<&-"])
def test_streams_that_are_closed(reader: Path, words: str, end: str) -> None:
    line = f"set -o pipefail; {' '.join(COMMAND)} {words} {end}"
    done = subprocess.run(["bash", "-c", line], cwd=reader, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode == (2 if "-o -" in words and end == ">&-" else 0), done.stderr


@pytest.mark.parametrize("words", ["check", "suggest events", "extract seeds/urheberrecht.txt", "export jsonl -o -"])
def test_an_output_that_is_full(reader: Path, words: str) -> None:
    line = f"{' '.join(COMMAND)} {words} >/dev/full"
    done = subprocess.run(["bash", "-c", line], cwd=reader, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("No space left on device\n")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("stdin", ["closed", "ended"])
def test_nobody_to_ask(
    reader: Path, stdin: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chapter = reader / "corpus" / "urheberrecht.md"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("{at: 3, is: byline}", "{at: 3, is: caption}"), "utf-8"
    )
    before = (reader / "corpus" / "passages.lock").read_bytes()
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", None if stdin == "closed" else terminal)
    assert main(["lock", "--root", str(reader)]) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert (reader / "corpus" / "passages.lock").read_bytes() == before


def _no_file_over_a_kilobyte() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@pytest.mark.parametrize(
    "words", ["export jsonl -o out.jsonl", "export myst -o out", "build --format html", "lock --yes", "new other"]
)
def test_a_disk_that_is_full(reader: Path, words: str) -> None:
    (reader / "corpus" / "passages.lock").unlink()
    chronology = reader / "corpus" / "chronology.md"
    chronology.write_text(chronology.read_text(encoding="utf-8") + "% " + "x" * 2000 + "\n", encoding="utf-8")
    before = {path for path in reader.rglob("*") if path.is_file() and "_build" not in path.parts}
    done = run(reader, *words.split(), preexec_fn=_no_file_over_a_kilobyte)
    if words.startswith("lock"):  # short enough
        assert done.returncode == 0
        return
    assert done.returncode == 1
    assert done.stderr
    after = {path for path in reader.rglob("*") if path.is_file() and "_build" not in path.parts}
    assert after - before == set()


@pytest.mark.parametrize("locale", ["C", "POSIX", "tr_TR"])
def test_an_old_locale(reader: Path, locale: str) -> None:
    old = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert run(reader, "check", env=old).returncode == 0
    assert run(reader, "suggest", "events", env=old).returncode == 0


@pytest.mark.parametrize("columns", ["1", "20", "0", "abc"])
def test_a_narrow_terminal(reader: Path, columns: str) -> None:
    (reader / "corpus" / "passages.lock").unlink()
    assert "passage-unlocked" in run(reader, "check", env={"COLUMNS": columns}).stdout
    assert run(reader, "suggest", "--help", env={"COLUMNS": columns}).returncode == 0


@pytest.mark.parametrize("seeds", ["~nobody-of-this-name/x", "~", "nirgends", "::", "/dev/null"])
def test_folders_of_sources_that_nobody_has(reader: Path, seeds: str) -> None:
    # With an empty HOME `~` is the root: to look through the whole machine takes a minute.
    assert run(reader, "check", env={"LESEBUCH_SEEDS": seeds, "HOME": str(reader / "nirgends")}).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        "suggest events --new urheberrecht", "suggest --new events urheberrecht", "suggest events urheberrecht --new",
        "suggest --edition class events --new urheberrecht", "export -o - jsonl --edition public",
    ],
)  # fmt: skip
def test_options_may_stand_anywhere(reader: Path, words: str) -> None:
    done = run(reader, *words.split())
    assert done.returncode == 0, done.stderr


def test_files_may_stand_on_both_sides_of_an_option(reader: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"Titel {name}\n\nVon Mia Korte\n\nEin Absatz {name}.\n", encoding="utf-8"
        )
    done = run(reader, "add", str(tmp_path / "a.txt"), "--open", str(tmp_path / "b.txt"), "--licence", "CC0")
    assert done.returncode == 0, done.stderr
    assert (reader / "seeds" / "register.yaml").read_text(encoding="utf-8").count("licence: CC0") == 2


@pytest.mark.parametrize(
    "words",
    [["new", ""], ["build", "-o", ""], ["check", "--root", ""], ["check", "--seeds", ""], ["export", "jsonl", "-o", ""],
     ["export", "myst", "-o", "-"], ["check", "--edition", "pulbic"], ["build", "--edition", "pulbic"]],
)  # fmt: skip
def test_wrong_use(reader: Path, words: list[str]) -> None:
    before = sorted(reader.rglob("*"))
    done = run(reader, *words)
    assert done.returncode == 2
    assert done.stderr
    assert sorted(reader.rglob("*")) == before


def test_a_folder_that_cannot_be_written(reader: Path) -> None:
    (reader / "docs" / "_build").write_text("", encoding="utf-8")  # what stops root, too
    done = run(reader, "build", "--format", "html")
    assert done.returncode == 1
    assert f"{reader}/docs/_build" in done.stderr
    assert "Not a directory" in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_who_is_asked_to_end_ends_sphinx_too(reader: Path, number: int, code: int) -> None:
    begun = reader / "begun"
    conf = f"import pathlib, time\npathlib.Path({str(begun)!r}).touch()\ntime.sleep(600)\n"
    (reader / "docs" / "conf.py").write_text(conf, encoding="utf-8")
    with subprocess.Popen([*COMMAND, "build"], cwd=reader, stderr=subprocess.PIPE, text=True) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not children.exists():
            process.kill()
            pytest.skip("there is no /proc with lists of children here")
        while not begun.exists():
            assert process.poll() is None
            time.sleep(0.05)
        found = children.read_text().split()
        assert found
        process.send_signal(number)
        assert process.wait(timeout=600) == code
        assert "Traceback" not in (process.stderr.read() if process.stderr else "")
    for pid in found:
        state = Path(f"/proc/{pid}/stat")
        assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


ODD = ["zwei worte", "Größe", "#1", "100 %", "a'b", 'a"b', "$HOME", "a;b", "-x", "a&b"]


@pytest.mark.parametrize("name", ODD)
def test_a_reader_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    root = folder / f"{name} reader"
    assert run(folder, "new", "--", f"{name} reader").returncode == 0
    source = folder / f"{name}.txt"
    source.write_text("Titel\n\nVon Mia Korte\n\nEin Absatz.\n", encoding="utf-8")
    assert run(root, "add", "--", f"../{name}.txt").returncode == 0
    assert run(root, "lock").returncode == 0
    assert run(root, "check").stdout.endswith("nothing is wrong.\n")


def test_a_reader_in_a_folder_with_spaces_is_built(tmp_path: Path) -> None:
    root = tmp_path / "zwei worte ä%$"
    assert main(["new", str(root)]) == 0
    done = run(root, "build")
    assert done.returncode == 0, done.stderr
    assert (root / "docs" / "_build" / "class" / "pdf" / "reader.pdf").is_file()
