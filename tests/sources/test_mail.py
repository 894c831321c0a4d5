"""Mails and saved pages: which lines they give, what they say of themselves, and what is none."""

import base64
import quopri

import pytest

from lesebuch.drafting import draft, hints_of
from lesebuch.normalise import normalise
from lesebuch.problems import Code, Where
from lesebuch.sources import EXTRACTORS, account, extract
from lesebuch.sources.mail import saved_page

HEAD = (
    "From: =?utf-8?q?J=C3=B6rg_Damm?= <damm@example.org>\r\nTo: Ada Hartmann <ada@example.org>\r\n"
    "Subject: =?iso-8859-1?q?Br=FCcke?= ist =?utf-8?b?b2ZmZW4=?=\r\nDate: Mon, 12 Apr 2021 09:30:00 +0200\r\nMIME-Version: 1.0\r\n"
)
SAID = ["Brücke ist offen", "Jörg Damm", "Mon, 12 Apr 2021 09:30:00 +0200", "to: Ada Hartmann <ada@example.org>"]


def lines(data: bytes, name: str = "a.eml") -> list[str]:
    source, problems = extract(data, name, Where(name))
    assert not problems, problems
    assert source
    assert source.extractor == f"{name[2:]} {EXTRACTORS[name[2:]][0]}"
    return [line for line in source.text.split("\n") if line]


def part(kind: str, body: bytes, more: str = "") -> bytes:
    coded = base64.encodebytes(body).replace(b"\n", b"\r\n")
    return f"Content-Type: {kind}\r\n{more}Content-Transfer-Encoding: base64\r\n\r\n".encode() + coded


def several(kind: str, *parts: bytes, mark: str = "x1") -> bytes:
    inner = b"".join(f"\r\n--{mark}\r\n".encode() + part for part in parts)
    return (
        f'Content-Type: multipart/{kind}; boundary="{mark}"\r\n\r\n'.encode() + inner + f"\r\n--{mark}--\r\n".encode()
    )


PLAIN = part("text/plain; charset=windows-1252", "Grüße\n\n> Gestern war zu.\nvon der Brücke".encode("cp1252"))
PAGE = part("text/html; charset=koi8-r", "<h1>Мост</h1><p>Вода <b>стоит</b>.</p>".encode("koi8-r"))


