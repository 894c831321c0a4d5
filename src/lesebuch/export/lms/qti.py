"""Quizzes as QTI 1.2.1 in the profile of Common Cartridge, which knows choices but neither matching nor ordering."""

from lxml import etree

from lesebuch.export.lms.questions import choices, mixed, name, written_xml
from lesebuch.model import Question, Quiz

_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def questions_file() -> etree._Element:
    """The root of a file."""
    return etree.fromstring(f'<questestinterop xmlns="{_NAMESPACE}"/>')


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last element in another."""
    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}", attributes)


def qti(quiz: Quiz) -> bytes:
    """A quiz; the right answers are in it, as the format's own key."""
    root = questions_file()
    assessment = add(root, "assessment", ident=name("assessment", quiz.name), title=quiz.title)
    metadata(assessment, {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination"})
    section = add(assessment, "section", ident="root_section")
    for number, question in enumerate(choices(quiz), 1):
        _item(section, quiz, question, number)
    return written_xml(root)


def _item(section: etree._Element, quiz: Quiz, question: Question, number: int) -> None:
    ident = name(quiz.name, str(number), question.ask)
    one = len(question.right) == 1
    item = add(section, "item", ident=ident, title=str(number))
    profile = "cc.multiple_choice.v0p1" if one else "cc.multiple_response.v0p1"
    metadata(add(item, "itemmetadata"), {"cc_profile": profile})
    presentation = add(item, "presentation")
    material(presentation, question.ask)
    response = add(presentation, "response_lid", ident="response", rcardinality="Single" if one else "Multiple")
    render = add(response, "render_choice")
    answers = mixed((*question.right, *question.wrong), ident)
    labels = {text: name(ident, text) for text in answers}
    for text in answers:
        material(add(render, "response_label", ident=labels[text]), text)
    processing = add(item, "resprocessing")
    add(add(processing, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    condition = add(processing, "respcondition", **{"continue": "No"})
    if question.why:
        add(add(condition, "conditionvar"), "other")
        add(condition, "displayfeedback", feedbacktype="Response", linkrefid="general_fb")
        condition.set("continue", "Yes")
        condition = add(processing, "respcondition", **{"continue": "No"})
    holds = add(condition, "conditionvar")
    if not one:
        holds = add(holds, "and")
    for text in answers:
        if text in question.right:
            _equal(holds, labels[text])
        elif not one:
            _equal(add(holds, "not"), labels[text])
    add(condition, "setvar", action="Set", varname="SCORE").text = "100"
    if question.why:
        material(add(add(item, "itemfeedback", ident="general_fb"), "flow_mat"), question.why)


def _equal(element: etree._Element, label: str) -> None:
    """That an answer was chosen. Moodle takes those of several that say that their case matters, and no others."""
    add(element, "varequal", respident="response", case="Yes").text = label


def metadata(element: etree._Element, fields: dict[str, str]) -> None:
    """Labels and what they say."""
    listed = add(element, "qtimetadata")
    for label, entry in fields.items():
        field = add(listed, "qtimetadatafield")
        add(field, "fieldlabel").text = label
        add(field, "fieldentry").text = entry


def material(element: etree._Element, text: str, kind: str = "text/plain") -> None:
    """Words to show."""
    add(add(element, "material"), "mattext", texttype=kind).text = text
