"""Reads docs/quiz/*.yaml as quizzes, and checks what they name."""

from collections.abc import Iterator
from pathlib import Path

from lesebuch import yamlfile
from lesebuch.fields import Fields
from lesebuch.limits import PAGE_BYTES
from lesebuch.model import SLUG, PassageRange, Question, QuestionKind, Quiz, Reader
from lesebuch.problems import Code, Problem, Where
from lesebuch.shapes import Choice, Inner, Key, Owned, Shape, Texts, Words, must
from lesebuch.slugs import naming
from lesebuch.textfile import read_text

QUIZZES = Path("docs", "quiz")
MOST = 10
"""Right or wrong answers of a choice: Moodle knows no smaller part of a point than a tenth that fits."""
PAIR = Shape(
    "a pair",
    (must("this", Words(), "What is given, such as a term."), must("that", Words(), "What belongs to it.")),
)
QUESTION = Shape(
    "a question",
    (
        must("kind", Choice(tuple(QuestionKind)), "What is to be done: choose, match, or put in order."),
        must("ask", Words(), "The question."),
        Key("right", Texts(numbers=True), "Right answers of a choice."),
        Key("wrong", Texts(numbers=True), "Wrong answers of a choice."),
        Key("pairs", Inner(PAIR, several=True), "What belongs together."),
        Key("order", Texts(numbers=True), "What is to be put in order, in the right one."),
        Key("why", Words(), "What is said after the answer."),
        Key("see", Texts(), "Passages that say it, such as [ovks#p2]."),
    ),
    (
        Owned("kind", (QuestionKind.CHOICE,), "right"),
        Owned("kind", (QuestionKind.CHOICE,), "wrong"),
        Owned("kind", (QuestionKind.MATCHING,), "pairs"),
        Owned("kind", (QuestionKind.ORDERING,), "order"),
    ),
)
QUIZ = Shape(
    "a quiz",
    (
        must("title", Words(), "What it is called."),
        Key("assignment", Words(), "Name of the assignment with which it goes."),
        Key("questions", Inner(QUESTION, several=True), "The questions, in order.", required=True, null=False),
    ),
)
"""docs/quiz/NAME.yaml."""


def read_quizzes(folder: Path) -> tuple[dict[str, Quiz], list[Problem]]:
    """All quizzes of a folder, by name; a missing folder holds none. Faulty questions are problems and left out."""
    quizzes: dict[str, Quiz] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        name = (QUIZZES / path.name).as_posix()
        text, found = read_text(path, name, PAGE_BYTES)
        problems += found
        if text is None:
            continue
        block, found = yamlfile.load(text, name)
        problems += found
        if block is None:
            continue
        if not SLUG.fullmatch(path.stem):
            message = f"`{path.stem}` is no name for a quiz."
            problems.append(Problem(Code.BAD_VALUE, Where(name, 1), message, naming(path.stem)))
        fields = Fields(block, QUIZ, problems)
        fields.only()
        title, assignment = fields.text("title"), fields.text("assignment")
        questions = tuple(_questions(fields))
        where = block.where("assignment")
        quizzes[path.stem] = Quiz(path.stem, title or path.stem, where, questions, assignment)
    return quizzes, problems


def check_quizzes(reader: Reader) -> list[Problem]:
    """Assignments that quizzes name and the reader has not."""
    hint = "Name a file in docs/assignments/, without .md."
    return [
        Problem(Code.BAD_VALUE, quiz.where, f"There is no assignment `{quiz.assignment}`.", hint)
        for quiz in reader.quizzes.values()
        if quiz.assignment and quiz.assignment not in reader.assignments
    ]


def _questions(quiz: Fields) -> Iterator[Question]:
    if not quiz.need("questions"):
        return
    for fields in quiz.blocks("questions"):
        before = len(fields.problems)
        question = _question(fields)
        if question:
            _sound(fields, question)
        if question and len(fields.problems) == before:
            yield question


def _question(fields: Fields) -> Question | None:
    kind, ask = fields.text("kind") and fields.choice("kind", ""), fields.text("ask")
    if not kind or not ask:
        return None
    fields.fitting()
    pairs = tuple((pair.text("this"), pair.text("that")) for pair in fields.blocks("pairs"))
    named = tuple((text, fields.block.item_where("see", n)) for n, text in enumerate(fields.texts("see")))
    return Question(
        kind=QuestionKind(kind),
        ask=ask,
        where=fields.block.where("ask"),
        right=fields.texts("right"),
        wrong=fields.texts("wrong"),
        pairs=pairs,
        order=fields.texts("order"),
        why=fields.text("why"),
        see=tuple(at for text, _ in named if (at := PassageRange.parse(text))),
        named=named,
    )


def _sound(fields: Fields, question: Question) -> None:
    """A question that a program cannot judge: too few answers, or one that is right and wrong."""
    least = {QuestionKind.CHOICE: 1, QuestionKind.MATCHING: 2, QuestionKind.ORDERING: 2}[question.kind]
    counts = {"right": question.right, "wrong": question.wrong, "pairs": question.pairs, "order": question.order}
    for key, items in counts.items():
        where = fields.block.where(key)
        said = any(problem.where == where for problem in fields.problems)
        if fields.block.get(key) is not None and not said and not least <= len(items) <= MOST:
            message = (
                f"`{key}` needs from {least} to {MOST} items where `kind` is {question.kind}; it has {len(items)}."
            )
            fields.report(Code.BAD_VALUE, message, where)
    for key, texts in (
        ("wrong", (*question.right, *question.wrong)),
        ("order", question.order),
        ("pairs", [this for this, _ in question.pairs]),
        ("pairs", [that for _, that in question.pairs]),
    ):
        twice = next((text for n, text in enumerate(texts) if text in texts[:n]), "")
        if twice:
            fields.report(Code.BAD_VALUE, f"`{twice}` stands here twice: nobody can tell.", fields.block.where(key))
