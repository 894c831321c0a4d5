"""Do the tests see a fault? Plants small ones in the core modules, one at a time (mutmut), and says which no test notices.

Run: python benchmarks/mutation.py [PACKAGE ...] [--sample N] [--seed S] [--keep DIR]

Needs `pip install -r requirements/mutation.txt`. Works on a copy of the tree. Without PACKAGE it takes all, without
`--sample` each mutant; `--sample 60` takes sixty of each package by chance. Survivors that change nothing stand in
`mutation_equal.toml`, each with its reason, and are left out of the share. The share counts a run that never ends as killed.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
EQUAL = Path(__file__).with_name("mutation_equal.toml")
PACKAGES = {
    "editorial": (
        ["editorial/*"],
        ["editorial", "export/test_jsonl.py", "test_words_of_check.py", "myst/test_messages.py"],
    ),
    "glossary": (["glossary/*"], ["glossary", "test_words_of_check.py"]),
    "temporal": (["temporal/*"], ["temporal"]),
    "edtf": (["edtf/*"], ["edtf"]),
    "normalise": (["normalise/*"], ["normalise"]),
    "export": (["export/*"], ["export"]),
    "nesting": (["nesting.py"], ["test_nesting.py"]),
    "model": (
        ["model/*", "pipeline.py"],
        ["test_model.py", "test_pipeline.py", "test_rights_gate.py", "test_words_of_check.py"],
    ),
    "files": (
        ["fields.py", "yamlfile.py", "yamlslips.py", "sources/register.py", "sources/finding.py"],
        ["test_slips.py", "sources/test_register.py"],
    ),
    "typst": (["typst/code.py"], ["typst/test_code.py", "typst/test_translation.py"]),
    "drafting": (["drafting/*"], ["drafting"]),
    "presentation": (["presentation/*"], ["presentation"]),
    "html": (
        ["html/head.py", "html/languages.py", "html/partials.py", "html/pruning.py", "html/searched.py"],
        [f"sphinx_ext/test_{name}.py" for name in ("head", "foreign", "partials", "shipping", "search_index")],
    ),
}
"""Name -> what is mutated, under src/lesebuch, and the tests that shall see it, under tests."""
SLOW = ["test_work_grows", "in_a_time_that_grows"]
"""Tests that measure time, and could only see faults that make it longer."""
# mutmut's exit codes: what pytest gave, or the signal that ended the run.
KILLED, SURVIVED, UNTESTED, TIMEOUT = "killed", "survived", "untested", "timeout"
STATUS = {
    0: SURVIVED,
    1: KILLED,
    3: KILLED,
    5: UNTESTED,
    33: UNTESTED,
    -24: TIMEOUT,
    24: TIMEOUT,
    36: TIMEOUT,
    152: TIMEOUT,
}
NOTHING = "no.mutant.has.this.name"


def copied(folder: Path) -> None:
    """What git would commit of the tree as it stands, in `folder`."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)


