"""Write the names of months and weekdays of many languages: `python scripts/months.py` (after an update of Babel).

They are those of CLDR (Unicode-3.0), which Babel has. It takes Babel a second to load them all, far longer than a draft
takes, so they stand in one file. German and English are not among them: `drafting/datelines.py` has what is written there.
"""

import copy
import json
from pathlib import Path

from babel.localedata import LocaleDataDict, load

LOCALES = (
    "af ar ar_DZ ar_MA ar_SY ar_TN az be bg bn bs ca cs cy da el es et eu fa fi fr gl he hi hr hu hy id is it ka kk ky lb lt lv mk ms mt nb nl"
    " pl pt ro ru sk sl sq sr sr_Latn sv sw ta tg th tk tr tt uk ur uz"
)
FILE = Path(__file__).parent.parent / "src" / "lesebuch" / "drafting" / "months.json"
_SHORTEST = 2
"""Letters of a name in full, as آب has; one cut short has one more at least."""


def names() -> dict[str, object]:
    """`months`: names in full -> their numbers, of which languages may have several; `short`: those cut short; `weekdays`."""
    months: dict[str, set[int]] = {}
    short: dict[str, set[int]] = {}
    weekdays: set[str] = set()
    for code in LOCALES.split():
        # A copy: what Babel finds for one language in data that several share, it would have found for the next ones, too.
        locale = LocaleDataDict(copy.deepcopy(load(code)))
        for context in ("format", "stand-alone"):
            for width, found in (("wide", months), ("abbreviated", short)):
                for number, name in locale["months"][context][width].items():
                    found.setdefault(_plain(name), set()).add(number)
            weekdays |= {_plain(name) for name in locale["days"][context]["wide"].values()}
    return {
        "months": {name: sorted(months[name]) for name in sorted(months) if _usable(name)},
        "short": {
            name: sorted(short[name])
            for name in sorted(short)
            if _usable(name) and len(name) > _SHORTEST and name not in months
        },
        "weekdays": sorted(weekdays),
    }


def _plain(name: str) -> str:
    return name.casefold().strip(" .").removeprefix("de ").removeprefix("d’")


def _usable(name: str) -> bool:
    return len(name) >= _SHORTEST and len(name.split()) <= 2 and not any(c.isdigit() for c in name)


def written() -> str:
    """What the file holds: a group a line, which a difference shows well enough."""
    lines = (f"{json.dumps(group)}: {json.dumps(found, ensure_ascii=False)}" for group, found in names().items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """Write the file."""
    FILE.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
