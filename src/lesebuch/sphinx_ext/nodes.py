"""Nodes of our own: what a doctree of a reader holds beside the usual docutils nodes.

Light on purpose: attributes instead of children wherever a writer can do the wording, no labels, no pending references.
Links carry `chapter`, `passage` or `entry` and are turned into addresses by the writer, which knows its own pages.

A chapter's document:

    section ids=[t1 or the slug], chapter=slug         the chapter; its `title` shows passage t1 where there is one
        title passage=t1 kind=title                    children as in `passage`
        passage* (subtitle, byline, dateline ...)      in the order of the page; also between sections
        metadata_block > metadata_field*
        head_note > body elements
        missing_text > paragraphs                      only if the text is not at hand
        passage* | text_group* | section               a section for each heading: ids=[h1], title passage=h1 kind=heading
        apparatus kind=notes > title, note_list > editorial_note*
        apparatus kind=events > title, event_list > event*, then, for the screen alone, a bullet_list with classes=[shared]
        apparatus kind=entries > title, entry_index
        apparatus kind=cite > title, cite_box

`apparatus` is a `section` with an attribute, so that tables of contents list it. Where the text is at hand,
`astext()` of a passage (or of a title with the attribute `passage`) is exactly the passage's text: `note_ref`, `outward_sign`, `own_mark`,
`own_back` and `emendation_mark` have no text child. Doctrees on disk have the bare text; the marks are put in when a document is
resolved (`chapter.mark`).
"""

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes


class passage(nodes.General, nodes.TextElement):
    """A block of the text. ids=[id]; `passage`: the id; `kind`: a PassageKind; `chapter`: its slug.

    `number` (int): of kinds that are numbered in the margin, else absent. `language`: of the text, where the page has another.
    `label`: number or mark, where its words do not begin with it. `address`: of a figure its picture, where it can be had.
    `missing=True`, no children: the text is not at hand, and the id is a target only.
    """


class missing_passages(nodes.General, nodes.Element):
    """Holds the `passage missing=True` of a chapter without its text: small targets in a row."""


class text_group(nodes.General, nodes.Element):
    """Passages that stand together. `kind`: list, box, quotation, figure or notes. Children: `passage`, in a list `text_group`.

    Of a list: `ordered`; `signs`: 1, a, A, i, I or bullet, empty where the words of the items begin with their own; `around`: what
    stands around the number, as in `presentation.labels`. Its passages have their number as `value`; a list in it is within the item before it.
    """


class mention(nodes.Inline, nodes.TextElement):
    """Words that name a glossary entry. `entry`: its slug; `first` (bool): the first mention in the chapter."""


class time_mark(nodes.Inline, nodes.TextElement):
    """A time expression with a calendar value. `edtf`; `label`: in words; `datetime`: for HTML, maybe empty."""


class annotated(nodes.Inline, nodes.TextElement):
    """Words that a note is about (a piece of them where marks overlap). `note`: the note's id."""


class emended(nodes.Inline, nodes.TextElement):
    """Words with a slip (or a piece of them). `note`: id of its note in the notes; `to`: what it should read, or empty."""


class set_apart(nodes.Inline, nodes.TextElement):
    """Words that the source sets apart. `kind`: as in `model.Styled`.

    `target`: of another language its tag, of an item of a list in a cell its number or sign.
    """

    @property
    def depth(self) -> int:
        """In how many items of lists in a cell it stands."""
        above = self.parent
        within = 0
        while isinstance(above, nodes.TextElement):
            within += isinstance(above, set_apart) and above["kind"] == "item"
            above = above.parent
        return within


class source_link(nodes.Inline, nodes.TextElement):
    """Words that are a link of the source. `address`."""


class outward_sign(nodes.Inline, nodes.Element):
    """Behind a mention: a link of the source on the same words. `address`. No children."""


class own_ref(nodes.Inline, nodes.TextElement):
    """The mark of a note of the source. `note`: id of the note's passage; ids=[from-n1] where it is the first mark of it."""


class own_mark(nodes.Inline, nodes.Element):
    """The mark of a note of the source that is no word of its text. `label`; `note`, '' if it is not here, and ids as in `own_ref`."""


class own_back(nodes.Inline, nodes.Element):
    """Behind a note of the source: the way back to its first mark. `note`: id of the mark. No children."""


class verse_line(nodes.Inline, nodes.TextElement):
    """A line of a stanza. ids=[v12]; `number`: 12."""


