"""Questions as the writers need them: names that last, answers in an order that tells nothing, questions in simpler ones."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from lesebuch.model import Question, QuestionKind, Quiz
from lesebuch.presentation.catalogue import say as _

OURS = "Lesebuch: for learning platforms"
"""In each file, where the programs that read it do not look: by it a later run knows what it may replace."""


def name(*parts: str) -> str:
    """An identifier for XML, the same as long as the parts are."""
    return "i" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


def mark(version: str) -> str:
    """A version as it stands in names of the specifications: v2p1."""
    return f"v{version.replace('.', 'p')}"


def written_xml(root: etree._Element, *, indented: bool = True) -> bytes:
    """A file of XML."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=indented)


def mixed(texts: tuple[str, ...], salt: str) -> list[str]:
    """The texts in an order that says nothing of them, always the same."""
    return sorted(texts, key=lambda text: name(salt, text))


def choices(quiz: Quiz) -> Iterator[Question]:
    """The questions of a quiz as choices alone, for formats that know nothing else.

    Of a matching each pair is one, with the other halves as wrong answers; of an ordering what is first and what is last.
    """
    for question in quiz.questions:
        if question.kind is QuestionKind.CHOICE:
            yield question
        elif question.kind is QuestionKind.MATCHING:
            for this, that in question.pairs:
                others = tuple(other for _this, other in question.pairs if other != that)
                yield _as_choice(question, f"{question.ask} {this}", that, others)
        else:
            first, *_between, last = question.order
            yield _as_choice(question, f"{question.ask} {_('What comes first?')}", first, question.order[1:])
            if len(question.order) > 2:
                yield _as_choice(question, f"{question.ask} {_('What comes last?')}", last, question.order[:-1])


def _as_choice(question: Question, ask: str, right: str, wrong: tuple[str, ...]) -> Question:
    return replace(question, kind=QuestionKind.CHOICE, ask=ask, right=(right,), wrong=wrong, pairs=(), order=())
