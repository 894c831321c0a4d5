"""Quizzes as a package of QTI 2.1 or 2.2: a test of each, whose items choose, match and put in order as they are.

Source: https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html, and of the package
https://www.imsglobal.org/content/packaging/cpv1p1p4/imscp_bestv1p1p4.html
"""

from dataclasses import dataclass, field

from lxml import etree

from lesebuch.export.lms.addresses import OnlineSite, WebLink
from lesebuch.export.lms.questions import OURS, mark, mixed, name, written_xml
from lesebuch.model import Question, QuestionKind, Quiz
from lesebuch.writing import packed

QTI_VERSIONS = ("2.1", "2.2")
"""What they say of our items is the same, under other names."""

_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
"""Rules of judging that every platform knows by these names; those of 2.1 hold in 2.2, too."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_WHY = "general_why"
"""Canvas shows what is called `general_…` after any answer."""
_TITLE = 80
"""Characters of the title of an item."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An item that is being written."""

    quiz: Quiz
    question: Question
    number: int
    links: tuple[WebLink, ...]

    @property
    def ident(self) -> str:
        return name("item", self.quiz.name, str(self.number), self.question.ask)

    def label(self, half: str, text: str) -> str:
        """The identifier of an answer."""
        return name(self.ident, half, text)


@dataclass(slots=True)
class _Package:
    """What is being put together."""

    version: str
    language: str
    resources: etree._Element
    files: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def space(self) -> str:
        return f"http://www.imsglobal.org/xsd/imsqti_{mark(self.version)}"

    def resource(self, kind: str, path: str, root: etree._Element, needs: list[str]) -> str:
        """A file of the package, how it is answered, and what it refers to; its name in the list."""
        ident = name("resource", path)
        listed = _add(
            self.resources, "resource", identifier=ident, type=f"imsqti_{kind}_xml{mark(self.version)}", href=path
        )
        for interaction in root.iterfind(f"{{{self.space}}}itemBody/*[@responseIdentifier]"):
            # Canvas goes by this, and takes an ordering for nothing without it.
            said = etree.fromstring(f'<qtiMetadata xmlns="{self.space}"/>')
            _add(listed, "metadata").append(said)
            _add(said, "interactionType").text = etree.QName(interaction).localname
        _add(listed, "file", href=path)
        for other in needs:
            _add(listed, "dependency", identifierref=other)
        self.files.append((path, written_xml(root)))
        return ident


def package(site: OnlineSite, title: str, language: str, version: str = QTI_VERSIONS[0]) -> bytes:
    """The archive (.zip). The right answers are in it, as the format's own key. `version`: one of `QTI_VERSIONS`."""
    manifest = etree.fromstring(f'<manifest xmlns="{_PACKAGE}"/>')
    manifest.set("identifier", name("qti", title))
    metadata = _add(manifest, "metadata")
    _add(metadata, "schema").text = f"QTIv{version} Package"
    _add(metadata, "schemaversion").text = "1.0.0"
    _add(manifest, "organizations")
    made = _Package(version, language, _add(manifest, "resources"))
    for quiz in site.reader.quizzes.values():
        _quiz(made, site, quiz)
    return packed([("imsmanifest.xml", written_xml(manifest)), *made.files], comment=OURS)