class grid(nodes.General, nodes.TextElement):
    """The rows of a table: `grid_row` nodes, line feeds between them. `columns`, `header`: how many rows are a header."""


class grid_row(nodes.General, nodes.TextElement):
    """A row: `grid_cell` nodes, tabs between them. ids=[p7.2]."""


class grid_cell(nodes.General, nodes.TextElement):
    """A cell. `columns`, `rows`: how many it spans; `scope`: of a header cell col or row, else empty; `align`: left, center, right or empty."""


class note_ref(nodes.Inline, nodes.Element):
    """The number of a note, at the end of its words. ids=[id-ref], `note`: the note's id, `number`, `kind`. No children."""


class emendation_mark(nodes.Inline, nodes.Element):
    """Behind words with a slip: `to` (the correction) or empty (to be shown as [sic]); `note`. No children."""


class metadata_block(nodes.General, nodes.Element):
    """What is known of a chapter's source: `metadata_field` nodes. `chapter`: its slug."""


class metadata_field(nodes.General, nodes.TextElement):
    """`name`: machine name; `label`: in words; children: inline nodes."""


class chapter_line(nodes.General, nodes.Element):
    """The line under a title, in HTML alone (see `html.chapter_head`). Children: `passage` and inline nodes, in order."""


class head_note(nodes.General, nodes.Element):
    """The editors' introduction. Children: body elements."""


class missing_text(nodes.General, nodes.Element):
    """The box that says that the text is not here, and how to add it. Children: body elements. `chapter`, `file`."""


class apparatus(nodes.section):
    """A section of the editorial layer. `kind`: notes, events, entries or cite."""


class note_list(nodes.General, nodes.Element):
    """The notes of a chapter, in order: `editorial_note` nodes."""


class editorial_note(nodes.General, nodes.Element):
    """A note. ids=[annotation id]; `number`; `kind`: context, language, person, comparison or emendation; `label`: in words.

    `backref`: id of the `note_ref`, empty where the text is not at hand; `words`: the quoted words, may be empty; `passage`: where it stands;
    `about`: the same, or the line or row there. `to`: of an emendation, the correction or empty. Children: body elements.
    """


class event_list(nodes.General, nodes.Element):
    """Events in order of time: `event` nodes. `kind`: chapter or chronology."""


class event(nodes.General, nodes.Element):
    """An event. ids=[event id]; `edtf`; `label`: in words; `exact` (bool): all its days are known, be it one or a span.

    In the chronology also `number`, and by what it can be found: `years` (first and last, or None), `entries`: [(slug, kind) ...].

    Children: `event_body` (body elements), then `passage_links`.
    """


class event_body(nodes.General, nodes.Element):
    """What happened. Children: body elements."""


class timeline(nodes.General, nodes.Element):
    """The drawn timeline. `items`: as `presentation.timeline` draws them; `alt`: what it shows. `kind`: chronology or chapter.

    `choice`: of the chronology what it can be searched by, a `presentation.event_filter.FilterChoice`. In the book a node is one of its
    parts: `svg`, a complete SVG element as text, and `alt` alone.
    """


class network(nodes.General, nodes.Element):
    """The drawn network of names. `svg`: an SVG element as text, colours from CSS variables; `narrow`: the same for telephones; `alt`: what it shows."""


class picture(nodes.figure):
    """A picture of `{picture}`, or of a source: then `of` is the passage that it stands at. Children: an image, then maybe a caption, and a legend that may end in a paragraph `credit`.

    Of `{picture}` where it is shown also `licence`; '' if the picture is not open. In place of an image that this edition must
    not show stands a paragraph with classes=[picture-missing].
    """


class place_map(nodes.General, nodes.Element):
    """A map. `places`: what it shows; `alt`: that in words; `described`: where an editor has said it; `name`: for its ids.

    Once it is drawn also `wide`, `narrow`, `paper`: SVG elements as text, whose links lead to `entry:SLUG`. Children: maybe a
    paragraph with classes=[map-caption], then, once it is drawn, one with classes=[map-note].
    """


class passage_link(nodes.Inline, nodes.TextElement):
    """A link to a passage. `chapter`, `passage` (empty: the chapter), maybe `last` of several. Children: the words of the link.

    `long`: whether they are the title of another chapter; `says`: whether they are ours and say which passage
    it is; `listed`: whether they are a title in a table of titles; `again`: which has a row of its own there.
    """


class passage_links(nodes.General, nodes.Element):
    """All places that something is told or mentioned. `refs`: [(slug, short title, [passage id ...]) ...]; no children.

    `kind`: event, entry or place. `entry`: its slug. `languages`: by slug that of the title, empty if it is the page's.
    """


