"""Which passages stand together, and how lists are numbered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesebuch.model import Passage, PassageKind
from lesebuch.presentation.blocks import Block, PassageGroup, grouped, with_captions
from lesebuch.presentation.direction import is_rightward
from lesebuch.presentation.labels import Numbering, marks_itself, number_of, numbering

K = PassageKind


def psg(kind: PassageKind, text: str = "x", level: int = 0, label: str = "", group: int = 0) -> Passage:
    return Passage("p1", kind, text, level=level, label=label, group=group)


def outline(blocks: tuple[Block, ...]) -> str:
    return " ".join(
        f"{block.kind}({outline(block.parts)})" if isinstance(block, PassageGroup) else block.text or ""
        for block in blocks
    )


def flat(blocks: tuple[Block, ...]) -> list[Passage]:
    return [p for block in blocks for p in (flat(block.parts) if isinstance(block, PassageGroup) else [block])]


@given(
    st.lists(
        st.builds(
            psg,
            st.sampled_from(PassageKind),
            st.just("x"),
            st.integers(0, 4),
            st.sampled_from(["", "1", "2.", "a)", "i", "ii", "b", "•"]),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_each_passage_stands_in_one_place_and_in_order(passages: list[Passage]) -> None:
    assert flat(grouped(passages)) == passages


def test_a_caption_goes_where_its_table_or_picture_goes() -> None:
    kinds = [K.PARAGRAPH, K.CAPTION, K.TABLE, K.PARAGRAPH, K.FIGURE, K.CAPTION, K.TABLE, K.CAPTION]
    passages = [Passage(str(number), kind, "x") for number, kind in enumerate(kinds)]
    assert with_captions(passages, {"2"}) == {"1", "2"}
    assert with_captions(passages, {"4", "6"}) == {"4", "5", "6", "7"}
    assert with_captions(passages, {"0", "1"}) == {"0", "1"}


def test_items_stand_in_lists_within_lists() -> None:
    items = [psg(K.ITEM, text, level) for text, level in (("a", 1), ("b", 2), ("c", 3), ("d", 2), ("e", 1), ("f", 0))]
    assert outline(grouped(items)) == "list(a list(b list(c) d) e f)"


def test_a_list_that_begins_deep_goes_on_beside() -> None:
    items = [psg(K.ITEM, text, level) for text, level in (("a", 3), ("b", 1), ("c", 2))]
    assert outline(grouped(items)) == "list(a) list(b list(c))"


def test_lists_are_parted_by_other_blocks_by_the_format_and_by_their_signs() -> None:
    parted = [psg(K.ITEM, "a"), psg(K.PARAGRAPH, "p"), psg(K.ITEM, "b")]
    assert outline(grouped(parted)) == "list(a) p list(b)"
    assert outline(grouped([psg(K.ITEM, "a", group=1), psg(K.ITEM, "b", group=2)])) == "list(a) list(b)"
    assert outline(grouped([psg(K.ITEM, "a", label="1"), psg(K.ITEM, "b")])) == "list(a) list(b)"
    # A list within the list may have a number of its own, and the outer one goes on behind it.
    inner = [psg(K.ITEM, "a", 1, group=1), psg(K.ITEM, "b", 2, group=2), psg(K.ITEM, "c", 1, group=1)]
    assert outline(grouped(inner)) == "list(a list(b) c)"


def test_captions_go_to_their_pictures_and_tables() -> None:
    table, caption, figure = psg(K.TABLE, "T"), psg(K.CAPTION, "c"), psg(K.FIGURE, "F")
    assert outline(grouped([caption, table])) == "figure(c T)"
    assert outline(grouped([table, caption])) == "figure(T c)"
    assert outline(grouped([caption, table, caption, table])) == "figure(c T) figure(c T)"
    assert outline(grouped([figure, caption, caption, table])) == "figure(F c c) T"
    assert outline(grouped([psg(K.TABLE, "T", group=7), psg(K.CAPTION, "c", group=7), table])) == "figure(T c) T"
    assert outline(grouped([caption])) == "c"


def test_boxes_quotations_and_notes() -> None:
    assert outline(grouped([psg(K.BOX, "a", group=1), psg(K.BOX, "b", group=1), psg(K.BOX, "c", group=2)])) == (
        "box(a b) box(c)"
    )
    assert outline(grouped([psg(K.QUOTE, "q"), psg(K.ATTRIBUTION, "w"), psg(K.QUOTE, "q"), psg(K.QUOTE, "r")])) == (
        "quotation(q w) q r"
    )
    assert outline(grouped([psg(K.QUOTE, "q", group=1), psg(K.QUOTE, "r", group=1)])) == "quotation(q r)"
    assert outline(grouped([psg(K.FOOTNOTE, "a"), psg(K.FOOTNOTE, "b")])) == "notes(a b)"


@pytest.mark.parametrize(
    ("label", "style", "around", "later", "number"),
    [
        ("3.", "1", ".", "4", 4),
        ("(2)", "1", "()", "12", 12),
        ("a)", "a", ")", "i)", 9),
        ("1.)", "1", ")", "4.)", 4),
        ("B", "A", ".", "C", 3),
        ("i", "i", ".", "iv", 4),
        ("XIV.", "I", ".", "XL.", 40),
        ("i)", "i", ")", "b)", None),
    ],
)
def test_lists_are_numbered_as_their_first_item(
    label: str, style: str, around: str, later: str, number: int | None
) -> None:
    sign = numbering(psg(K.ITEM, label=label))
    assert sign == Numbering(style, around)
    assert number_of(psg(K.ITEM, label=later), sign) == number


@pytest.mark.parametrize("label", ["", "•", "erstens", "1a", "iiii", "٣"])
def test_what_is_no_number_numbers_nothing(label: str) -> None:
    assert numbering(psg(K.ITEM, label=label)) is None


@pytest.mark.parametrize(
    ("text", "label", "own"),
    [
        ("– so", "", True),
        ("so", "", False),
        ("-so", "", False),
        ("1. so", "1", True),
        ("(a) so", "a", True),
        ("so", "1.", False),
        ("1921 kam sie", "1", False),
        ("als sie kam", "a", False),
        ("1So steht es", "1", True),
        ("a", "a", True),
    ],
)
def test_items_whose_words_begin_with_a_sign_get_none(text: str, label: str, own: bool) -> None:
    assert marks_itself(psg(K.ITEM, text, label=label)) is own


@pytest.mark.parametrize(
    ("language", "rightward"),
    [("ar", False), ("fa-IR", False), ("he", False), ("de", True), ("kk-Arab", False), ("ar-Latn", True), ("xx", True)],
)
def test_languages_are_written_from_one_side(language: str, rightward: bool) -> None:
    assert is_rightward(language) is rightward
