"""What is found in a piece of MyST, each with its place."""

from dataclasses import dataclass, field

from lesebuch.myst.raw_html import Html
from lesebuch.problems import Where


@dataclass(frozen=True, slots=True)
class WrittenRole:
    """`` {name}`text` ``."""

    name: str
    text: str
    where: Where
    start: int
    """In the markup's text, of `{`; -1 where that is not known."""
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """`[words](target)`, `<target>`; also a picture's source and a file that a directive names."""

    target: str
    where: Where
    worded: bool
    """Whether it has words of its own."""
    auto: bool = False
    """`<target>`."""


@dataclass(frozen=True, slots=True)
class Target:
    """`(name)=`, `{#name}`, `:name:`."""

    name: str
    where: Where
    titled: bool | None
    """Whether a link without words finds some there; None: who knows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `nested` in something else than the page."""

    level: int
    text: str
    where: Where
    nested: bool


@dataclass(frozen=True, slots=True)
class Footnote:
    """`[^label]`, or the note itself."""

    label: str
    where: Where


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code with the name of its language."""

    language: str
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A line across the page, `---`, with the kinds of block before and behind it; '' is the page's own end."""

    before: str
    after: str
    where: Where


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive of any name."""

    name: str
    """As written."""
    argument: str
    options: dict[str, str]
    option_lines: dict[str, int]
    content: str
    where: Where
    content_line: int
    """Of the markup, from 0."""
    nested: bool
    """Whether it stands in something else than the page."""

    def option_where(self, key: str) -> Where:
        """The place of an option."""
        return Where(self.where.path, self.option_lines.get(key, self.where.line))


@dataclass(frozen=True, slots=True)
class Slip:
    """What was meant as a directive or a role, and is shown as words or swallows what follows."""

    kind: str
    """`unclosed`, `braces` (of a directive), `colons` (too few), `closing` (of nothing), `backticks` (of a role), `wiki` (a link)."""
    name: str
    where: Where


@dataclass(slots=True)
class Scan:
    """All that was found, each kind in its order."""

    front: tuple[str, Where] | None = None
    """The YAML at the head of a page."""
    roles: list[WrittenRole] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Link] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    codes: list[CodeBlock] = field(default_factory=list)
    breaks: list[ThematicBreak] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    footnote_refs: list[Footnote] = field(default_factory=list)
    doubles: list[Footnote] = field(default_factory=list)
    """Definitions of links, `[label]: address`, that are given twice."""
    slips: list[Slip] = field(default_factory=list)
    html: list[Html] = field(default_factory=list)
    quoted: list[Link] = field(default_factory=list)
    """Words in backticks without a role, and names behind `[@`, as pandoc cites."""