class entry_link(nodes.Inline, nodes.TextElement):
    """A link to a glossary entry. `entry`: its slug. Children: the words of the link."""


class glossary_list(nodes.General, nodes.Element):
    """The glossary: `glossary_group` nodes."""


class glossary_group(nodes.General, nodes.Element):
    """Entries of one letter. `letter`. ids=[letter-a]. Children: `glossary_entry` nodes."""


class glossary_index(nodes.General, nodes.Element):
    """The pages of a large glossary. `parts`: [(page, label, first term, last term, number of entries) ...]; no children.

    `letters`: [(page, label) ...] of the whole glossary. On a page with entries `parts` is empty.
    """


class glossary_entry(nodes.General, nodes.Element):
    """An entry. ids=[slug]; `term`; `kind`: an EntryKind; `label`: the kind in words; `variants`: other spellings.

    `coordinates`: where it is, in words, or empty.

    Children: body elements of the definition, then a paragraph with classes=[see] if it refers to others, then `passage_links`,
    then, for the screen alone, a paragraph with classes=[near].
    """


class entry_index(nodes.General, nodes.Element):
    """The entries that a chapter mentions. `entries`: [(slug, term, [passage id ...]) ...] by alphabet; no children."""


class cite_box(nodes.General, nodes.Element):
    """How to cite a chapter. `citation`: one line; `printed`: the same in a book (`citation.PAGES`); `bibtex`: an entry. No children.

    `title`: the title in that line; `title_language`: its language, empty if it is the page's.
    """


class passage_quote(nodes.General, nodes.Element):
    """Passages quoted elsewhere. `chapter`, `passage` (the first), `missing` (bool), `language`.

    Children: body elements, then `attribution`.
    """


class task_hint(nodes.General, nodes.Element):
    """A hint to a task, which unfolds on a screen. `number`, of the task; `label`: in words. Children: body elements."""


class expected(nodes.General, nodes.Element):
    """What teachers expect; on pages for them alone. `label`: in words. Children: body elements."""


class answer_space(nodes.General, nodes.Element):
    """Space to work in. `lines`: how high; `paper`: lines, squares or blank; `task`: its name on the page; `label`: what it is called.

    `together`: on one page, where it has room there. No children.
    """


class chapter_list(nodes.General, nodes.Element):
    """Chapters in the reader's order. Children: `chapter_group` nodes."""


class chapter_group(nodes.General, nodes.Element):
    """Chapters of a part or of a year. ids=[part-1] or [y2022]; `label`, maybe empty; `part`: its name if a part opens with it.

    Children: maybe a `part_introduction`, then `chapter_item` nodes.
    """


class part_introduction(nodes.General, nodes.Element):
    """What the editors say of a part. `part`: the id of its group. Children: body elements."""


class part_opening(nodes.General, nodes.Element):
    """Before the chapters of a part, where they follow one another as in a book. `label`; `part`: the id of its group."""


class chapter_item(nodes.General, nodes.Element):
    """A chapter in a list. `chapter`, `title`, `byline` (authors and publisher), `date` (words), `language`, `available`.

    `names` of authors, and the `year`, where it is certain, both as text: for lists of few words. `length`: words, empty without the text.
    """


class cited_work(nodes.General, nodes.Element):
    """A work in the list of references, in HTML alone (see `transforms`). ids: where citations lead. Children: paragraphs.

    Maybe `places` (see `html.cited_in`), `letter` (of the first under it) and `letters` (of the first of all).
    """


class source_list(nodes.General, nodes.Element):
    """The sources. Children: `source_item` nodes."""


class source_item(nodes.General, nodes.Element):
    """A source. ids=[source-...]; `title`, `file`, `rights`: open or restricted. Children: `metadata_field` nodes."""


_OURS = [
    kind
    for kind in list(vars().values())
    if isinstance(kind, type) and issubclass(kind, nodes.Element) and kind.__module__ == __name__
]
BLOCKS = tuple(kind for kind in _OURS if not issubclass(kind, nodes.Inline))
INLINES = tuple(kind for kind in _OURS if issubclass(kind, nodes.Inline))


def owned(node: nodes.Element, owner: str) -> Iterator[tuple[nodes.Element, str]]:
    """All elements, each with the document that it comes from."""
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield child, owner
            yield from owned(child, child["docname"] if isinstance(child, addnodes.start_of_file) else owner)
