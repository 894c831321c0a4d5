"""Who wrote, edited and translated a text, and where it comes from, as Chinese and Japanese lines label it: `责编：李华 校对：张伟`.

Such a line holds labels with what they name, a date perhaps, and nothing else. Behind a reporter (`记者 王小明`) a space does for a colon, and in
brackets nothing.
"""

import re

from lesebuch.drafting.datelines import find_dates
from lesebuch.drafting.proposal import OpenDraft, SourceLine, part

_LABELS = {
    "author": "作者|著者|筆者|撰文|撰稿|执笔|執筆|文",
    "editor": "责编|責編|责任编辑|責任編輯|编辑|編輯",
    "translator": "译者|譯者|翻译|翻譯|翻訳|訳者",
}
_SIGN = r"[\u3040-\u30ff\u3400-\u9fff々]"
_NAME = rf"{_SIGN}{{1,8}}(?:[·・•]{_SIGN}{{1,8}})+|{_SIGN}{{2,6}}"
_NAMED = rf"{_SIGN}{{2,4}}(?:[、 \u3000]+{_SIGN}{{2,4}})*"
_NAMES = rf"(?:{_NAME})(?:[、／/ \u3000]+(?:{_NAME})(?!\s?[:：/／｜|]))*"
_REPORTER = r"(?:[^\W\d]{2,6}社|[本特][^\W\d]{1,3})?(?:记者|記者|通讯员|通訊員)"
_PARTS = (
    *(
        (role, re.compile(rf"(?<!\w)(?:{labels})\s?[:：/／｜|]\s?(?P<names>{_NAMES})(?!\w)"))
        for role, labels in _LABELS.items()
    ),
    ("author", re.compile(rf"(?<!\w){_REPORTER}(?:[\s:：]{{1,2}}|(?<=[（(]记者|[（(]記者))(?P<names>{_NAMED})(?!\w)")),
    ("publisher", re.compile(r"(?<!\w)(?:来源|來源|出处|出典)\s?[:：]\s?(?P<names>[^\s|｜:：、，,;；。/／]{2,24})")),
)
_OTHER = re.compile(r"[\u3400-\u9fff]{1,6}\s?[:：]\s?[^\s|｜:：]*")
"""Another label with what it names, such as who took the pictures."""
_NOTHING = re.compile(r"[\d\W年月日时時分点]*")
_LONGEST = 90
_AT_END = re.compile(r"(?<=[。！？”」』…])\s*(?P<all>[（(][^（()）]{3,60}[）)])$")


def labelled_credits(text: str) -> list[tuple[str, str]]:
    """Role (publisher, too) and name, in the order of the line; empty if it is another line."""
    if len(text) > _LONGEST:
        return []
    found = sorted((m.start("names"), role, m["names"]) for role, pattern in _PARTS for m in pattern.finditer(text))
    rest = text
    for _, pattern in _PARTS:
        rest = pattern.sub(" ", rest)
    if not found or not _NOTHING.fullmatch(_OTHER.sub(" ", rest)):
        return []
    return [(role, name) for _, role, names in found for name in re.split(r"[、／/ \u3000]+", names)]


def take_labelled(work: OpenDraft, block: SourceLine, kind: str) -> bool:
    """Take a line with labels for this kind, with the names in it and the date, if there is one."""
    if not credit_labelled(work, block.text, str(block.number)):
        return False
    dates = find_dates(block.text)
    if len(dates) == 1 and work.facts.published is None:
        date = part(block, dates[0].start, dates[0].end, "metadata", "published")
        work.claim(date)
        work.set_date(dates[0].value, date.at)
    work.take(block, kind)
    return True


def credit_labelled(work: OpenDraft, text: str, at: str) -> bool:
    """Credit whom labels in these words name; whether there are any."""
    found = labelled_credits(text)
    for role, name in found:
        if role == "publisher":
            work.set_publisher(name, at)
        else:
            work.credit(name, role, at)
    return bool(found)


def sign_labelled(work: OpenDraft, block: SourceLine) -> bool:
    """Whether a line ends in brackets with labels; then they are a signature."""
    end = _AT_END.search(block.text, max(len(block.text) - _LONGEST, 0))
    claim = part(block, end.start("all"), end.end("all"), "signature") if end else None
    if end is None or claim is None or not credit_labelled(work, end["all"], claim.at):
        return False
    work.claim(claim)
    return True
