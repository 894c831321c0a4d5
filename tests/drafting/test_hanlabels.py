"""Chinese and Japanese lines that say who wrote, edited and translated a text."""

import datetime as dt

import pytest

from lesebuch.drafting import Draft, draft
from lesebuch.drafting.hanlabels import labelled_credits
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import extract

TEXT = (
    "湖边的码头关闭了，渔民们在等木头。没有人知道木头什么时候来，也没有人知道最后谁来付钱。镇长说，春天以前会有消息，大家先把船拉上岸，"
    "等冬天过去再说。学校的孩子们从另一条路上学，路上要多走半个小时，家长们对此很不满意。"
)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("2024年5月1日 来源：湖边晚报 作者：王小明", ["publisher 湖边晚报", "author 王小明"]),
        ("（责编：李华、张伟）", ["editor 李华", "editor 张伟"]),
        ("编辑：李华 校对：张伟 摄影：王芳", ["editor 李华"]),
        ("文/王小明 译者：陈静", ["author 王小明", "translator 陈静"]),
        ("作者：约翰·史密斯", ["author 约翰·史密斯"]),
        ("著者：見本太郎", ["author 見本太郎"]),
        ("本报记者 王小明 李华", ["author 王小明", "author 李华"]),
        ("（记者王小明、李华）", ["author 王小明", "author 李华"]),
        ("新华社记者", []),
        ("记者看到，码头上人很多", []),
        ("记者说码头上人很多", []),
        ("这本书的作者：王小明", []),
        ("作者：王小明\N{FULLWIDTH COMMA}他住在湖边", []),
        ("Text: Anna Muster", []),
    ],
)
def test_labels(line: str, wanted: list[str]) -> None:
    assert [f"{role} {name}" for role, name in labelled_credits(line)] == wanted


def drafted(*lines: str) -> Draft:
    source, _ = extract("\n".join(lines).encode(), "a.txt", Where("a.txt"))
    assert source
    (made,), _ = draft(normalise(source)[0], today=dt.date(2026, 11, 20))
    return made


def kinds(made: Draft) -> list[tuple[int, str]]:
    return [(claim.line, claim.kind) for claim in made.structure]


def test_head_and_end_of_a_text_are_read() -> None:
    made = drafted("码头关闭了", "2024年5月1日 来源：湖边晚报 作者：王小明", TEXT, TEXT[::-1], "责任编辑：李华")
    assert [(c.name, c.role) for c in made.credits] == [("王小明", "author"), ("李华", "editor")]
    assert (made.title, str(made.published), made.publisher) == ("码头关闭了", "2024-05-01", "湖边晚报")
    assert (made.title_at, made.published_at, made.publisher_at) == ("1", '2 "2024年5月1日"', "2")
    assert made.structure[1].detail == "published"
    assert kinds(made) == [(1, "title"), (2, "metadata"), (2, "byline"), (5, "signature")]


def test_brackets_behind_the_last_sentence_are_a_signature() -> None:
    made = drafted("码头关闭了", TEXT, f"{TEXT[:60]}大家都在等。（记者 王小明）")
    assert [(c.name, c.role) for c in made.credits] == [("王小明", "author")]
    assert (3, "signature") in kinds(made)


def test_no_sentence_of_a_script_without_spaces_is_a_title() -> None:
    made = drafted("码头关闭了", "湖边的码头关闭了，渔民们在等木头。", TEXT, TEXT[::-1])
    assert kinds(made) == [(1, "title")]
