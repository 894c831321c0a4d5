"""Subtitles: cues joined to paragraphs by fixed rules, who speaks, when; and what are none."""

import pytest

from lesebuch.problems import Code, Where
from lesebuch.sources import account, extract
from lesebuch.sources.extracted import Extracted, packed, unpacked

SRT = """1
00:00:01,000 --> 00:00:03,000
Die Brücke ist offen,
sagt {\\an8}<i>die Stadt</i>.

2
00:00:03,500 --> 00:00:05,000
Sie war
1984

3
00:00:05,100 --> 00:00:06,000
zu.

4
00:00:09,000 --> 00:00:10,000
- Wirklich?
- Ja.

5
00:00:10,200 --> 00:00:11,000
[Beifall]

6
00:00:11,000 --> 00:00:12,000
Danke & gute
"""


def extracted(data: bytes, name: str) -> Extracted:
    source, problems = extract(data, name, Where(name))
    assert not problems, problems
    assert source
    assert source.extractor == f"{name[2:]} 2"
    return Extracted(source.text, source.encoding, "", source.layout, source.styles)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_cues_are_joined_to_sentences(encoding: str) -> None:
    found = extracted(SRT.encode(encoding), "a.srt")
    assert found.text.split("\n") == [
        "Die Brücke ist offen, sagt die Stadt. Sie war 1984 zu.", "- Wirklich?", "- Ja.", "[Beifall]", "Danke & gute",
    ]  # fmt: skip
    assert [(line.line, line.kind, line.label) for line in found.layout] == [
        (1, "", "00:00:01.000"), (2, "speech", "00:00:09.000"), (3, "speech", "00:00:09.000"),
        (4, "", "00:00:10.200"), (5, "", "00:00:11.000"),
    ]  # fmt: skip
    [style] = found.styles
    assert (found.text[style.start : style.end], style.kind) == ("die Stadt", "emphasis")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (["ADA: Der Steg ist alt.", "BELA : Er hält.", "Noch lange."], ["ADA: Der Steg ist alt.", "BELA : Er hält. Noch lange."]),
        ([">> ADA: Der Steg ist alt.", ">> Er hält."], [">> ADA: Der Steg ist alt.", ">> Er hält."]),
        (["Ada: Der Steg ist alt.", "Bela: Er hält.", "Ada: Wer sagt das?", "Bela: Der Rat.", "Ada: Ach.", "Bela: Ja."],
         ["Ada: Der Steg ist alt.", "Bela: Er hält.", "Ada: Wer sagt das?", "Bela: Der Rat.", "Ada: Ach.", "Bela: Ja."]),
    ],
)  # fmt: skip
def test_a_name_before_a_colon_begins_a_speech(said: list[str], wanted: list[str]) -> None:
    cues = "\n\n".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{line}" for at, line in enumerate(said, 1))
    found = extracted(cues.encode(), "a.srt")
    assert found.text.split("\n") == wanted
    assert {line.kind for line in found.layout} == {"speech"}


def test_a_colon_alone_begins_no_speech() -> None:
    said = ["Er sagte:", "Es gilt: wer kommt, der hilft.", "Merke: das Holz fehlt."]
    cues = "\n\n".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{line}" for at, line in enumerate(said, 1))
    assert extracted(cues.encode(), "a.srt").text == " ".join(said)


@pytest.mark.parametrize(
    ("said", "first", "newest"),
    [
        (["Der Steg ist alt", "– er hält –, aber", "nicht lange."], 2, 1),
        (["Der Steg ist alt.", "- Er hält."], 2, 2),
        (["Der Steg ist –", "- Er hält."], 2, 2),
        (["Der Rat rief", "- Hält er?\n- Ja."], 3, 3),
        (["- Hält er", "- Ja", "und wie"], 2, 2),
        (["- Er hält – seit", "– gestern – wieder."], 2, 1),
        (["Ich sagte: „Halt.“", "Ich sagte: „Halt.“", "Ich sagte: „Geh.“"], 3, 1),
        (["Der Steg ist alt.", "[Ada] Er hält."], 1, 2),
        (["Der Steg", "[knarrt] hält."], 1, 1),
    ],
)
def test_a_dash_within_a_sentence_is_nobodys_turn(said: list[str], first: int, newest: int) -> None:
    cues = "\n\n".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{line}" for at, line in enumerate(said, 1))
    assert len(extracted(cues.encode(), "a.srt").text.split("\n")) == newest
    again, _ = extract(cues.encode(), "a.srt", Where("a.srt"), extractor="srt 1")
    assert again
    assert len(again.text.split("\n")) == first


def test_a_name_of_the_other_kind_does_no_harm() -> None:
    assert extracted(b"WEBVTT\n\n00:01.000 --> 00:02.000\nEr geht.", "a.srt").text == "Er geht."


