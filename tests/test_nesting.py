"""Any marks on any text become a tree whose leaves are the text."""

from hypothesis import given
from hypothesis import strategies as st

from lesebuch.nesting import Layer, Nested, NestedMark, Node, Piece, nest


def marks_on(length: int) -> st.SearchStrategy[list[NestedMark[int]]]:
    places = st.integers(-2, length + 2)
    mark = st.builds(NestedMark, places, places, st.sampled_from(Layer), st.integers())
    return st.lists(mark, max_size=12)


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, list[NestedMark[int]]]:
    length = draw(st.integers(0, 30))
    return length, draw(marks_on(length))


def leaves(nodes: tuple[Node[int], ...]) -> list[tuple[int, int]]:
    found = []
    for node in nodes:
        found += [(node.start, node.end)] if isinstance(node, Piece) else leaves(node.children)
    return found


def parts(nodes: tuple[Node[int], ...]) -> list[Nested[int]]:
    return [p for node in nodes if isinstance(node, Nested) for p in (node, *parts(node.children))]


@given(cases())
def test_leaves_cover_the_text_once(case: tuple[int, list[NestedMark[int]]]) -> None:
    length, marks = case
    at = 0
    for start, end in leaves(nest(length, marks)):
        assert start == at < end
        at = end
    assert at == length


@given(cases())
def test_each_mark_covers_its_words_and_no_others(case: tuple[int, list[NestedMark[int]]]) -> None:
    length, marks = case
    covered: dict[int, set[int]] = {id(mark): set() for mark in marks}
    for part in parts(nest(length, marks)):
        words = set(range(part.start, part.end))
        assert not words & covered[id(part.mark)]
        covered[id(part.mark)] |= words
    for mark in marks:
        assert covered[id(mark)] == set(range(max(mark.start, 0), min(mark.end, length)))


@given(cases())
def test_children_lie_within_their_parents(case: tuple[int, list[NestedMark[int]]]) -> None:
    for part in parts(nest(*case)):
        assert all(part.start <= child.start < child.end <= part.end for child in part.children)


def test_same_words_lower_layer_outside() -> None:
    (outer,) = nest(4, [NestedMark(0, 4, Layer.TIME, 2), NestedMark(0, 4, Layer.ANNOTATION, 1)])
    assert isinstance(outer, Nested)
    assert outer.mark.value == 1


def test_larger_mark_encloses_whatever_its_layer() -> None:
    (outer,) = nest(4, [NestedMark(0, 4, Layer.TIME, 2), NestedMark(1, 2, Layer.EMENDATION, 1)])
    assert isinstance(outer, Nested)
    assert outer.mark.value == 2
    assert [type(child) for child in outer.children] == [Piece, Nested, Piece]


def test_crossing_marks_split_the_higher_layer() -> None:
    first, second = nest(6, [NestedMark(0, 4, Layer.MENTION, 1), NestedMark(2, 6, Layer.ANNOTATION, 2)])
    assert isinstance(first, Nested)
    assert isinstance(second, Nested)
    assert (first.start, first.end, first.mark.value, first.first, first.last) == (0, 2, 1, True, False)
    assert (second.start, second.end, second.mark.value) == (2, 6, 2)
    inner = second.children[0]
    assert isinstance(inner, Nested)
    assert (inner.start, inner.end, inner.last) == (2, 4, True)