def _quiz(made: _Package, site: OnlineSite, quiz: Quiz) -> None:
    test = _root("assessmentTest", made, identifier=name("test", quiz.name), title=quiz.title)
    _outcome(test, "SCORE", "float", "0")
    part = _add(test, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual")
    section = _add(part, "assessmentSection", identifier="section", title=quiz.title, visible="false")
    needs = []
    for number, question in enumerate(quiz.questions, 1):
        item = _Item(quiz, question, number, tuple(site.all(question.see)))
        path = f"{quiz.name}/{item.ident}.xml"
        needs.append(made.resource("item", path, _written(made, item), []))
        _add(section, "assessmentItemRef", identifier=item.ident, href=f"{item.ident}.xml")
    total = _add(_add(test, "outcomeProcessing"), "setOutcomeValue", identifier="SCORE")
    _add(_add(total, "sum"), "testVariables", variableIdentifier="SCORE")
    made.resource("test", f"{quiz.name}/test.xml", test, needs)


def _written(made: _Package, item: _Item) -> etree._Element:
    title = f"{item.number}. {item.question.ask[:_TITLE]}"
    root = _root("assessmentItem", made, identifier=item.ident, title=title, adaptive="false", timeDependent="false")
    root.set(_LANGUAGE, made.language)
    whole = _KINDS[item.question.kind](root, item)
    if item.question.why or item.links:
        _explained(root, item, whole=whole)
    else:
        _add(root, "responseProcessing", template=f"{_TEMPLATES}/{'match_correct' if whole else 'map_response'}")
    return root


# --- The three kinds. Each says whether an answer is right as a whole, or in parts. ----------------------------------------


def _choice(root: etree._Element, item: _Item) -> bool:
    question = item.question
    one = len(question.right) == 1
    texts = {item.label("choice", text): text for text in mixed((*question.right, *question.wrong), item.ident)}
    right = [label for label, text in texts.items() if text in question.right]
    declared = _response(root, "single" if one else "multiple", "identifier", right)
    if not one:
        # Who marks all answers of several gets nothing.
        points = {label: 1 / len(right) if label in right else -1 / len(question.wrong) for label in texts}
        _mapping(declared, points)
    interaction = _interaction(root, item, "choiceInteraction", maxChoices="1" if one else "0")
    for label, text in texts.items():
        _add(interaction, "simpleChoice", identifier=label).text = text
    return one


def _matching(root: etree._Element, item: _Item) -> bool:
    pairs = item.question.pairs
    key = [f"{item.label('this', this)} {item.label('that', that)}" for this, that in pairs]
    declared = _response(root, "multiple", "directedPair", key)
    _mapping(declared, dict.fromkeys(key, 1 / len(pairs)))
    interaction = _interaction(root, item, "matchInteraction", maxAssociations=str(len(pairs)))
    for half, texts in (
        ("this", [this for this, _that in pairs]),
        ("that", mixed(tuple(that for _this, that in pairs), item.ident)),
    ):
        group = _add(interaction, "simpleMatchSet")
        for text in texts:
            _add(group, "simpleAssociableChoice", identifier=item.label(half, text), matchMax="1").text = text
    return False


def _ordering(root: etree._Element, item: _Item) -> bool:
    order = item.question.order
    _response(root, "ordered", "identifier", [item.label("order", text) for text in order])
    interaction = _interaction(root, item, "orderInteraction")
    # Also mixed where a platform does not shuffle.
    for text in mixed(order, item.ident):
        _add(interaction, "simpleChoice", identifier=item.label("order", text)).text = text
    return True


_KINDS = {QuestionKind.CHOICE: _choice, QuestionKind.MATCHING: _matching, QuestionKind.ORDERING: _ordering}


def _response(root: etree._Element, cardinality: str, kind: str, right: list[str]) -> etree._Element:
    declared = _add(root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=kind)
    values = _add(declared, "correctResponse")
    for value in right:
        _add(values, "value").text = value
    return declared


def _mapping(declared: etree._Element, points: dict[str, float]) -> None:
    mapping = _add(declared, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
    for key, value in points.items():
        _add(mapping, "mapEntry", mapKey=key, mappedValue=str(value))


def _interaction(root: etree._Element, item: _Item, tag: str, **attributes: str) -> etree._Element:
    """The body of an item; the outcomes stand before it.

    What is asked stands before the interaction, not as its prompt: of a matching Canvas reads no prompt, and OpenOLAT loses it.
    """
    _outcome(root, "SCORE", "float", "0", normalMaximum="1")
    _outcome(root, "MAXSCORE", "float", "1")
    if item.question.why or item.links:
        _outcome(root, "FEEDBACK", "identifier")
    body = _add(root, "itemBody")
    _add(body, "p").text = item.question.ask
    return _add(body, tag, responseIdentifier="RESPONSE", shuffle="true", **attributes)


def _outcome(root: etree._Element, ident: str, kind: str, value: str = "", **more: str) -> None:
    declared = _add(root, "outcomeDeclaration", identifier=ident, cardinality="single", baseType=kind, **more)
    if value:
        _add(_add(declared, "defaultValue"), "value").text = value


def _explained(root: etree._Element, item: _Item, *, whole: bool) -> None:
    """Judge as the named rules do, which cannot show anything, and show after the answer why it is right and where that stands."""
    processing = _add(root, "responseProcessing")
    condition = _add(processing, "responseCondition")
    holds = _add(condition, "responseIf")
    if whole:
        match = _add(holds, "match")
        _add(match, "variable", identifier="RESPONSE")
        _add(match, "correct", identifier="RESPONSE")
        _value(_add(holds, "setOutcomeValue", identifier="SCORE"), "float", "1")
    else:
        _add(_add(_add(holds, "not"), "isNull"), "variable", identifier="RESPONSE")
        _add(_add(holds, "setOutcomeValue", identifier="SCORE"), "mapResponse", identifier="RESPONSE")
    _value(_add(_add(condition, "responseElse"), "setOutcomeValue", identifier="SCORE"), "float", "0")
    _value(_add(processing, "setOutcomeValue", identifier="FEEDBACK"), "identifier", _WHY)
    feedback = _add(root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=_WHY, showHide="show")
    if item.question.why:
        _add(feedback, "p").text = item.question.why
    for link in item.links:
        _add(_add(feedback, "p"), "a", href=link.address).text = link.title


def _value(parent: etree._Element, kind: str, text: str) -> None:
    _add(parent, "baseValue", baseType=kind).text = text


def _root(tag: str, made: _Package, **attributes: str) -> etree._Element:
    root = etree.fromstring(f'<{tag} xmlns="{made.space}"/>')
    for key, value in attributes.items():
        root.set(key, value)
    return root


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last element, in the namespace of its parent."""
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)
