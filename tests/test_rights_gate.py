"""The rights gate fails closed: whatever is wrong with the register, no restricted word is in anything public."""

import hashlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lesebuch import export
from lesebuch.config import Config, Edition
from lesebuch.model import Reader, Rights
from lesebuch.pipeline import read
from lesebuch.problems import Code, Problem, Severity
from lesebuch.sources import finding, read_register

MINI = Path(__file__).parent / "roots" / "mini"
OPEN, SECRET = "brunnen.txt", "leitung.txt"
SECRET_WORDS = ("Rathaus", "Beide Seiten", "den Bau einer", "Von Jonas", "fertig sein")
OPEN_WORDS = "drehte am Samstag"
KEYS = ("file", "sha256", "extractor", "text_sha256", "rights", "licence", "title", "url", "accessed", "outside")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An open and a restricted source, both plain text: no other program need start."""
    folder = Path(shutil.copytree(MINI, tmp_path / "mini"))
    (folder / "corpus" / "ferry.md").unlink()
    register = folder / "seeds" / "register.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text[: text.index("- file: ferry.md")], encoding="utf-8")
    return folder


def everything(reader: Reader) -> str:
    """All that a public edition can be made of."""
    written = [
        export.jsonl(reader),
        export.tei.corpus(reader, Config()),
        *(export.myst(reader, c) for c in reader.chapters),
    ]
    return repr(reader) + "".join(written)


def errors_of_register(problems: list[Problem]) -> list[Problem]:
    return [p for p in problems if p.where.path == "seeds/register.yaml" and p.severity is Severity.ERROR]


def assert_closed(root: Path) -> None:
    reader, problems = read(root, Edition.PUBLIC)
    shown = everything(reader) + "".join(map(str, problems))
    assert not [word for word in (*SECRET_WORDS, OPEN_WORDS) if word in shown]
    assert not any(chapter.available for chapter in reader.chapters)
    assert Code.TEXTS_WITHHELD in [problem.code for problem in problems]


def test_without_a_fault_the_open_text_is_shown(root: Path) -> None:
    reader, problems = read(root, Edition.PUBLIC)
    assert not errors_of_register(problems)
    assert OPEN_WORDS in everything(reader)


def entry(name: str, rights: str = "open", **values: str) -> str:
    """An entry as `lesebuch add` writes it, of the bytes that the file has (an open one's, for a name that is none)."""
    data = (MINI / "seeds" / (name if name == SECRET else OPEN)).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    fields = {"file": name, "sha256": digest, "extractor": "text 1", "text_sha256": digest} | values
    lines = [f"{key}: {value}" for key, value in fields.items()] + [f"rights: {rights}"] * bool(rights)
    return "- " + "\n  ".join(lines) + "\n"


SHA = entry(SECRET).split("sha256: ")[1][:64]
BOTH = entry(OPEN) + entry(SECRET, "restricted")
# What an editor's hand, an editor's program or a merge does to a register.
FAULTS: dict[str, str] = {
    "rights twice": entry(OPEN) + entry(SECRET, "open") + "  rights: restricted\n",
    "rights twice, the other way": entry(OPEN) + entry(SECRET, "restricted") + "  rights: open\n",
    "checksum twice": entry(OPEN) + f"  sha256: {SHA}\n  text_sha256: {SHA}\n",
    "file twice": entry(OPEN).replace("  rights", f"  file: {SECRET}\n  rights"),
    "an entry pasted over the head of another": entry(SECRET) + "  " + entry(SECRET, "restricted")[2:],
    "one source, two entries": entry(SECRET) + BOTH,
    "one source, two entries, the open one last": BOTH + entry(SECRET),
    "the same bytes under another name": BOTH + entry("anders.txt", sha256=SHA, text_sha256=SHA),
    "the same checksum in capitals": BOTH + entry("anders.txt", sha256=SHA.upper(), text_sha256=SHA),
    "the same text under another checksum": BOTH + entry("anders.txt", sha256="0" * 64, text_sha256=SHA),
    "the same file by another path": BOTH + entry(f"./{SECRET}", sha256=SHA, text_sha256=SHA),
    "the same file in other letters": BOTH + entry("Leitung.TXT", sha256="0" * 64, text_sha256="1" * 64),
    "the restricted bytes under the open name": entry(OPEN, sha256=SHA, text_sha256=SHA),
    "the restricted checksum alone": entry(OPEN, sha256=SHA) + entry(SECRET, "restricted", sha256="0" * 64),
    "checksums swapped": entry(OPEN, sha256=SHA, text_sha256=SHA)
    + entry(SECRET, "restricted", sha256="a" * 64, text_sha256="a" * 64),
    "no rights": entry(OPEN) + entry(SECRET, ""),
    "rights of nothing": entry(OPEN) + entry(SECRET, ""),
    "rights misspelt": entry(OPEN) + entry(SECRET, "opne"),
    "rights in capitals": entry(OPEN) + entry(SECRET, "OPEN"),
    "rights of Cyrillic letters": entry(OPEN) + entry(SECRET, "\u043epen"),
    "rights with a no-break space": entry(OPEN) + entry(SECRET, '"open\\u00a0"'),
    "rights with a space": entry(OPEN) + entry(SECRET, "' open'"),
    "rights with a line end": entry(OPEN) + entry(SECRET, "|\n    open"),
    "rights as a list": entry(OPEN) + entry(SECRET, "[open]"),
    "rights as a mapping": entry(OPEN) + entry(SECRET, "{open: true}"),
    "rights as a truth": entry(OPEN) + entry(SECRET, "true"),
    "rights with a tag": entry(OPEN) + entry(SECRET, "!!str open"),
    "rights with a tag of nobody's": entry(OPEN) + entry(SECRET, "!restricted open"),
    "rights with an anchor": entry(OPEN, "&r open") + entry(SECRET, "*r"),
    "rights by a merge key": entry(OPEN) + entry(SECRET, "") + "  <<: {rights: open}\n",
    "rights by a merge of an anchor": "- &base\n  rights: open\n" + entry(SECRET, "") + "  <<: *base\n",
    "the key in capitals": entry(OPEN) + entry(SECRET, "restricted") + "  Rights: open\n",
    "the key of Cyrillic letters": entry(OPEN) + entry(SECRET, "restricted") + "  r\u0456ghts: open\n",
    "a key that is none": entry(OPEN) + entry(SECRET, "open") + "  comment: no\n",
    "a key in a list": BOTH + "  ? [rights]\n  : open\n",
    "a licence that is no text": BOTH + "  licence: [CC BY]\n",
    "a wrong checksum": entry(OPEN) + entry(SECRET, "open", text_sha256="abc"),
    "a short checksum": entry(OPEN) + entry(SECRET, "open", text_sha256=SHA[:63]),
    "no extractor": entry(OPEN) + entry(SECRET, "open").replace("  extractor: text 1\n", ""),
    "a date that is none": entry(OPEN) + entry(SECRET, "open") + "  accessed: gestern\n",
    "an entry in an entry": entry(OPEN) + "  outside:\n" + "".join("  " + x + "\n" for x in entry(SECRET).split("\n")),
    "entries as a mapping": "a:\n  " + entry(SECRET)[2:],
    "entries in a mapping": "sources:\n" + BOTH,
    "two documents": BOTH + "---\n" + entry(SECRET),
    "a tab": BOTH + "\trights: open\n",
    "an open bracket": BOTH + "  title: [x\n",
    "an open quotation mark": BOTH + "  title: 'x\n",
    "conflict marks": entry(OPEN) + "<<<<<<< HEAD\n" + entry(SECRET) + "=======\n" + entry(SECRET, "restricted") + ">>>>>>> x\n",
    "nothing": "",
    "a word": "open\n",
    "a half of it": BOTH[: len(BOTH) // 3],
    "the restricted entry is gone": entry(OPEN),
    "the restricted file as well": entry(OPEN, sha256=SHA, text_sha256=SHA).replace(OPEN, "drittes.txt"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("saved", ["utf-8", "utf-8-sig", "CRLF"])
def test_whatever_is_wrong_no_text_is_shown(root: Path, fault: str, saved: str) -> None:
    text = FAULTS[fault].replace("\n", "\r\n" if saved == "CRLF" else "\n")
    (root / "seeds" / "register.yaml").write_bytes(text.encode("utf-8-sig" if saved == "utf-8-sig" else "utf-8"))
    assert_closed(root)


@pytest.mark.parametrize("data", [b"\xff\xfe-\0 \0", b"- file: \xff\n", b"\0", "- file: a\n".encode("utf-16")])
def test_a_register_that_is_no_text(root: Path, data: bytes) -> None:
    (root / "seeds" / "register.yaml").write_bytes(data)
    assert_closed(root)


def test_a_register_that_is_a_folder_or_leads_nowhere(root: Path) -> None:
    register = root / "seeds" / "register.yaml"
    register.unlink()
    register.mkdir()
    assert_closed(root)
    register.rmdir()
    register.symlink_to(root / "none")
    assert_closed(root)


@pytest.mark.parametrize("name", [f"./{SECRET}", f"../seeds/{SECRET}", f"seeds/{SECRET}", f" {SECRET}", "LEITUNG.txt"])
def test_a_chapter_that_names_its_source_otherwise_has_no_text(root: Path, name: str) -> None:
    chapter = root / "corpus" / "leitung.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace(SECRET, f"'{name}'"), encoding="utf-8")
    reader, _ = read(root, Edition.PUBLIC)
    assert not [word for word in SECRET_WORDS if word in everything(reader)]


def test_a_link_under_an_open_name_opens_nothing(root: Path) -> None:
    seeds = root / "seeds"
    (seeds / OPEN).unlink()
    (seeds / OPEN).symlink_to(seeds / SECRET)
    reader, problems = read(root, Edition.PUBLIC)
    assert not any(chapter.available for chapter in reader.chapters)
    assert Code.CHANGED_SOURCE in [problem.code for problem in problems]


def test_a_file_that_is_exchanged_while_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between checksum and reading somebody puts another file there."""
    checksum = finding._checksum

    def exchange(path: Path) -> str:
        found = checksum(path)
        if path.name == OPEN:
            shutil.copyfile(root / "seeds" / SECRET, path)
        return found

    monkeypatch.setattr(finding, "_checksum", exchange)
    assert_closed(root)


def test_a_source_that_is_not_there_leaves_the_others(root: Path) -> None:
    register = root / "seeds" / "register.yaml"
    with register.open("a", encoding="utf-8") as stream:
        stream.write(entry(OPEN, file="weg.txt", sha256="c" * 64, text_sha256="d" * 64))
    reader, problems = read(root, Edition.PUBLIC)
    assert Code.MISSING_SOURCE in [problem.code for problem in problems]
    assert OPEN_WORDS in everything(reader)


def test_what_is_wrong_with_an_entry_makes_it_restricted(tmp_path: Path) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(entry(OPEN) + entry(SECRET) + "  colour: red\n", encoding="utf-8")
    assert [e.rights for e in read_register(path)[0]] == [Rights.OPEN, Rights.RESTRICTED]
    path.write_text(entry(OPEN) + entry("b.txt") + entry(SECRET, "restricted"), encoding="utf-8")
    text = path.read_text(encoding="utf-8").replace(SHA, entry(OPEN).split("sha256: ")[1][:64])
    path.write_text(text, encoding="utf-8")
    assert [e.rights for e in read_register(path)[0]] == [Rights.RESTRICTED] * 3


# --- Mutations ---------------------------------------------------------------------------------------------------------

Mutation = Callable[[random.Random, list[str]], None]


def _at(chance: random.Random, lines: list[str]) -> int:
    return chance.randrange(len(lines)) if lines else 0


def _delete(chance: random.Random, lines: list[str]) -> None:
    start = _at(chance, lines)
    del lines[start : start + chance.randint(1, 9)]


def _repeat(chance: random.Random, lines: list[str]) -> None:
    start = _at(chance, lines)
    lines[_at(chance, lines) : 0] = lines[start : start + chance.randint(1, 9)]


def _move(chance: random.Random, lines: list[str]) -> None:
    start, length = _at(chance, lines), chance.randint(1, 9)
    part = lines[start : start + length]
    del lines[start : start + length]
    lines[_at(chance, lines) : 0] = part


def _swap(chance: random.Random, lines: list[str]) -> None:
    a, b = _at(chance, lines), _at(chance, lines)
    if lines:
        lines[a], lines[b] = lines[b], lines[a]


def _indent(chance: random.Random, lines: list[str]) -> None:
    if lines:
        at = _at(chance, lines)
        lines[at] = chance.choice(["  ", "\t", "- ", " ", ""]) + lines[at].strip()


def _change(chance: random.Random, lines: list[str]) -> None:
    if lines:
        at, piece = _at(chance, lines), chance.choice(PIECES)
        cut = chance.randint(0, len(lines[at]))
        lines[at] = lines[at][:cut] + piece + lines[at][cut + chance.randint(0, 6) :]


def _value(chance: random.Random, lines: list[str]) -> None:
    if lines:
        at = _at(chance, lines)
        lines[at] = f"{lines[at].split(':')[0]}: {chance.choice(PIECES)}"


PIECES = (*KEYS, "open", "restricted", ": ", "- ", "{", "}", "[", "]", "&a ", "*a", "!!str ", "<<", "'", '"', "#", "|",
          "\u00a0", "\u200b", "\ufeff", "\t", "\x85", OPEN, SECRET, SHA, "null", "~", "? ", "---", "...", "%YAML 1.1")  # fmt: skip
MUTATIONS: tuple[Mutation, ...] = (_delete, _repeat, _move, _swap, _indent, _change, _value)


def mutated(seed: int, lines: list[str]) -> str:
    chance = random.Random(seed)
    lines = list(lines)
    for _ in range(chance.randint(1, 4)):
        chance.choice(MUTATIONS)(chance, lines)
    return "\n".join(lines) + "\n"


def says_open(root: Path) -> bool:
    """Whether the register, without any fault, says that the restricted bytes are open: then nothing can know better."""
    entries, problems = read_register(root / "seeds" / "register.yaml")
    return not problems and any(e.sha256 == SHA and e.rights is Rights.OPEN for e in entries)


def test_no_mutation_of_a_register_opens_a_restricted_text(root: Path) -> None:
    register = root / "seeds" / "register.yaml"
    lines = register.read_text(encoding="utf-8").splitlines()
    told = 0
    for seed in range(400):
        register.write_text(mutated(seed, lines), encoding="utf-8")
        reader, problems = read(root, Edition.PUBLIC)
        shown = everything(reader)
        if says_open(root):
            told += 1
            continue
        assert not [word for word in SECRET_WORDS if word in shown], seed
        if errors_of_register(problems) and {p.code for p in errors_of_register(problems)} != {Code.MISSING_SOURCE}:
            assert OPEN_WORDS not in shown, seed
    assert told < 12
