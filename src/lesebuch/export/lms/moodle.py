"""Quizzes as Moodle's own XML, which its bank of questions imports.

Source: https://docs.moodle.org/en/Moodle_XML_format; the question type `ordering` belongs to Moodle since 4.4.
"""

from html import escape

from lxml import etree
from lxml.etree import SubElement as Sub

from lesebuch.export.lms.addresses import OnlineSite
from lesebuch.export.lms.questions import OURS, mixed, written_xml
from lesebuch.model import Question, QuestionKind, Quiz

_TYPES = {QuestionKind.CHOICE: "multichoice", QuestionKind.MATCHING: "matching", QuestionKind.ORDERING: "ordering"}
_TITLE = 80
"""Characters of a question's name in the bank."""


def moodle(site: OnlineSite) -> bytes:
    """All quizzes of a reader, each a category of its own. The right answers are in it: it is for teachers."""
    root = etree.Element("quiz")
    root.append(etree.Comment(OURS))
    for quiz in site.reader.quizzes.values():
        category = Sub(Sub(root, "question", type="category"), "category")
        # A slash would begin another category; Moodle writes it twice.
        Sub(category, "text").text = f"$course$/top/{quiz.title.replace('/', '//')}"
        for question in quiz.questions:
            _question(root, site, quiz, question)
    return written_xml(root)


def _question(root: etree._Element, site: OnlineSite, quiz: Quiz, question: Question) -> None:
    element = Sub(root, "question", type=_TYPES[question.kind])
    Sub(Sub(element, "name"), "text").text = question.ask[:_TITLE]
    asked = Sub(element, "questiontext", format="html")
    Sub(asked, "text").text = f"<p>{escape(question.ask)}</p>"
    told = Sub(element, "generalfeedback", format="html")
    Sub(told, "text").text = site.explained(question)
    Sub(element, "defaultgrade").text = "1"
    Sub(element, "penalty").text = "0.3333333"
    Sub(element, "hidden").text = "0"
    if question.kind is QuestionKind.CHOICE:
        _choice(element, quiz, question)
    elif question.kind is QuestionKind.MATCHING:
        Sub(element, "shuffleanswers").text = "true"
        for this, that in question.pairs:
            given = Sub(element, "subquestion", format="html")
            Sub(given, "text").text = f"<p>{escape(this)}</p>"
            Sub(Sub(given, "answer"), "text").text = that
    else:
        for key, value in _ORDERING.items():
            Sub(element, key).text = value
        for text in question.order:
            _answer(element, text, "1.0000000")


_ORDERING = {
    "layouttype": "VERTICAL",
    "selecttype": "ALL",
    "selectcount": "0",
    "gradingtype": "RELATIVE_NEXT_EXCLUDE_LAST",
    "showgrading": "SHOW",
    "numberingstyle": "none",
}
"""All items below one another; a point for each that is followed by the right one."""


def _choice(element: etree._Element, quiz: Quiz, question: Question) -> None:
    one = len(question.right) == 1
    Sub(element, "single").text = "true" if one else "false"
    Sub(element, "shuffleanswers").text = "true"
    Sub(element, "answernumbering").text = "abc"
    # Who marks all answers of several gets nothing.
    right, wrong = 100 / len(question.right), 0 if one else -100 / len(question.wrong)
    for text in mixed((*question.right, *question.wrong), quiz.name + question.ask):
        _answer(element, text, f"{right if text in question.right else wrong:.5f}".rstrip("0").rstrip("."))


def _answer(element: etree._Element, text: str, fraction: str) -> None:
    answer = Sub(element, "answer", fraction=fraction, format="html")
    Sub(answer, "text").text = f"<p>{escape(text)}</p>"
