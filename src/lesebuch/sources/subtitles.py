"""Subtitles (SRT, WebVTT): the cues of a film or a speech, joined to paragraphs.

The rules: the cues stand in the order of the file, their lines joined by a space (by none between ideographs). A new line of the
source begins

- with another speaker (`<v Anna>` of WebVTT; the line begins with `Anna: `), and with a cue line that begins with `>>`;
- with a cue line that begins with a dash, as several of the cue or the speech before do, or behind the end of a sentence: else it is a
  dash within one;
- with a cue line that begins with a name before a colon (`ANNA:`, in French `ANNA :`), in capitals or three times in the file, but for
  words that a quotation follows (`I said: “…`);
- before and behind what stands in brackets alone, such as `[Applause]`, and behind a sentence with a name in brackets (`[Anna] No!`);
- after a sentence has ended, if two seconds pass or the line has 400 characters; in the middle of a sentence, after five seconds.

Of live captions that repeat the line before while the next is spoken (their words have times of their own), each line stands once.
Tags for italics and the like leave their text, those for colours and places nothing. Comments and styles are left out. A line's
label in the layout is the time at which it begins, as the source has it.
"""

import html
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from lesebuch.sources.page import one_line
from lesebuch.sources.plain import decode
from lesebuch.sources.refusal import Refusal
from lesebuch.sources.told import Told, ToldLine

_LONG_PAUSE, _PAUSE = 5.0, 2.0
"""Seconds."""
_LONG = 400
"""Characters."""
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z]+)(?:\.[^\s<>]*)?(?:\s+(?P<more>[^<>]*))?>|<(?P<time>[\d:.]+)>|\{\\[^{}]*\}"
)
_STYLES = {"i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong", "u": "underline"}
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'»«“”‘’)\]]*$")
_DASH = re.compile(r"[-–—]\s?(?=\w|[\"'»«„“¿¡])")
_BROKEN_OFF = re.compile(r"[-–—:♪♫\])]$")
_TURN = re.compile(r">>+\s?(?=\S)")
_LABEL = re.compile(r"(?:>>+\s?|[-–—]\s?)?(?P<name>[^\W\d_](?:[\w.'’&]|[ -](?=\w)){1,38})\s?[:：](?=\s|$)")
_QUOTES = re.compile(r"\s*[\"'«„“‚‘「『]")
_OFTEN = 3
"""Lines that begin with the same words before a colon, which then are a name."""
_BRACKETS = re.compile(r"[\[(（【♪♫].*[\])）】♪♫]$")
_BRACKETS_BEFORE = re.compile(r"[\[(][^\])]+[\])]\s*\w")
_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Words:
    """What one speaker says in a cue."""

    start: str
    at: float
    """The same in seconds."""
    end: float
    speaker: str = ""
    fresh: bool = False
    """Whether it begins a line in any case."""
    turns: bool = False
    """Whether it begins one behind the end of a sentence."""
    speech: bool = False
    """Whether somebody begins to speak with it."""
    text: str = ""
    marks: list[tuple[int, int, str, str]] = field(default_factory=list)

    def join(self, other: "_Words") -> None:
        """Take in what follows."""
        space = "" if not self.text or (_IDEOGRAPH.match(self.text[-1]) and _IDEOGRAPH.match(other.text)) else " "
        shift = len(self.text) + len(space)
        self.text += space + other.text
        self.marks += [(start + shift, end + shift, kind, target) for start, end, kind, target in other.marks]
        self.end = other.end


def read_srt(data: bytes, *, newest: bool = True) -> Told:
    """The lines of SRT subtitles; ValueError says in plain words why there are none. `newest`: as above; by version 1, any dash is a turn."""
    return _read(data, "srt", newest=newest)


def read_vtt(data: bytes, *, newest: bool = True) -> Told:
    """The lines of WebVTT subtitles, as those of SRT."""
    return _read(data, "vtt", newest=newest)


def _read(data: bytes, format_: str, *, newest: bool) -> Told:
    text, encoding = decode(data)
    text = text.lstrip().replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("WEBVTT"):
        format_ = "vtt"
    try:
        file = webvtt.WebVTT.from_buffer(io.StringIO(text), format=format_)
    except (MalformedFileError, MalformedCaptionError) as error:
        begins = "with a number and a time" if format_ == "srt" else "with the word WEBVTT"
        raise Refusal(
            f"it does not begin as subtitles do, {begins}", "If it is a text, let its name end in .txt."
        ) from error
    cues: Sequence[webvtt.Caption] = file.captions
    missing = text.count("-->") - len(cues) + (_untimed(text) if format_ == "vtt" else 0)
    shown = _shown(cues)
    names = _names((line for lines in shown for line in lines), newest=newest)
    spoken = [words for cue, lines in zip(cues, shown, strict=True) for words in _words(cue, lines, format_, names)]
    if not newest:
        for words in spoken:
            words.fresh |= words.speech
            words.turns = False
    return Told(
        list(_lines(spoken)),
        language=next((found[1] for line in file.metadata if (found := _LANGUAGE.match(line))), ""),
        encoding=encoding,
        damage=f"{missing} of its cues have no time, or not as it must be written" if missing > 0 else "",
    )


def _untimed(text: str) -> int:
    """Blocks of WebVTT that are words without a time, which are no cues."""
    blocks = [block for block in re.split(r"\n\n+", text)[1:] if block.strip()]
    return sum("-->" not in block and not _NO_CUE.match(block) for block in blocks)