def test_plain_text() -> None:
    assert lines(HEAD.encode() + PLAIN) == [*SAID, "Grüße", "> Gestern war zu.", "von der Brücke"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_a_mail_that_an_editor_saved_in_two_bytes_a_letter(encoding: str) -> None:
    data = "Subject: Steg\nFrom: Ada Berg <ada@see.example>\n\nDer Steg ist gesperrt. \u0416\n".encode(encoding)
    assert lines(data) == ["Steg", "Ada Berg", "Der Steg ist gesperrt. \u0416"]


def test_lines_that_flow_are_joined() -> None:
    flowed = b"Ein Satz, der \r\nweitergeht.\r\n> zitiert \r\n> auch\r\n From vorn.\r\n-- \r\nJ. D.\r\n"
    found = lines(HEAD.encode() + b"Content-Type: text/plain; format=flowed\r\n\r\n" + flowed)
    assert found[4:] == ["Ein Satz, der weitergeht.", "> zitiert", "> auch", "From vorn.", "--", "J. D."]
    found = lines(HEAD.encode() + b"Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nDonau \r\ndampfer\r\n")
    assert found[4:] == ["Donaudampfer"]


def test_the_richest_version_is_read_and_attachments_are_named() -> None:
    file = part("application/pdf", b"%PDF-", 'Content-Disposition: attachment; filename="Plan.pdf"\r\n')
    passed_on = b"Content-Type: message/rfc822\r\n\r\nSubject: Altes\r\nFrom: x@example.org\r\n\r\nAlter Text\r\n"
    data = HEAD.encode() + several("mixed", several("alternative", PLAIN, PAGE, mark="x2"), file, passed_on)
    assert lines(data) == [*SAID, "Мост", "Вода стоит.", "attachment: Plan.pdf", "attachment: Altes"]
    empty = several("alternative", PLAIN, part("text/html", b"<p></p>"), mark="x2")
    assert "Grüße" in lines(HEAD.encode() + empty)


def test_of_two_versions_one_that_says_much_less_is_not_taken() -> None:
    long = part("text/plain", b"Der Steg ist seit dem Sturm gesperrt, und niemand weiss, wann das Holz kommt.")
    data = HEAD.encode() + several("alternative", long, part("text/html", b"<p>Als Seite</p>"))
    assert lines(data)[-1].startswith("Der Steg ist")
    older, _ = extract(data, "a.eml", Where("a"), "eml 1")
    assert older
    assert older.text.endswith("Als Seite")


def test_what_it_says_of_itself() -> None:
    document = account(HEAD.encode() + PLAIN, "eml")
    assert document
    assert (document.title, document.authors, document.date) == ("Brücke ist offen", ("Jörg Damm",), "2021-04-12")
    assert [line.kind for line in document.lines] == ["title", "author", "date", "property", "", "", "", ""]
    assert [line.quoted for line in document.lines] == [False] * 6 + [True, False]


def test_the_layout_says_what_is_quoted() -> None:
    source, _ = extract(HEAD.encode() + PLAIN, "a.eml", Where("a"))
    assert source
    assert [(layout.line, layout.kind) for layout in source.layout] == [
        (1, "title"),
        (2, "byline"),
        (3, "dateline"),
        (7, "quote"),
    ]


REPLY = """From: Ada Berg <ada@see.example>
To: Karl Tal <karl@see.example>
Subject: Der Steg
Date: Tue, 4 May 2021 09:12:33 +0200 (CEST)


Lieber Karl,


der Steg bleibt gesperrt, bis das Holz kommt, das der Rat im März
bestellt hat; es liegt noch immer im Wald bei Salzau, weil die Straße
dorthin nach dem Regen weich ist und weil kein Wagen hinauffährt. Ich
gehe am Montag noch einmal zum Rat und frage nach, wann es kommt und
wer es holt.

Am Mo., 3. Mai 2021 um 18:04 schrieb Karl Tal:

> Ist er offen?
>> Der Sturm hat ihn mitgenommen.
> Die Fischer fragen.

Ada

--\x20
Ada Berg
Seestraße 4
""".encode()


def test_blank_lines_part_paragraphs_of_a_mail_and_older_sources_have_none() -> None:
    source, _ = extract(REPLY, "a.eml", Where("a"))
    assert source
    texts = source.text.split("\n")
    assert texts[:3] == ["Der Steg", "Ada Berg", "Tue, 4 May 2021 09:12:33 +0200 (CEST)"]
    assert texts[4:12] == [
        "Lieber Karl,",
        "",
        "der Steg bleibt gesperrt, bis das Holz kommt, das der Rat im März",
        "bestellt hat; es liegt noch immer im Wald bei Salzau, weil die Straße",
        "dorthin nach dem Regen weich ist und weil kein Wagen hinauffährt. Ich",
        "gehe am Montag noch einmal zum Rat und frage nach, wann es kommt und",
        "wer es holt.",
        "",
    ]
    assert texts[-3:] == ["--", "Ada Berg", "Seestraße 4"]
    older, _ = extract(REPLY, "a.eml", Where("a"), "eml 1")
    assert older
    assert older.text == "\n".join(filter(None, texts))


def test_quotations_of_a_depth_are_one_and_what_is_below_the_dashes_is_a_box() -> None:
    source, _ = extract(REPLY, "a.eml", Where("a"))
    assert source
    texts = source.text.split("\n")
    said = [(texts[one.line - 1], one.kind, one.group) for one in source.layout if one.group]
    assert said == [
        ("> Ist er offen?", "quote", 1), (">> Der Sturm hat ihn mitgenommen.", "quote", 2), ("> Die Fischer fragen.", "quote", 3),
        ("Ada Berg", "box", 4), ("Seestraße 4", "box", 4),
    ]  # fmt: skip


def test_the_draft_of_a_mail() -> None:
    source, _ = extract(REPLY, "a.eml", Where("a"))
    document = account(REPLY, "eml")
    assert source
    assert document
    (made,), _ = draft(normalise(source)[0], hints=hints_of(document))
    assert (str(made.published), made.published_at, made.doubts) == ("2021-05-04", '3 "4 May 2021"', ())
    kinds = {claim.at: (claim.kind, claim.detail) for claim in made.structure}
    assert kinds["3"] == ("metadata", "published")
    assert [at for at, (kind, _) in kinds.items() if kind == "paragraph"] == ["7", "8", "9", "10", "11"]
    assert "dateline" not in {kind for kind, _ in kinds.values()}


SAVED = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/bruecke\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    + several(
        "related",
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring("<title>Brücke</title><h1>Brücke offen</h1><p>Ein Satz.</p>".encode()),
        part("image/png", b"\x89PNG"),
    )
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht"])
def test_a_saved_page_is_read_as_a_page(name: str) -> None:
    source, problems = extract(SAVED, name, Where(name))
    assert not problems
    assert source
    assert (source.extractor, source.text) == ("mhtml 3", "Brücke\nBrücke offen\nEin Satz.")
    page, address = saved_page(SAVED)
    assert "Brücke offen" in page.decode()
    assert address == "https://example.org/bruecke"


def nested(depth: int) -> bytes:
    data = PLAIN
    for level in range(depth):
        data = several("mixed", data, mark=f"m{level}m")
    return HEAD.encode() + data


@pytest.mark.parametrize("name", ["a.eml", "a.mhtml"])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"Nur ein Text.\n\nMehr davon.", "does not begin as a mail does"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "does not begin as a mail does"),
        (HEAD.encode(), ""),
        (nested(60), "nested too deeply"),
        (nested(600), "nested too deeply"),
        (HEAD.encode() + several("mixed", *[part("image/png", b"x")] * 3_000), "parts"),
        (HEAD.encode() + several("mixed", part("image/png", b"x", 'Content-Disposition: attachment; filename="a"\r\n')), ""),
    ],
    ids=["empty", "text", "picture", "head alone", "deep", "very deep", "many", "attachment alone"],
)  # fmt: skip
def test_what_is_refused(name: str, data: bytes, words: str) -> None:
    source, problems = extract(data, name, Where(name))
    assert source is None
    assert [problem.code for problem in problems] == [Code.BAD_SOURCE]
    assert words in problems[0].message
    assert "\n" not in str(problems[0])


@pytest.mark.parametrize("charset", ["nonsense", "utf-8", "hex", ""])
def test_a_wrong_encoding_loses_no_mail(charset: str) -> None:
    data = part(f"text/plain; charset={charset}", "Grüße von der Brücke".encode("cp1252"))
    assert lines(HEAD.encode() + data)[4:] == ["Grüße von der Brücke"]


def test_broken_headers() -> None:
    head = (
        b"Subject: =?utf-8?b?####?= \xff\xfe\r\nFrom: <<>>,,=?x?y?z?=\r\nDate: Mon, 99 Foo 2021\r\nTo: \r\n\r\nText\r\n"
    )
    assert lines(head)[-1] == "Text"
    assert account(head, "eml")
