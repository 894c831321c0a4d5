"""Quizzes as ILIAS reads them into a pool of questions: QTI 1.2 in its own way, with matchings and orderings.

Source: ilQTIParser and the classes ass…Import of ILIAS, versions 5.1 and 10. They take one answer of each condition, know answers by
their number in the order in which they stand, take white space behind a label for a part of it, and show texts as HTML.
"""

from html import escape

from lxml import etree

from lesebuch.export.lms.addresses import OnlineSite
from lesebuch.export.lms.qti import add, material, metadata, questions_file
from lesebuch.export.lms.questions import OURS, mixed, name, written_xml
from lesebuch.model import Question, QuestionKind, Quiz

_KIND = "QUESTIONTYPE"
_TITLE = 80
"""Characters of what is asked in a question's title."""


def ilias(site: OnlineSite) -> bytes:
    """All quizzes of a reader. The right answers are in it: it is for teachers."""
    root = questions_file()
    root.append(etree.Comment(OURS))
    for quiz in site.reader.quizzes.values():
        for number, question in enumerate(quiz.questions, 1):
            _question(root, site, quiz, question, number)
    return written_xml(root, indented=False)


def _question(root: etree._Element, site: OnlineSite, quiz: Quiz, question: Question, number: int) -> None:
    ident = name(quiz.name, str(number), question.ask)
    item = add(root, "item", ident=ident, title=f"{quiz.title}: {question.ask[:_TITLE]}", maxattempts="0")
    described = add(item, "itemmetadata")
    presentation = add(item, "presentation")
    _html(presentation, f"<p>{escape(question.ask)}</p>")
    processing = add(item, "resprocessing")
    add(add(processing, "outcomes"), "decvar")
    if question.kind is QuestionKind.CHOICE:
        fields = _choice(presentation, processing, question, ident)
    elif question.kind is QuestionKind.MATCHING:
        fields = _matching(presentation, processing, question)
    else:
        fields = _ordering(presentation, processing, question, ident)
    metadata(described, fields)
    if told := site.explained(question):
        for case in ("response_allcorrect", "response_onenotcorrect"):
            _html(add(add(item, "itemfeedback", ident=case, view="All"), "flow_mat"), told)


def _choice(presentation: etree._Element, processing: etree._Element, question: Question, ident: str) -> dict[str, str]:
    one = len(question.right) == 1
    texts = mixed((*question.right, *question.wrong), ident)
    _answers(presentation, "response_lid", "MCSR" if one else "MCMR", "Single" if one else "Multiple", texts)
    # A point for each that is right; who marks all answers of several gets nothing.
    wrong = 0 if one else -len(question.right) / len(question.wrong)
    for number, text in enumerate(texts):
        condition = _condition(processing, number, 1 if text in question.right else wrong)
        add(condition, "varequal", respident="MCSR" if one else "MCMR").text = str(number)
    return {_KIND: "SINGLE CHOICE QUESTION" if one else "MULTIPLE CHOICE QUESTION"}


def _matching(presentation: etree._Element, processing: etree._Element, question: Question) -> dict[str, str]:
    """A point for each pair. What is given is dragged to what belongs to it; both are shuffled."""
    count = len(question.pairs)
    texts = [that for _this, that in question.pairs] + [this for this, _that in question.pairs]
    labels = _answers(presentation, "response_grp", "MQ", "Multiple", texts)
    for label in labels[:count]:
        label.set("match_max", "1")
        label.set("match_group", ",".join(str(number) for number in range(count, 2 * count)))
    for number in range(count):
        condition = _condition(processing, number, 1)
        add(condition, "varsubset", respident="MQ").text = f"{count + number},{number}"
    return {_KIND: "MATCHING QUESTION", "shuffle": "1", "matching_mode": "1:1"}


def _ordering(
    presentation: etree._Element, processing: etree._Element, question: Question, ident: str
) -> dict[str, str]:
    """As many points as there are parts, for the whole alone."""
    texts = mixed(question.order, ident)
    _answers(presentation, "response_lid", "OQT", "Ordered", texts)
    for place, text in enumerate(question.order):
        number = texts.index(text)
        condition = _condition(processing, number, 1)
        add(condition, "varequal", respident="OQT", index=str(place)).text = str(number)
    return {_KIND: "ORDERING QUESTION", "points": str(len(texts))}


def _answers(
    presentation: etree._Element, tag: str, ident: str, cardinality: str, texts: list[str]
) -> list[etree._Element]:
    response = add(presentation, tag, ident=ident, rcardinality=cardinality)
    render = add(response, "render_choice", shuffle="Yes")
    labels = [add(render, "response_label", ident=str(number)) for number in range(len(texts))]
    for label, text in zip(labels, texts, strict=True):
        _html(label, escape(text))
    return labels


def _condition(processing: etree._Element, number: int, points: float) -> etree._Element:
    """Where to say for which answer there are so many points.

    What is said after the answer is read only if a condition names something to show, which need not be there.
    """
    condition = add(processing, "respcondition", **{"continue": "Yes"})
    holds = add(condition, "conditionvar")
    add(condition, "setvar", action="Add").text = f"{points:.5g}"
    add(condition, "displayfeedback", feedbacktype="Response", linkrefid=f"response_{number}")
    return holds


def _html(element: etree._Element, text: str) -> None:
    material(element, text, "text/xhtml")
