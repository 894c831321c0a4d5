"""The colours that reader.toml gives to kinds of notes and entries, as a style of the page."""

from collections.abc import Mapping

from lesebuch.model import Kind, Kinds
from lesebuch.presentation import ids


def style(kinds: Kinds) -> str:
    """An element `style`; empty where no kind has a colour. Dark pages are known as the theme marks them."""
    notes = {f".note.{ids.kind(name)} .kind,.nr.{ids.kind(name)} a": kind for name, kind in kinds.notes.items()}
    entries = {f".entry.kind-{name} .entry-kind": kind for name, kind in kinds.entries.items()}
    rules = "".join(_rules(notes | entries))
    return f"<style>{rules}</style>" if rules else ""


def _rules(kinds: Mapping[str, Kind]) -> list[str]:
    light = [f"{_within('', which)}{{color:{kind.light}}}" for which, kind in kinds.items() if kind.light]
    dark = [
        f"{_within('[data-theme=dark] ', which)}{{color:{kind.dark}}}" for which, kind in kinds.items() if kind.dark
    ]
    return light + dark


def _within(context: str, selectors: str) -> str:
    """As strong as the rules of the style sheets, behind which it stands."""
    return ",".join(f"{context}body {selector}" for selector in selectors.split(","))
