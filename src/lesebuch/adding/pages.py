"""What web pages say of themselves, asked of a process aside: it is other people's code that tells, and it may take for ever."""

from dataclasses import asdict, astuple, replace
from typing import Any

from lesebuch.drafting import Hints, PageLine, read_page
from lesebuch.edtf import TimeValue
from lesebuch.limits import PAGE_SECONDS
from lesebuch.sources.aside import Aside
from lesebuch.sources.page import decode_html, page_lines

_ASIDE = Aside("lesebuch.adding.pages:answer", PAGE_SECONDS)
_DAYS = ("published", "created")
_UNSAID = "text: the page is too large or too tangled to tell its article from the rest, so all of its lines are here"


def page_hints(data: bytes) -> tuple[Hints | None, str]:
    """What a page says of itself; or None, and the doubt that this leaves."""
    try:
        found = _ASIDE.ask("", data)
    except ValueError:
        return None, _UNSAID
    lists = {name: tuple(value) for name, value in found.items() if isinstance(value, list)}  # as JSON has them
    lines = tuple(PageLine(*line) for line in found["lines"])
    days = {name: TimeValue.parse(found[name]) if found[name] else None for name in _DAYS}
    return Hints(**found | lists | days | {"lines": lines}), ""


def answer(_what: str, data: bytes) -> dict[str, Any]:
    """What the process aside does."""
    page = decode_html(data)
    hints = read_page(page, page_lines(page))
    days = {name: str(getattr(hints, name) or "") for name in _DAYS}
    return (
        asdict(replace(hints, lines=(), published=None, created=None))
        | days
        | {"lines": list(map(astuple, hints.lines))}
    )
