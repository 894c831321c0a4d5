"""Old addresses of what was renamed: pages that lead on, places within pages, and nothing that stays too long."""

from pathlib import Path

from small_reader import run_sphinx

from lesebuch.editing.references import Referent
from lesebuch.editing.rename import plan
from lesebuch.editing.together import write_together


def rename(root: Path, old: str, new: str, kind: Referent) -> None:
    planned = plan(root, old, new, kind)
    assert planned is not None
    write_together(root, planned.changes)


def test_old_addresses_lead_on(root: Path, tmp_path: Path) -> None:
    options = ("-W", "--keep-going", "-D", "lesebuch_edition=class")
    assert run_sphinx(root, tmp_path / "out", *options).code == 0
    rename(root, "bruecke", "steg", Referent.CHAPTER)
    rename(root, "altenfurt", "stadt", Referent.ENTRY)
    chronology = root / "corpus" / "chronology.md"
    event = next(line.split()[1] for line in chronology.read_text(encoding="utf-8").splitlines() if ":id:" in line)
    rename(root, event, "neu", Referent.EVENT)
    built = run_sphinx(root, tmp_path / "out", *options)
    assert built.code == 0, built.output
    old = built.page("chapters/bruecke")
    assert 'location.replace("steg.html" + location.hash)' in old
    assert '<meta http-equiv="refresh" content="0; url=steg.html">' in old
    assert (built.out / "chapters" / "steg.html").is_file()
    assert '<span id="altenfurt"></span>' in built.page("glossary")
    assert f'<span id="{event}"></span>' in built.page("chronology")
    fresh = run_sphinx(root, tmp_path / "fresh", *options)
    for page in ("chapters/bruecke", "chapters/steg", "glossary", "chronology"):
        assert fresh.page(page) == built.page(page)
    rename(root, "steg", "bruecke", Referent.CHAPTER)
    again = run_sphinx(root, tmp_path / "out", *options)
    assert "location.replace" not in again.page("chapters/bruecke")
    assert 'location.replace("bruecke.html"' in again.page("chapters/steg")
    (root / "corpus" / "renamed.toml").unlink()
    assert run_sphinx(root, tmp_path / "out", *options).code == 0
    assert not (built.out / "chapters" / "steg.html").exists()
