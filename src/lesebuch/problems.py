"""Problems: what is wrong with the input, where, and what to do about it.

A stage never raises for bad input; it returns its problems beside its value. The list in the documentation is made
from `Code`, so the text of a code is written once, here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeVar

from lesebuch.limits import MESSAGE

_BREAK = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls of a terminal, and halves of characters, which cannot be written."""

T = TypeVar("T")


class Severity(StrEnum):
    """How much a problem matters: only errors make a command exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(Enum):
    """Every kind of problem: how much it matters, what it means and what to do, in a sentence each."""

    # Files and front matter
    UNREADABLE = (Severity.ERROR, "A file cannot be read.", "Check that it exists and is UTF-8 text.")
    UNREAD_FILE = (
        Severity.WARNING,
        "A file or a folder looks like one of the reader's, such as a chapter or an entry, and is not read, or not everywhere.",
        "Rename or move it, so that it is corpus/NAME.md or glossary/NAME.md, or take it out of the folder.",
    )
    MERGE_CONFLICT = (
        Severity.ERROR,
        "Git has left two versions of the same lines in a file.",
        "Keep what is right of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    )
    BAD_YAML = (
        Severity.ERROR,
        "The front matter is not valid YAML.",
        "Quote values that contain commas, colons or brackets.",
    )
    BAD_TOML = (Severity.ERROR, "reader.toml is not valid TOML.", 'Write each option as name = "value".')
    MISSING_KEY = (Severity.ERROR, "A required key is missing.", "Add the key.")
    UNKNOWN_KEY = (Severity.ERROR, "A key, option or directive is not known.", "Use one of the names listed.")
    BAD_VALUE = (Severity.ERROR, "A value is not of the form that is needed.", "Write it as the message says.")
    DRAFT_WORDS = (
        Severity.INFO,
        "The words that site and book add (menus, headings) are a draft in the reader's language, or English.",
        "Nothing is wrong with your files. Who wants to correct or to translate the words finds them in Lesebuch's own repository: src/lesebuch/locale/LANGUAGE/LC_MESSAGES/lesebuch.po.",
    )
    NO_PART = (
        Severity.WARNING,
        "reader.toml has parts, and a chapter stands in none of them.",
        "Name it in a part's `chapters`; until then it follows behind the last part.",
    )
    NO_PICTURE = (
        Severity.INFO,
        "A picture that the source shows is not kept here.",
        "Save it in `seeds/pictures/` and name it in the chapter's `pictures`, or write `file: null` to do without it.",
    )
    UNDESCRIBED_PICTURE = (
        Severity.WARNING,
        "Neither the source nor the chapter says what a picture shows.",
        "Describe it in a few words, as `alt:` in the chapter's `pictures`.",
    )
    LOW_CONTRAST = (
        Severity.WARNING,
        "A colour of reader.toml is hard to read.",
        'Take a darker one on light paper, a lighter one on dark paper: colour = {light = "#…", dark = "#…"}.',
    )
    BAD_EDTF = (
        Severity.ERROR,
        "A date is not valid EDTF.",
        "Write 2022-03-01, 2022-03, 2022, [2022-03-01..2022-03-02], -0430 for 431 BC, or null.",
    )
    MISSING_METADATA = (
        Severity.WARNING,
        "A chapter says nothing about a field that readers need.",
        "Give it, or write null to say that it is unknown.",
    )
    DUPLICATE_ID = (Severity.ERROR, "An id is used twice.", "Give each its own id.")
    # Sources
    MISSING_SOURCE = (Severity.ERROR, "An open source is not there.", "Put the file back into seeds/.")
    RESTRICTED_SOURCE = (
        Severity.INFO,
        "A restricted source is not there; its chapter is shown without the text.",
        "Put the file into seeds/, or set LESEBUCH_SEEDS to its folder.",
    )
    CHANGED_SOURCE = (
        Severity.ERROR,
        "A source has changed since it was registered.",
        "Restore the file. If another is better, keep that elsewhere and run `lesebuch replace SLUG FILE`.",
    )
    UNREGISTERED_SOURCE = (
        Severity.ERROR,
        "A chapter names a source that the register does not list.",
        "Add it with `lesebuch add`.",
    )
    UNLISTED_SOURCE = (
        Severity.INFO,
        "A file in the reader's folder of sources is not in the register.",
        "Add it with `lesebuch add FILE`, or take it out of the folder.",
    )
    TEXTS_WITHHELD = (
        Severity.WARNING,
        "A public edition shows no text while something is wrong with the register of sources.",
        "Correct the error at this place; nothing else is needed.",
    )
    BAD_SOURCE = (
        Severity.ERROR,
        "A source cannot be read as what it claims to be.",
        "Save it again in its own program, or convert it to text.",
    )
    DAMAGED_SOURCE = (
        Severity.WARNING,
        "Part of a source is damaged, and its text may be missing; the rest is there.",
        "Look at that place in the file; if words are missing, get an undamaged copy and register it anew.",
    )
    CHANGED_EXTRACTION = (
        Severity.ERROR,
        "The text extracted from a source is not the one registered.",
        "Check the chapter's lines and register the source anew.",
    )
    # Anchors and coverage
    ANCHOR_NOT_FOUND = (Severity.ERROR, "An anchor points at nothing.", "Check the passage and the words.")
    ANCHOR_AMBIGUOUS = (
        Severity.ERROR,
        "The words of an anchor occur more than once.",
        "Take more words, or add the number of the occurrence.",
    )
    NOTE_ORDER = (
        Severity.WARNING,
        "Notes on a passage are not in the order of its words, so their numbers run backwards.",
        "Move the note to its place in the chapter file.",
    )
    OVERLAP = (Severity.ERROR, "Two claims on the same words of a source.", "Let each word belong to one.")
    LOST_TEXT = (
        Severity.ERROR,
        "Words of a source are in no chapter and not dropped with a reason.",
        "Give them to a chapter, or list them under `outside` with a reason.",
    )
    PASSAGE_CHANGED = (
        Severity.ERROR,
        "A passage id no longer means what it meant when it was published.",
        "Restore the passage, or run `lesebuch lock` if the change is meant.",
    )
    PASSAGE_UNLOCKED = (Severity.WARNING, "A passage is not in corpus/passages.lock yet.", "Run `lesebuch lock`.")
    # Links between the parts
    DEAD_PASSAGE = (Severity.ERROR, "A link leads to a passage that does not exist.", "Check the chapter and the id.")
    UNKNOWN_ENTRY = (
        Severity.ERROR,
        "A glossary entry is named that does not exist.",
        "Write the entry, or correct the name.",
    )
    NO_COORDINATES = (
        Severity.ERROR,
        "A map is to show an entry that does not say where it is.",
        "Give the entry `coordinates: [latitude, longitude]`, or leave it off the map.",
    )
    NOTHING_TO_SHOW = (
        Severity.INFO,
        "A page is to show who is named with whom, and there is nobody yet.",
        "Write entries for more of the people and organisations that the texts name, or take `{who-with-whom}` out.",
    )
    UNUSED_ENTRY = (
        Severity.WARNING,
        "No chapter mentions a glossary entry.",
        "Add the forms that occur as `variants`, or remove it.",
    )
    CLASHING_FORM = (Severity.ERROR, "Two glossary entries claim the same form.", "Leave it to one of them.")
    UNUSED_RULE = (
        Severity.WARNING,
        "A `mentions` or `times` rule or an emendation changes nothing, or a picture is named that the source does not show.",
        "Remove it, or correct its anchor.",
    )
    EVENT_OUTSIDE = (
        Severity.ERROR,
        "An event points at a passage outside its chapter.",
        "Move it to corpus/chronology.md or correct `:at:`.",
    )
    DATES_DISAGREE = (
        Severity.INFO,
        "Two chapters seem to date the same happening differently.",
        "Compare them; say so in a note, or correct the event.",
    )
    UNKNOWN_REFERENCE = (
        Severity.ERROR,
        "A note cites a work that no BibTeX file of the reader lists.",
        "Add the work, or correct the key.",
    )
    # What is shown
    LIST_IN_TEXT = (
        Severity.WARNING,
        "A line of a paragraph begins as a list does, and becomes one.",
        "Break the line elsewhere, write `1\\.` for a number, or put an empty line before a list.",
    )
    NO_MARKUP = (
        Severity.WARNING,
        "What looks like a role or a directive is none, or a directive takes in all that follows.",
        "Write a directive with three colons and braces, and close it; write a role with backticks.",
    )
    NO_GLYPH = (
        Severity.WARNING,
        "No font of the book has a character; the page shows its number in a box.",
        "Name a folder with a font that has it as `fonts` in reader.toml, or leave it so.",
    )
    # Markup
    UNKNOWN_MARKUP = (Severity.ERROR, "No site knows a role, a directive or a language of code.", "Correct its name.")
    BAD_MARKUP = (
        Severity.ERROR,
        "A role, a directive or a heading is not written as it must be.",
        "Write it as the message says.",
    )
    DEAD_LINK = (
        Severity.ERROR,
        "A link leads to a page, a label or a file that does not exist.",
        "Correct it, or add what is missing.",
    )
    UNLISTED_PAGE = (
        Severity.ERROR,
        "A page is in no list of pages.",
        "List it in a {toctree}, or begin it with `orphan: true` between two lines `---`.",
    )
    NOT_PRINTED = (
        Severity.WARNING,
        "The site shows something that the book cannot print.",
        "Change it, or build the site alone: `lesebuch build --format html`.",
    )
    BAD_BIBTEX = (
        Severity.ERROR,
        "A BibTeX file of the reader, such as docs/references.bib, is not valid.",
        "Write each work as @book{key, author = {…}, title = {…}}.",
    )

    def __init__(self, severity: Severity, summary: str, hint: str) -> None:
        self.severity = severity
        self.summary = summary
        self.hint = hint

    def __str__(self) -> str:
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file. Lines and columns count from 1; 0 means the whole file or line."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([_BREAK.sub(" ", self.path), *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    code: Code
    where: Where
    message: str
    """What is wrong, in plain words, with the words or the value that it is about: one line, of a length to be read."""
    hint: str = ""
    """What to do; empty: the code's own hint."""

    def __post_init__(self) -> None:
        """What a message quotes may be anything, and as long as a book."""
        text = self.message
        if len(text) > MESSAGE:
            text = f"{text[: MESSAGE - 40]} … {text[-30:]}"
        if not text.isprintable():
            text = _UNSHOWN.sub("\ufffd", _BREAK.sub(" ", text))
        if text is not self.message:
            object.__setattr__(self, "message", text)

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.code.severity

    def __str__(self) -> str:
        return f"{self.where}: {self.severity}: {self.message} {self.hint or self.code.hint} [{self.code}]"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 chapter`, `2 chapters`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def first_of(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many there are more: `a, b and 3 more`."""
    return ", ".join(names[:most]) + (f" and {len(names) - most:,} more" if len(names) > most else "")


def causes(problems: Iterable[Problem]) -> list[Problem]:
    """All problems but those that follow from others: where git has left two versions, nothing else of the file is judged.

    That a public edition shows no text for it is said all the same.
    """
    problems = list(problems)
    doubled = {problem.where.path for problem in problems if problem.code is Code.MERGE_CONFLICT}
    said = (Code.MERGE_CONFLICT, Code.TEXTS_WITHHELD)
    return [p for p in problems if p.where.path not in doubled or p.code in said]


def keep(problems: list[Problem], result: tuple[T, Iterable[Problem]]) -> T:
    """The value that a stage has made; what it found wrong comes to the `problems`."""
    value, found = result
    problems += found
    return value