VTT = """WEBVTT - Rede

NOTE nicht gezeigt

STYLE
::cue { color: red }

1
00:01.000 --> 00:02.000 align:start
<v.laut Ada Hartmann>Guten <b>Tag</b> &lt;alle&gt;.</v>

00:02.500 --> 00:04.000
<v Ada Hartmann>Es geht

00:05.000 --> 00:06.000
<v Ada Hartmann>weiter.
<v Jörg Damm>Nein.

01:00:20.000 --> 01:00:21.000
桥是

01:00:21.000 --> 01:00:22.000
开的。
"""


def test_who_speaks_begins_a_line() -> None:
    found = extracted(VTT.encode(), "a.vtt")
    assert found.text.split("\n") == [
        "Ada Hartmann: Guten Tag <alle>. Es geht weiter.", "Jörg Damm: Nein.", "桥是开的。",
    ]  # fmt: skip
    assert [(line.kind, line.label) for line in found.layout] == [
        ("speech", "00:00:01.000"), ("speech", "00:00:05.000"), ("", "01:00:20.000"),
    ]  # fmt: skip
    [style] = found.styles
    assert (found.text[style.start : style.end], style.kind) == ("Tag", "strong")


@pytest.mark.parametrize(("pause", "lines"), [(1.9, 1), (2.0, 2)])
def test_a_pause_behind_a_sentence_ends_a_line(pause: float, lines: int) -> None:
    data = f"WEBVTT\n\n00:01.000 --> 00:02.000\nEins.\n\n00:{2 + pause:06.3f} --> 00:09.000\nZwei.\n"
    assert len(extracted(data.encode(), "a.vtt").text.split("\n")) == lines


@pytest.mark.parametrize(("pause", "lines"), [(4.9, 1), (5.0, 2)])
def test_a_long_pause_ends_any_line(pause: float, lines: int) -> None:
    data = f"WEBVTT\n\n00:01.000 --> 00:02.000\nEins und\n\n00:{2 + pause:06.3f} --> 00:19.000\nZwei.\n"
    assert len(extracted(data.encode(), "a.vtt").text.split("\n")) == lines


def test_a_long_line_ends_with_its_sentence() -> None:
    cues = "".join(
        f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\nDer Fluss ist breit und kalt.\n\n" for n in range(1, 40)
    )
    lines = extracted(f"WEBVTT\n\n{cues}".encode(), "a.vtt").text.split("\n")
    assert all(400 <= len(line) < 440 for line in lines[:-1])
    assert " ".join(lines).count("breit") == 39


LIVE = """WEBVTT
Kind: captions
Language: de

00:00.000 --> 00:02.000
{blank}
so<00:00.500><c> geht</c><00:01.000><c> das</c>

00:02.000 --> 00:02.010
so geht das
{blank}

00:02.010 --> 00:04.000
so geht das
nicht<00:03.000><c> weiter</c>
""".format(blank=" ")


def test_live_captions_stand_once() -> None:
    assert extracted(LIVE.encode(), "a.vtt").text == "so geht das nicht weiter"
    twice = "WEBVTT\n\n00:01.000 --> 00:02.000\nNein.\n\n00:02.000 --> 00:03.000\nNein.\n"
    assert extracted(twice.encode(), "a.vtt").text == "Nein. Nein."


def test_the_language_that_it_names() -> None:
    document = account(LIVE.encode(), "vtt")
    assert document
    assert [line.kind for line in document.lines] == ["cue"]  # so that nobody guesses headings
    assert document.language == "de"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nEins.\n\n00:0x.000 --> 00:04\nZwei.\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nEins.\n\nZwei ohne Zeit.\n\nNOTE Drei\n"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nEins.\n\n2\n00:00:03,000 --> \nZwei.\n"),
    ],
)
def test_a_cue_that_is_lost_is_said(name: str, data: str) -> None:
    source, problems = extract(data.encode(), name, Where(name))
    assert source
    assert "Eins." in source.text
    assert [problem.code for problem in problems] == [Code.DAMAGED_SOURCE] or "Zwei." in source.text


@pytest.mark.parametrize("name", ["a.srt", "a.vtt"])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Nur ein Text.", "subtitles"),
        (bytes(range(256)) * 9, ""),
        (b"WEBVTT\n", ""),
        (b"1\n00:00", "subtitles"),
    ],
)
def test_what_is_refused(name: str, data: bytes, words: str) -> None:
    source, problems = extract(data, name, Where(name))
    assert source is None
    assert [problem.code for problem in problems] == [Code.BAD_SOURCE]
    assert words in problems[0].message
    assert "\n" not in str(problems[0])


def test_a_day_of_subtitles_is_read_aside() -> None:
    cue = "00:{:02}:{:02}.000 --> 00:{:02}:{:02}.900\nEin <i>Satz</i>.\n\n"
    data = "WEBVTT\n\n" + "".join(cue.format(n // 60 % 60, n % 60, n // 60 % 60, n % 60) for n in range(20_000))
    found = extracted(data.encode(), "a.vtt")
    assert found.text.count("Satz") == 20_000
    assert unpacked(packed(found)) == found
    style = found.styles[-1]
    assert found.text.split("\n")[style.line - 1][style.start : style.end] == "Satz"