def configured(folder: Path, modules: list[str], tests: list[str]) -> None:
    """Write mutmut's settings into the copy's pyproject.toml."""
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/lesebuch/{module}" for module in modules],
        "also_copy": sorted(path.name for path in folder.iterdir() if path.name not in {"src", "mutants"}),
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-k", f"not {' and not '.join(SLOW)}"],
        "pytest_add_cli_args_test_selection": [f"tests/{test}" for test in tests],
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    path = folder / "pyproject.toml"
    before = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    # mutmut names tests on pytest's command line, which does not find again all names that it has escaped.
    plain = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support = true"
    before = before.replace("[tool.pytest.ini_options]\n", f"[tool.pytest.ini_options]\n{plain}\n")
    path.write_text(before + "\n[tool.mutmut]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def mutmut(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    mutated = folder / "mutants" / "src"
    mutated.mkdir(parents=True, exist_ok=True)  # Python remembers of each folder of its path whether it was there
    environment = {
        **os.environ,
        "PYTHONPATH": str(mutated),
    }  # a test that starts the command as a process sees the mutant too
    return subprocess.run(
        [str(Path(sys.executable).with_name("mutmut")), *arguments], cwd=folder, env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def mutants(folder: Path) -> dict[str, int | None]:
    """Mutant -> exit code of its run; None where it was not run."""
    found: dict[str, int | None] = {}
    for path in sorted((folder / "mutants" / "src").rglob("*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def function(mutant: str) -> str:
    """lesebuch.nesting.x__plan__mutmut_3 -> lesebuch.nesting._plan; methods keep their class."""
    module, _, name = mutant.rpartition("__mutmut_")[0].rpartition(".")
    return (
        f"{module}.{name.removeprefix('x').lstrip('ǁ').replace('ǁ', '.') if 'ǁ' in name else name.removeprefix('x_')}"
    )


def change(folder: Path, mutant: str) -> tuple[str, str, str]:
    """What a mutant takes away, what it puts there, and both as a diff."""
    shown = mutmut(folder, "show", mutant).stdout.splitlines()
    lines = [line for line in shown if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    was, now = (" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return was, now, "\n".join(f"    {line}" for line in lines)


def reason(mutant: str, was: str, now: str) -> str:
    """Why the mutant changes nothing, if the list of those says so."""
    for entry in tomllib.loads(EQUAL.read_text(encoding="utf-8")).get("equal", []):
        if function(mutant) == entry["function"] and entry["was"] in was and entry["now"] in now:
            return str(entry["why"])
    return ""


def measure(package: str, sample: int, seed: int, folder: Path) -> tuple[int, int]:
    """Killed, and all that are no equals; prints both by module, and the survivors."""
    modules, tests = PACKAGES[package]
    copied(folder)
    configured(folder, modules, tests)
    made = mutmut(folder, "run", NOTHING)  # makes the mutants, and notes which test runs which function
    names = sorted(mutants(folder))
    if not names or NOTHING not in made.stderr:
        sys.exit(f"mutmut made no mutants of {package}:\n{made.stdout[-3000:]}{made.stderr[-3000:]}")
    chosen = sorted(random.Random(seed).sample(names, sample)) if 0 < sample < len(names) else names
    ran = mutmut(folder, "run", *(chosen if len(chosen) < len(names) else []))
    codes = mutants(folder)
    if any(codes[name] is None for name in chosen):
        sys.exit(f"mutmut did not come to the end of {package}:\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}")
    counts: dict[str, Counter[str]] = {}
    for name in chosen:
        status = STATUS.get(codes[name] or 0, KILLED)
        if status in {SURVIVED, UNTESTED}:
            was, now, diff = change(folder, name)
            if why := reason(name, was, now):
                status = "equal"
            print(
                f"{status} {function(name)} ({name.rpartition('_')[2]}){': ' + why if why else ''}\n{diff}", flush=True
            )
        counts.setdefault(name.rpartition(".")[0], Counter())[status] += 1
    for module, count in counts.items():
        print(f"{module:32} " + ", ".join(f"{number} {status}" for status, number in sorted(count.items())))
    total: Counter[str] = sum(counts.values(), Counter())
    return total[KILLED] + total[TIMEOUT], sum(total.values()) - total["equal"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help=", ".join(PACKAGES))
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many mutants of each package, by chance")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another sample (default: 1)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the copies in DIR, to look at with mutmut")
    chosen = parser.parse_args()
    if unknown := sorted(set(chosen.packages) - set(PACKAGES)):
        parser.error(f"no such package: {', '.join(unknown)}; there are {', '.join(PACKAGES)}")
    shares = []
    with tempfile.TemporaryDirectory() as name:
        for package in chosen.packages or PACKAGES:
            folder = (chosen.keep or Path(name)).resolve() / package
            shutil.rmtree(folder, ignore_errors=True)
            killed, total = measure(package, chosen.sample, chosen.seed, folder)
            shares.append(f"{package:12} {killed} of {total} killed, {100 * killed / max(total, 1):.1f} %")
            print(shares[-1], flush=True)
    print("\n" + "\n".join(shares))
    return 0


if __name__ == "__main__":
    sys.exit(main())
