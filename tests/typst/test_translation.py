"""Doctrees made by hand: what is not known, lost or dead is a fault at its place."""

import pytest
from docutils import nodes
from sphinx import addnodes

from lesebuch.sphinx_ext import nodes as ours
from lesebuch.typst.builder import NOTED
from lesebuch.typst.code import NOTHING
from lesebuch.typst.handlers import BOOK
from lesebuch.typst.translation import Sheet, TypstTranslation


def document(*body: nodes.Node) -> nodes.document:
    made = nodes.document(None, None)  # type: ignore[arg-type]
    made += list(body)
    return made


def translated(
    *body: nodes.Node, sheet: Sheet | None = None, docname: str = "index"
) -> tuple[str, list[str], TypstTranslation]:
    tree = document(*body)
    translation = TypstTranslation(BOOK, docname, sheet=sheet)
    translation.look(tree, noted=NOTED)
    code = translation.node(tree)
    translation.prove(tree, (words.node for words in code.words))
    return str(code), [fault.message for fault in translation.faults], translation


def test_every_node_of_ours_can_be_printed() -> None:
    # Their lists take the first six; a book has its glossary whole, and the last stands in HTML alone.
    inside = {
        ours.event,
        ours.event_body,
        ours.chapter_group,
        ours.chapter_item,
        ours.cited_work,
        ours.part_introduction,
        ours.glossary_index,
        ours.chapter_line,
    }
    assert {node for node in (*ours.BLOCKS, *ours.INLINES) if node not in BOOK} <= inside


def chapters_of_a_part(*titles: str, part: str = "roman", years: tuple[str, ...] = ("1901",) * 3) -> ours.chapter_list:
    group = ours.chapter_group(part=part, label="Die Glocke")
    for n, (title, year) in enumerate(zip(titles, years, strict=False), 1):
        group += ours.chapter_item(chapter=f"c{n}", title=title, names="Anna Probst", byline="", year=year)
    return ours.chapter_list("", group)


def test_chapters_that_are_only_numbered_run_on_in_the_contents() -> None:
    made = translated(chapters_of_a_part("I", "II.", "3"))[2]
    assert made.run_in == ["chapters/c1", "chapters/c2", "chapters/c3"]
    assert made.bylines == {"opening:roman": "Anna Probst, 1901"}
    for titles in (("I", "II"), ("I", "II", "Ivo")):
        made = translated(chapters_of_a_part(*titles))[2]
        assert made.run_in == []
        assert len(made.bylines) == len(titles)


def test_no_chapter_loses_in_the_contents_whose_it_is() -> None:
    numbers = ("I", "II", "III")
    for group in (
        chapters_of_a_part(*numbers, part=""),
        chapters_of_a_part(*numbers, years=("1901", "1901", "1902")),
    ):
        made = translated(group)[2]
        assert made.run_in == []
        assert len(made.bylines) == len(numbers)


def test_an_unknown_node_is_a_fault_at_its_place() -> None:
    strange = addnodes.productionlist()
    strange.source, strange.line = "corpus/a.md", 7
    _, faults, translation = translated(nodes.paragraph("", "vor"), strange)
    assert faults == ["There is no way to print a node of the kind 'productionlist'."]
    assert (translation.faults[0].node.source, translation.faults[0].node.line) == ("corpus/a.md", 7)


def test_words_that_a_function_forgets_are_a_fault() -> None:
    tree = document(nodes.paragraph("", "gesagt"))
    forgetful = TypstTranslation({**BOOK, nodes.paragraph: lambda _t, _n: NOTHING}, "index")
    code = forgetful.node(tree)
    forgetful.prove(tree, (words.node for words in code.words))
    assert [fault.message for fault in forgetful.faults] == ["The words 'gesagt' were lost on the way into the book."]


def test_a_note_without_a_mark_is_lost_and_said_so() -> None:
    footnote = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "Niemand verweist."), ids=["f1"])
    _, faults, _ = translated(footnote)
    assert faults == ["The words 'Niemand verweist.' were lost on the way into the book."]


def test_a_footnote_stands_at_its_mark() -> None:
    mark = nodes.footnote_reference("", "1", refid="f1", ids=["r1"])
    footnote = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "Die Note."), ids=["f1"])
    code, faults, _ = translated(nodes.paragraph("", "Satz", mark), footnote)
    assert faults == []
    assert 'foot(label: "index.f1.foot", { "Die Note."; }, )' in code


def test_notes_of_two_documents_with_the_same_id_stay_apart() -> None:
    files = []
    for name in ("a", "b"):
        part = addnodes.start_of_file(docname=name)
        mark = nodes.footnote_reference("", "1", refid="f1", ids=["r1"])
        part += nodes.paragraph("", "", nodes.Text(f"Text {name}"), mark)
        part += nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", f"Note {name}"), ids=["f1"])
        files.append(part)
    code, faults, _ = translated(*files)
    assert faults == []
    assert code.index("Text a") < code.index("Note a") < code.index("Text b") < code.index("Note b")


def test_a_dead_link_is_a_fault() -> None:
    _, faults, _ = translated(nodes.paragraph("", "", nodes.reference("", "dort", refuri="%sources#nirgends")))
    assert faults == ["A link leads to 'sources.nirgends', which is not in the book."]


@pytest.mark.parametrize(
    ("baseurl", "expected"),
    [("https://lesen.example/", 'outward("https://lesen.example/chapters/b.html#p2"'), ("", '"Satz zwei"')],
)
def test_links_out_of_a_sheet_become_addresses_or_words(baseurl: str, expected: str) -> None:
    link = ours.passage_link("", "Satz zwei", chapter="b", passage="p2")
    code, faults, _ = translated(nodes.paragraph("", "", link), sheet=Sheet(baseurl), docname="chapters/a")
    assert faults == []
    assert expected in code
    assert "inward" not in code


def test_a_picture_needs_words() -> None:
    _, faults, _ = translated(nodes.image(uri="a.png"))
    assert faults == ["The picture 'a.png' has no alternative text."]


def test_a_timeline_needs_words() -> None:
    _, faults, _ = translated(ours.timeline(svg="<svg/>", alt=""))
    assert faults == ["The timeline has no alternative text."]


def test_the_letters_of_a_drawing_are_of_the_font_of_the_book() -> None:
    code, _, _ = translated(ours.timeline(svg='<text style="font-family:var(--lb-sans, sans-serif)">1</text>', alt="x"))
    # A name with a number in it is one in quotation marks alone.
    assert "font-family:'Source Sans 3'" in code


def test_marks_that_overlap_keep_their_text() -> None:
    passage = ours.passage("", "", ids=["p1"], passage="p1", kind="paragraph", number=1)
    inner = ours.emended("", "", nodes.Text("Wasser"), note="e1", to="")
    passage += [nodes.Text("Das "), ours.annotated("", "", inner, note="n1"), nodes.Text(" steigt.")]
    code, faults, translation = translated(passage, docname="chapters/flut")
    assert faults == []
    assert code.index('"Das "') < code.index('"Wasser"') < code.index('" steigt."')
    assert translation.known == ["flut.p1"]


def test_with_notes_in_the_margin_the_list_behind_a_text_says_that_it_ends_it() -> None:
    part = ours.apparatus(kind="cite")
    part += [nodes.title("", "Zitieren"), nodes.paragraph("", "So.")]
    codes = [
        str(TypstTranslation(BOOK, "index", beside=beside).node(document(part.deepcopy()))) for beside in (False, True)
    ]
    assert ["alone: true" in code for code in codes] == [False, True]
