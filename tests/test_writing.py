"""Files are whole, or what they were before."""

import os
import time
from pathlib import Path

import pytest

from lesebuch.config import MARKER
from lesebuch.writing import DRAFT, create_whole, write_made, write_whole


def test_what_is_there_stays_until_all_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, "alt")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "neu")
    with pytest.raises(OSError, match="No space"):
        create_whole(tmp_path / "b.txt", "neu")
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text(encoding="utf-8") == "alt"


def test_a_link_and_the_mode_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link"
    path.write_text("alt", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, "neu\r\n")
    assert link.is_symlink()
    assert path.read_bytes() == b"neu\r\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_one_of_many_is_whole_too_and_stays_if_it_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write_made(path, "alt\r\n")
    os.utime(path, (1, 1))
    write_made(path, "alt\r\n")
    assert path.stat().st_mtime == 1
    replace = Path.replace

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_made(path, "neu")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.txt": b"alt\r\n"}
    monkeypatch.setattr(Path, "replace", replace)
    write_made(path, "neu")
    assert path.read_text(encoding="utf-8") == "neu"


def test_creating_replaces_nothing(tmp_path: Path) -> None:
    create_whole(tmp_path / "new" / "a.txt", b"alt")
    with pytest.raises(FileExistsError):
        create_whole(tmp_path / "new" / "a.txt", b"neu")
    assert [file.read_bytes() for file in (tmp_path / "new").iterdir()] == [b"alt"]


def test_a_device_stays_a_device() -> None:
    write_whole(Path(os.devnull), "Text")
    assert not Path(os.devnull).is_file()


def test_what_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("alt", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser may write everything
    with pytest.raises(PermissionError) as caught:
        write_whole(path, "neu")
    assert caught.value.filename == str(path)
    assert path.read_text(encoding="utf-8") == "alt"


def test_drafts_of_writers_that_were_ended_go_after_an_hour(tmp_path: Path) -> None:
    for name, hours in ((f"{DRAFT}old", 2), (f"{DRAFT}new", 0), (MARKER, 2), ("a.txt", 2)):
        (tmp_path / name).write_text("x", encoding="utf-8")
        then = time.time() - hours * 3600
        os.utime(tmp_path / name, (then, then))
    write_whole(tmp_path / "b.txt", "neu")
    assert {file.name for file in tmp_path.iterdir()} == {f"{DRAFT}new", MARKER, "a.txt", "b.txt"}