def _shown(cues: Sequence[webvtt.Caption]) -> list[list[str]]:
    """The lines of each cue, without those that live captions show once more."""
    lines = [[line for line in cue.lines if line.strip()] for cue in cues]
    if not any(match["time"] for cue in lines for line in cue for match in _TAG.finditer(line)):
        return lines
    fresh: list[list[str]] = []
    before: list[str] = []
    for cue in lines:
        plain = [_TAG.sub("", line).strip() for line in cue]
        again = next((n for n in range(min(len(before), len(plain)), 0, -1) if before[-n:] == plain[:n]), 0)
        fresh.append(cue[again:])
        before = plain
    return fresh


def _names(lines: Iterable[str], *, newest: bool) -> frozenset[str]:
    """What stands before a colon where lines begin, and names a speaker."""
    plain = (_TAG.sub("", line).strip() for line in lines)
    labels = [(match["name"], line[match.end() :]) for line in plain if (match := _LABEL.match(line))]
    found = Counter(name for name, behind in labels if name.isupper() or not (newest and _QUOTES.match(behind)))
    return frozenset(name for name, count in found.items() if name.isupper() or count >= _OFTEN)


def _words(cue: webvtt.Caption, lines: Sequence[str], format_: str, names: frozenset[str]) -> Iterator[_Words]:
    """What a cue says, by speaker; the name of a speaker holds for the lines that follow in the cue."""
    start, end = _seconds(cue.start), _seconds(cue.end)
    speaker = ""
    several = sum(bool(_DASH.match(_TAG.sub("", line).strip())) for line in lines) > 1
    for line in lines:
        plain = _TAG.sub("", line).strip()
        label = _LABEL.match(plain)
        dashed = bool(_DASH.match(plain))
        named = (label is not None and label["name"] in names) or bool(_TURN.match(plain)) or (dashed and several)
        turns = dashed or bool(_BRACKETS_BEFORE.match(plain))
        for name, text, marks in _parsed(line, speaker, entities=format_ == "vtt"):
            speaker = name
            if text:
                bracketed = bool(_BRACKETS.fullmatch(text))
                fresh, speech = named or bracketed, named or dashed
                yield _Words(cue.start, start, end, speaker, fresh, turns, speech, text, marks)
                turns = named = dashed = False


def _seconds(time: str) -> float:
    whole = 0.0
    for part in time.replace(",", ".").split(":"):
        whole = whole * 60 + float(part)
    return whole


_Said = tuple[str, str, list[tuple[int, int, str, str]]]


def _parsed(line: str, speaker: str, *, entities: bool) -> Iterator[_Said]:
    """Speaker, text and marks of each stretch of a line."""
    pieces = ""
    marks: list[tuple[int, int, str]] = []
    opened: list[tuple[str, int]] = []
    done = 0

    def said() -> _Said:
        shift = len(pieces) - len(pieces.lstrip())
        text = one_line(pieces).strip()
        inner = [(max(a - shift, 0), min(b - shift, len(text)), kind, "") for a, b, kind in marks]
        return speaker, text, [mark for mark in inner if mark[0] < mark[1]]

    for tag in _TAG.finditer(line):
        pieces += _spelt(line[done : tag.start()], entities=entities)
        done = tag.end()
        name = (tag["name"] or "").lower()
        if name == "v" and not tag["end"]:
            yield said()
            pieces, marks, opened = "", [], []
            speaker = _spelt((tag["more"] or "").strip(), entities=entities)
        elif name in _STYLES and not tag["end"]:
            opened.append((name, len(pieces)))
        elif name in _STYLES and opened and opened[-1][0] == name:
            marks.append((opened.pop()[1], len(pieces), _STYLES[name]))
    pieces += _spelt(line[done:], entities=entities)
    marks += [(at, len(pieces), _STYLES[name]) for name, at in opened]
    marks.sort()
    yield said()


def _spelt(text: str, *, entities: bool) -> str:
    return html.unescape(text) if entities else text


def _lines(spoken: Sequence[_Words]) -> Iterator[ToldLine]:
    line: _Words | None = None
    for words in spoken:
        if line is not None and not _ends(line, words):
            line.join(words)
            continue
        if line is not None:
            yield _line(line)
        line = words
    if line is not None:
        yield _line(line)


def _answers(words: _Words, line: _Words) -> bool:
    """Whether both begin with the same dash: two speakers, one behind the other."""
    return words.speech and line.speech and words.text[0] == line.text[0] and bool(_DASH.match(line.text))


def _ends(line: _Words, following: _Words) -> bool:
    """Whether a line ends before these words."""
    if following.fresh or line.speaker != following.speaker or _BRACKETS.fullmatch(line.text):
        return True
    pause = following.at - line.end
    if following.turns and (
        _SENTENCE_END.search(line.text) or _BROKEN_OFF.search(line.text) or _answers(following, line)
    ):
        return True
    if _SENTENCE_END.search(line.text):
        return pause >= _PAUSE or len(line.text) >= _LONG
    return pause >= _LONG_PAUSE


def _line(words: _Words) -> ToldLine:
    name = f"{words.speaker}: " if words.speaker else ""
    marks = [(start + len(name), end + len(name), kind, target) for start, end, kind, target in words.marks]
    return ToldLine(
        name + words.text, "speech" if words.speaker or words.speech else "cue", label=words.start, marks=tuple(marks)
    )
