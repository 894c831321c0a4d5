"""Checks what one part of a reader says about another: passages, entries, references, events."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from lesebuch import myst
from lesebuch.config import REFERENCES
from lesebuch.editorial.anchors import Miss, locate_range, parse_words, words_form
from lesebuch.editorial.maps import DIRECTIVE as MAP
from lesebuch.editorial.maps import check_map, listed
from lesebuch.editorial.pictures import DIRECTIVE as PICTURE
from lesebuch.editorial.pictures import check_picture
from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.guesses import meant
from lesebuch.model import SLUG, Chapter, EntryKind, PassageRange, PassageRef, Reader
from lesebuch.problems import Code, Problem, Where

QUOTING = ("passage", "material")
"""Directives that quote passages."""
NOTES, SHOWN = ("none", "all"), ("shown", "hidden")
"""What `:notes:` and `:emendations:` of material may say; the first holds where nothing is said."""
_HINTS = 100
"""Names for which the nearest is sought."""


def check_links(
    reader: Reader,
    pieces: Sequence[ScannedMarkup],
    references: frozenset[str],
    unread: Collection[str] = (),
    bibliography: Sequence[str] = (REFERENCES,),
    unread_entries: Collection[str] = (),
) -> list[Problem]:
    """All links that lead nowhere, all ids given twice, all entries that nothing mentions.

    `unread` are chapters that are there, but faulty: where a link into one of them leads nobody can know yet;
    `unread_entries` entries of the same kind.
    `references` are the keys of works, `bibliography` the files that list them.
    """
    check = _Check(reader, references, unread, bibliography, frozenset(unread_entries))
    problems = [problem for piece in pieces for problem in check.piece(piece.found)]
    problems += [problem for text, where in _named(reader) for problem in check.reference(text, where)]
    problems += check.events()
    problems += [
        Problem(Code.UNKNOWN_ENTRY, rule.where, f"`mentions` names `{rule.entry}`, which is no entry.")
        for chapter in reader.chapters
        for rule in chapter.mention_rules
        if rule.entry and rule.entry not in reader.entries and rule.entry not in unread_entries
    ]
    problems += [
        Problem(Code.BAD_VALUE, source.where, f"`outside` says `of: {out.of}`, which is no chapter.")
        for source in reader.register
        for out in source.outside
        if out.of and not reader.chapter(out.of) and out.of not in unread
    ]
    return problems + list(check.unused())


def _named(reader: Reader) -> Iterator[tuple[str, Where]]:
    """What assignments and questions name outside of any markup."""
    for assignment in reader.assignments.values():
        yield from assignment.named
    for quiz in reader.quizzes.values():
        for question in quiz.questions:
            yield from question.named


def _texts(chapter: Chapter) -> Iterator[tuple[str, str | None]]:
    """Of passages, lines and rows, by their ids."""
    for passage in chapter.passages:
        yield passage.id, passage.text
        for part in passage.parts:
            yield part.id, None if passage.text is None else passage.text[part.start : part.end]


class _Check:
    """The reader, with what links may lead to as sets."""

    def __init__(
        self,
        reader: Reader,
        references: frozenset[str],
        unread: Collection[str],
        bibliography: Sequence[str],
        unread_entries: frozenset[str],
    ) -> None:
        self._reader = reader
        self._unread_entries = unread_entries
        self._references = references
        self._not_listed = " and ".join(bibliography) + (" do not list" if len(bibliography) > 1 else " does not list")
        self._passages: dict[str, dict[str, str | None]] = {
            **{slug: {} for slug in unread},
            **{chapter.slug: dict(_texts(chapter)) for chapter in reader.chapters},
        }
        for old, new in reader.renamed.chapters.items():
            if new in self._passages:
                self._passages.setdefault(old, self._passages[new])
        self._complete = not unread and all(chapter.available for chapter in reader.chapters)
        self._named: set[str] = set()
        self._unread = unread
        self._near: dict[str, str] = {}

    def piece(self, found: myst.Scan) -> Iterator[Problem]:
        """The dead links of a piece of markup."""
        for role in found.roles:
            name = role.name.lower()
            if name == "passage":
                yield from self.reference(myst.split_title(role.text)[1], role.where)
            elif name == "entry":
                yield from self._entry(myst.split_title(role.text)[1], role.where)
            elif name.partition(":")[0] in ("cite", "footcite"):
                yield from self._cite(role.text, role.where)
        for quoted in found.quoted:
            yield from self._key(quoted)
        for directive in found.directives:
            yield from self._directive(directive, directive.name.lower())

    def _key(self, quoted: myst.Link) -> Iterator[Problem]:
        """A key without its role. In backticks it may be a word, as long as it looks like one."""
        if quoted.target in self._references and (quoted.worded or re.search(r"[\d_:-]", quoted.target)):
            message = f"`{quoted.target}` is the key of a work, and readers see it as it stands."
            yield Problem(Code.NO_MARKUP, quoted.where, message, f"Write {{cite}}`{quoted.target}`.")

    def _directive(self, directive: myst.Directive, name: str) -> Iterator[Problem]:
        if name in QUOTING and directive.argument:
            yield from self._quoted(directive)
        elif name == PICTURE:
            yield from check_picture(directive)
        elif name == MAP:
            yield from check_map(directive, self._reader, self._unread)
            for slug in listed(directive.options.get("places", "")):
                yield from self._entry(slug, directive.option_where("places"))
        elif name == "who-with-whom" and self._complete and not _has_network(self._reader):
            yield Problem(
                Code.NOTHING_TO_SHOW,
                directive.where,
                "No two people or organisations stand in the same passages more than once, and no two texts share entries.",
            )
        elif name == "chapter" and directive.argument not in self._passages:
            yield Problem(Code.DEAD_PASSAGE, directive.where, f"There is no chapter `{directive.argument}`.")

    def _dead(self, ref: PassageRef) -> str:
        """Why a reference leads nowhere; '' if it leads somewhere, or if nobody can know yet."""
        passages = self._passages.get(ref.chapter)
        if passages is None:
            return f"There is no chapter `{ref.chapter}`."
        if passages and ref.passage not in passages:
            return f"There is no passage {ref.passage} in the chapter {ref.chapter}."
        return ""

    def reference(self, text: str, where: Where, *, whole: bool = True) -> Iterator[Problem]:
        """What is wrong with a reference to a passage, to several, or (`whole`) to a chapter."""
        if text in self._passages:
            if not whole:
                yield Problem(Code.DEAD_PASSAGE, where, f"`{text}` names a chapter, not a passage.")
            return
        at = PassageRange.parse(text)
        chapter = at.chapter if at else text.partition("#")[0]
        if at:
            message = self._broken(at)
        elif whole and text == chapter != "":
            message = f"There is no chapter `{chapter}`."
        else:
            message = f"`{text}` is no passage; write it like ovks#p3 or ovks#p3-p7."
        if message:
            strange = chapter and chapter not in self._passages
            yield Problem(Code.DEAD_PASSAGE, where, message, self._chapter_hint(chapter) if strange else "")

    def _chapter_hint(self, slug: str) -> str:
        if PassageRef.parse(f"x#{slug}"):
            return f"Write the chapter's name before it: CHAPTER#{slug}."
        rule = "A chapter is called as its file in corpus/. To give it another name: lesebuch rename OLD NEW."
        # Of a file whose name is none the name that it should have is here, too.
        return f"{self._meant(slug, [name for name in self._passages if SLUG.fullmatch(name)])} {rule}".lstrip()

    def _meant(self, name: str, names: Collection[str]) -> str:
        """A hint at the nearest name. Whoever has hundreds of dead links has one cause for them, and each hint takes a look at all names."""
        if name not in self._near and len(self._near) < _HINTS:
            self._near[name] = meant(name, names)
        return self._near.get(name, "")

    def _broken(self, at: PassageRange) -> str:
        """Why a range leads nowhere; '' if it leads somewhere, or if nobody can know yet."""
        for end in (at.first, at.last) if at.first else ("",):
            if message := self._dead(PassageRef(at.chapter, end)):
                return message
        ids = list(self._passages[at.chapter])
        if ids and ids.index(at.first) > ids.index(at.last):
            return f"In the chapter {at.chapter} {at.last} stands before {at.first}."
        return ""

    def _quoted(self, directive: myst.Directive) -> Iterator[Problem]:
        """What is wrong with a quotation from the reader."""
        yield from self.reference(directive.argument, directive.where, whole=False)
        for key, words in (("notes", NOTES), ("emendations", SHOWN)):
            if key in directive.options and directive.options[key] not in words:
                message = f"`:{key}:` is one of {', '.join(words)}, not `{directive.options[key]}`."
                yield Problem(Code.BAD_MARKUP, directive.option_where(key), message)
        at = PassageRange.parse(directive.argument)
        if at and at.first and "words" in directive.options:
            where = directive.option_where("words")
            if at.first != at.last:
                yield Problem(Code.BAD_VALUE, where, "`:words:` are words of one passage, and here are several.")
                return
            yield from self._words(PassageRef(at.chapter, at.first), directive.options["words"], where)

    def _words(self, ref: PassageRef, words: str, where: Where) -> Iterator[Problem]:
        text = self._passages.get(ref.chapter, {}).get(ref.passage)
        at = parse_words(words)
        if at is None or not at.first.words:
            yield Problem(Code.BAD_VALUE, where, words_form(words))
        elif text is not None and isinstance(found := locate_range(text, at, str(ref)), Miss):
            yield Problem(found.code, where, found.message)

    def _entry(self, slug: str, where: Where) -> Iterator[Problem]:
        self._named.add(slug)
        if slug not in self._reader.entries and slug not in self._unread_entries:
            now = self._reader.renamed.entries.get(slug)
            hint = f"It is called `{now}` now." if now else self._meant(slug, self._reader.entries)
            if "{" in slug:
                hint = "Does a backtick ` lack before this place?"
            yield Problem(Code.UNKNOWN_ENTRY, where, f"There is no glossary entry `{slug}`.", hint)

    def _cite(self, keys: str, where: Where) -> Iterator[Problem]:
        # sphinxcontrib-bibtex lets text stand in braces around a key.
        for key in re.sub(r"\{[^}]*\}", "", keys).split(","):
            name = key.strip()
            if name not in self._references:
                parts = re.split(r"[;\s]+", name)
                hint = f"Put a comma between keys: `{', '.join(parts)}`." if self._references.issuperset(parts) else ""
                hint = (
                    hint if self._references else "It lists no work, or is not there: bring it back, or add the work."
                )
                yield Problem(
                    Code.UNKNOWN_REFERENCE,
                    where,
                    f"{self._not_listed} `{name}`.",
                    hint or self._meant(name, self._references),
                )

    def events(self) -> Iterator[Problem]:
        """Dead passages of the chronology, and ids of events that are given twice."""
        seen: dict[str, Where] = {}
        for event in sorted(self._reader.events, key=lambda event: event.where):
            if event.id in seen:
                message = f"The event id `{event.id}` is used in {seen[event.id]} already."
                yield Problem(Code.DUPLICATE_ID, event.where, message)
            seen.setdefault(event.id, event.where)
            for ref in event.passages:
                if message := self._dead(ref):
                    yield Problem(Code.DEAD_PASSAGE, event.where, message)

    def unused(self) -> Iterator[Problem]:
        """Entries that nothing mentions; silent while a text is missing, since it may mention them.

        One whose term is a form of an entry before it is passed over: that is mentioned instead, and that both claim it is said.
        """
        if not self._complete:
            return
        used = {mention.entry for mentions in self._reader.mentions.values() for mention in mentions} | self._named
        claimed: set[str] = set()
        for slug, entry in self._reader.entries.items():
            if slug not in used and entry.term not in claimed:
                yield Problem(Code.UNUSED_ENTRY, entry.where, f"No chapter mentions “{entry.term}”.")
            claimed.update((entry.term, *entry.variants))


def _has_network(reader: Reader) -> bool:
    """Whether two people or organisations share more than one passage, or two texts an entry: less is not drawn."""
    texts = Counter(slug for mentions in reader.mentions.values() for slug in {mention.entry for mention in mentions})
    if any(count > 1 for count in texts.values()):
        return True
    passages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chapter, mentions in reader.mentions.items():
        for mention in mentions:
            entry = reader.entries.get(mention.entry)
            if entry and entry.forms in (EntryKind.PERSON, EntryKind.ORGANISATION):
                passages[chapter, mention.span.passage].add(mention.entry)
    pairs = Counter(pair for named in passages.values() for pair in combinations(sorted(named), 2))
    return any(count > 1 for count in pairs.values())
