"""The front matter of corpus/SLUG.md, key by key."""

from lesebuch.editorial.anchors import LINE, LINES, PASSAGE
from lesebuch.editorial.chapterfile import AIMED, DROP, KINDS, METADATA, ONE, PARTED, ROW, STYLES
from lesebuch.model import PassageKind, Role
from lesebuch.shapes import (
    ADDRESS,
    LANGUAGE,
    AnchorText,
    Choice,
    Date,
    Inner,
    Key,
    Lines,
    Number,
    Owned,
    Shape,
    Texts,
    Words,
    must,
)

STATUS = ("draft", "reviewed")
_CODE = Words(LANGUAGE, "a code such as de, en or kk-Latn")
_ADDRESS = Words(ADDRESS, "an address that begins with https:// or http://")
_SOURCE = Shape(
    "`source`",
    (
        must("file", Words(), "Name of the source in the register."),
        must("lines", Lines(), "The lines that the chapter is."),
    ),
)
GROUP = "group"
KINDS_OF_CONTRIBUTORS = ("person", GROUP)
_CONTRIBUTOR = Shape(
    "a contributor",
    (
        must("name", Words(), "Name of a person or an agency."),
        must("role", Choice(tuple(Role), more=True), "What it did."),
        Key("type", Choice(KINDS_OF_CONTRIBUTORS), "A `group` has no surname; without it, a name of one word is one."),
    ),
)
_ORIGINAL = Shape(
    "`original`",
    (
        must("language", _CODE, "Language, in BCP 47."),
        Key("title", Words(), "Title."),
        Key("published", Date(), "When it was published."),
        Key("url", _ADDRESS, "Where it stands."),
    ),
)
_ITEM = Shape(
    "an item of `structure`",
    (
        must("at", AnchorText(line=True, pattern=LINES), "A line, lines `5-7`, or words of a line."),
        must("is", Choice(KINDS), "What they are."),
        Key("field", Words(), "Of metadata: the key that they tell."),
        Key("reason", Words(), "Of what is dropped: why."),
        Key("level", Number(1, 9), "Of a heading: from 1; of an item of a list: how deep it stands."),
        Key("label", Words(), "Of an item its number or letter, of a footnote its mark, of a page break the page."),
        Key("as", Choice((ONE,)), "Of several lines: `one` where they are one speech, item or note, and not one each."),
        Key("speaker", Words(), "Of a speech: the words at its beginning that say who speaks; null: none do."),
        Key("header", Number(0, 9), "Of rows: how many of the first name the columns."),
        Key("target", Words(), "Of a figure: the address of its picture."),
        Key("language", _CODE, "Language of the words, where it is not the chapter's."),
    ),
    owned=(
        Owned("is", (METADATA,), "field"),
        Owned("is", (DROP,), "reason"),
        Owned("is", (PassageKind.HEADING, PassageKind.ITEM), "level", must=False),
        Owned("is", (PassageKind.ITEM, PassageKind.FOOTNOTE, PassageKind.PAGE), "label", must=False),
        Owned("is", PARTED, "as", must=False),
        Owned("is", (PassageKind.SPEECH,), "speaker", must=False),
        Owned("is", (ROW,), "header", must=False),
        Owned("is", (PassageKind.FIGURE,), "target", must=False),
    ),
)
_MENTION = Shape(
    "an item of `mentions`",
    (
        must("at", AnchorText(line=False, pattern=PASSAGE), "A passage and words in it."),
        Key("entry", Words(), "The entry that they mention; null: none.", required=True),
    ),
)
_TIME = Shape(
    "an item of `times`",
    (
        must("at", AnchorText(line=False, pattern=PASSAGE), "A passage and words in it."),
        Key("edtf", Date(), "The date that they mean; null: none.", required=True),
    ),
)
_STYLE = Shape(
    "an item of `styles`",
    (
        must("at", AnchorText(line=False, pattern=PASSAGE), "A passage and words in it."),
        must("is", Choice(STYLES), "How the source sets them apart."),
        Key(
            "target", Words(), "Of a link its address, of another language its tag, of the mark of a note that note's."
        ),
    ),
    owned=(Owned("is", AIMED, "target"),),
)
_PICTURE = Shape(
    "an item of `pictures`",
    (
        must("of", Words(), "Its address within the source, as `lesebuch add` has written it."),
        Key("file", Words(), "Its file, below `pictures/` in a folder of sources; null: do without it.", required=True),
        Key("alt", Words(), "What it shows, for those who do not see it, where no words of the source say so."),
        Key("credit", Words(), "Whose it is, such as `Foto: Ada Kahn`."),
    ),
)
_OWN = (
    must("source", Inner(_SOURCE), "The lines of a source that the chapter is."),
    must("title", Words(), "Title."),
    Key(
        "short",
        Words(),
        "How a sentence names the text, such as `Merkur`; without it, the title is cut short.",
    ),
    Key("contributors", Inner(_CONTRIBUTOR, several=True), "Who wrote, edited, translated or signed it."),
    Key("published", Date(), "When it was published, as exact as the evidence; null if nobody knows."),
    Key("publisher", Words(), "Who published it."),
    Key("url", _ADDRESS, "Where it stands."),
    must("language", _CODE, "Language of the text, in BCP 47."),
    Key("original", Inner(_ORIGINAL), "Of a translation: what it was made from."),
    Key("structure", Inner(_ITEM, several=True), "What in the source is not a plain paragraph."),
    Key("mentions", Inner(_MENTION, several=True), "Where the glossary's matcher is wrong."),
    Key("times", Inner(_TIME, several=True), "Where the dates that are found are wrong."),
    Key("styles", Inner(_STYLE, several=True), "Words that the source sets apart, where its format does not say so."),
    Key("pictures", Inner(_PICTURE, several=True), "Pictures of the source, and the files that hold them."),
    Key("status", Choice(STATUS), "How far the editors are."),
)
KEYS = (*(key.name for key in _OWN), "supplied", "evidence")
_EVIDENCE = Shape(
    "`evidence`",
    tuple(
        Key(
            name,
            AnchorText(line=True, pattern=LINE, several=True),
            "A line of the source, and words in it.",
            null=False,
        )
        for name in KEYS
        if name != "evidence"
    ),
)
CHAPTER = Shape(
    "a chapter file",
    (
        *_OWN,
        Key("supplied", Texts(words=KEYS), "Keys that the editors give and the source does not."),
        Key("evidence", Inner(_EVIDENCE), "Where the source says so, key by key."),
    ),
    elsewhere={
        **{role.value: ("contributors", f"[{{name: …, role: {role}}}]") for role in Role},
        **{key.name: ("source", "{file: …, lines: …}") for key in _SOURCE},
    },
)
