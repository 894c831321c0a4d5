"""Documents: their styles and properties decide; lines are looked at only where those are silent."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import pytest

from lesebuch.drafting import Draft, draft, hints_of
from lesebuch.model import Source, SourceStyle
from lesebuch.normalise import normalise
from lesebuch.problems import Where
from lesebuch.sources import account, extract

TODAY = dt.date(2026, 11, 20)
LONG = (
    "Der Steg am See ist seit dem Sturm gesperrt, und die Fischer warten auf das Holz. Sie haben im Rat gefragt, im Verein "
    "und bei der Bahn, aber niemand weiß, wann es kommt und wer es am Ende bezahlt, wenn der Winter vorbei ist."
)


@dataclass(frozen=True)
class Line:
    text: str
    kind: str = ""
    level: int = 0
    quoted: bool = False


@dataclass(frozen=True)
class Document:
    lines: tuple[Line, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    typed: bool = False
    date: str = ""
    created: str = ""
    language: str = ""
    publisher: str = ""
    url: str = ""
    starts: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()


def h(text: str, level: int = 1) -> Line:
    return Line(text, "heading", level)


def p(text: str = LONG) -> Line:
    return Line(text)


def drafts(document: Document) -> list[Draft]:
    text = "\n".join(line.text for line in document.lines)
    source, problems = extract(text.encode(), "a.txt", Where("a"))
    assert source is not None, problems
    made, problems = draft(normalise(source)[0], hints=hints_of(document, TODAY), today=TODAY)
    assert not problems
    return made


def drafted(document: Document) -> Draft:
    made = drafts(document)
    assert len(made) == 1
    return made[0]


def structure(made: Draft) -> list[str]:
    return [f"{claim.line} {claim.kind}{' ' if claim.detail else ''}{claim.detail}" for claim in made.structure]


def test_title_block_and_headings_are_what_the_format_says() -> None:
    lines = (
        Line("Der Steg am See", "title"), Line("Ein Bericht", "subtitle"), Line("Von Ada Berg und Karl Tal", "author"),
        Line("Seebote, 3. Mai 2021", "date"), Line("Worum es geht.", "abstract"), Line("lang: de", "property"),
        h("Holz."), p(), h("Was kostet das alles, und wer bezahlt es am Ende?", 2), p(), Line(LONG[:100], quoted=True),
        Line("Kosten", "item"), p(LONG[::-1]), Line("Der Steg", "caption"), h("Schluss", 3),
    )  # fmt: skip
    made = drafted(Document(lines))
    assert structure(made) == [
        "1 title", "2 subtitle", "3 byline", "4 dateline", "4 metadata published", "5 lead", "6 metadata lang", "7 heading",
        "9 heading", "11 quote", "12 item", "14 caption", "15 heading",
    ]  # fmt: skip
    assert (made.title, made.title_at, str(made.published), made.published_at) == (
        "Der Steg am See", "1", "2021-05-03", '4 "3. Mai 2021"',
    )  # fmt: skip
    assert [(credit.name, credit.at) for credit in made.credits] == [("Ada Berg", "3"), ("Karl Tal", "3")]


@pytest.mark.parametrize(
    ("lines", "declared", "title", "at", "headings"),
    [
        ((h("Steg"), p(), h("Holz", 2), p()), "", "Steg", "1", [3]),
        ((h("Steg"), p(), h("Holz"), p()), "", "Steg", "1", [3]),
        ((p("3. Mai 2021"), h("Steg"), p(), h("Holz", 2), p()), "", "Steg", "2", [4]),
        ((p("Der Steg am See"), h("Holz"), p(), h("Geld"), p()), "", "Der Steg am See", "1", [2, 4]),
        ((p("Der Steg am See"), p("von Ada Berg"), h("Holz"), p()), "", "Der Steg am See", "1", [3]),
        ((p("Seebote"), p("Der Steg"), h("Holz"), p()), "Der Steg", "Der Steg", "2", [3]),
        ((h("Vorwort"), p(), h("Der Steg"), p()), "Der Steg!", "Der Steg", "3", [1]),
        ((p(), h("Holz"), p(), h("Geld"), p()), "Der Steg", "Der Steg", "", [2, 4]),
        ((h("Erstes", 2), p(), h("Teil"), p()), "Der Steg", "Der Steg", "", [1, 3]),
        (
            (p(), h("Der neue Steg über den See"), p(), h("Holz und Steg"), p()),
            "See: Neuer Steg über Winter fertig - Seebote",
            "See: Neuer Steg über Winter fertig - Seebote",
            "",
            [2, 4],
        ),
        (
            (h("Menü"), p(), h("Der lange Kampf um den Steg geht weiter"), p(), h("Holz und Steg"), p()),
            "Steg: Langer Kampf geht weiter",
            "Der lange Kampf um den Steg geht weiter",
            "3",
            [1, 5],
        ),
        ((p("Kein Absatz hier ist lang"), p(), p("Holz und Geld"), p()), "", "Kein Absatz hier ist lang", "1", [3]),
    ],
)
def test_titles(lines: tuple[Line, ...], declared: str, title: str, at: str, headings: list[int]) -> None:
    made = drafted(Document(lines, title=declared))
    assert (made.title, made.title_at) == (title, at)
    assert [claim.line for claim in made.structure if claim.kind == "heading"] == headings


def test_where_headings_are_marked_nothing_else_is_one_and_nothing_is_cut_off() -> None:
    lines = (
        h("Steg"),
        p(),
        p("Newsletter der Fischer"),
        p(),
        h("Holz", 2),
        p(),
        p("© Seebote"),
        h("Kommentare", 2),
        p("Kurz."),
    )
    made = drafted(Document(lines))
    assert [claim.line for claim in made.structure if claim.kind == "heading"] == [5, 8]
    assert made.outside == ()


def test_where_headings_are_marked_an_article_begins_with_one() -> None:
    plain = (p("Der Steg am See"), p("von Ada Berg"), p(), p("Das Boot am Ufer"), p("von Karl Tal"), p(LONG[::-1]))
    assert len(drafts(Document(plain))) == 2
    assert len(drafts(Document((h("Der Steg am See"), *plain[1:])))) == 1


def test_items_rows_and_notes_are_no_headings_signatures_or_pull_quotes() -> None:
    words = LONG.split()
    lines = (
        h("Steg"), p(), Line("Holz und Geld", "item"), Line(LONG[::-1], "item"), Line("Boote am Ufer", "footnote"), p(),
        Line(" ".join(words[3:11]), "item"), p(), Line("(ab)", "row"),
    )  # fmt: skip
    assert structure(drafted(Document(lines))) == ["1 title", "3 item", "4 item", "5 footnote", "7 item", "9 row"]
    assert structure(drafted(Document(lines[1:]))) == ["2 item", "3 item", "4 footnote", "6 item", "8 row"]


def test_a_text_that_is_one_quotation_has_no_quotes() -> None:
    quoted = tuple(Line(text, quoted=True) for text in (LONG, LONG[::-1]))
    assert "quote" not in str(structure(drafted(Document((h("Steg"), *quoted)))))
    assert structure(drafted(Document((h("Steg"), *quoted, p()))))[1:] == ["2 quote", "3 quote"]


def test_properties_stand_in_where_the_text_is_silent() -> None:
    about = {"authors": ("Ada Berg",), "date": "2021-05", "publisher": "Seebote", "url": "https://example.org/steg"}
    made = drafted(Document((h("Steg"), p()), **about, language="de-AT"))  # type: ignore[arg-type]
    assert [(credit.name, credit.at) for credit in made.credits] == [("Ada Berg", "")]
    assert (str(made.published), made.published_note) == ("2021-05", "the file's metadata")
    assert (made.publisher, made.url, made.language) == ("Seebote", "https://example.org/steg", "de")
    assert made.doubts == ()
    told = drafted(Document((h("Steg"), p("von Karl Tal"), p("3. Mai 2021"), p()), **about))  # type: ignore[arg-type]
    assert [credit.name for credit in told.credits] == ["Karl Tal"]
    assert str(told.published) == "2021-05-03"


def test_who_typed_a_file_and_when_is_a_doubt() -> None:
    made = drafted(Document((h("Steg"), p()), authors=("Ada Berg",), typed=True, created="2021-05-03T08:00:00Z"))
    assert [credit.name for credit in made.credits] == ["Ada Berg"]
    assert made.published is None
    assert "author: the file's properties name Ada Berg, who may only have typed the text" in made.doubts
    assert "date: the file was made on 2021-05-03; its text may be older" in made.doubts


def test_an_account_that_typed_a_file_is_nobody() -> None:
    for name in ("bergada", "BergA", "AB"):
        assert drafted(Document((h("Steg"), p()), authors=(name,), typed=True)).credits == ()
        assert drafted(Document((h("Steg"), p()), authors=(name,))).credits


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2021", "2021"), ("2021-05", "2021-05"), ("2021-05-03", "2021-05-03"), ("2021-05-03T08:00:00Z", "2021-05-03"),
        ("3. Mai 2021", "2021-05-03"), ("2021-13-03", None), ("2031-05-03", None), ("irgendwann", None), ("", None),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_they_are_written(written: str, date: str | None) -> None:
    published = drafted(Document((h("Steg"), p()), date=written)).published
    assert (str(published) if published else None) == date


def test_a_heading_within_the_title_of_a_page_is_the_title() -> None:
    lines = (Line("Start", "item"), Line("Karten", "item"), h("Der Steg am See"), p(), h("Mehr"), p())
    made = drafted(Document(lines, title="Der Steg am See – Salzauer Hefte"))
    assert (made.title, made.title_at) == ("Der Steg am See", "3")


def test_where_much_stands_above_the_title_the_head_is_below_it() -> None:
    above = tuple(Line(text, "item") for text in ("Start", "Karten", "Wetter", "Archiv", "Kontakt"))
    lines = (*above, h("Der Steg am See"), Line("Von Anna Meier"), Line("4. März 1999"), p(), h("Mehr", 2), p())
    made = drafted(Document(lines, title="Der Steg am See"))
    assert [(credit.name, credit.at) for credit in made.credits] == [("Anna Meier", "7")]
    assert str(made.published) == "1999-03-04"


def test_what_stands_beside_a_printed_text_is_dropped_and_its_pages_are_kept() -> None:
    lines = (Line("Salzauer Hefte", "margin"), Line("40", "page"), h("Der Steg am See"), p(), Line("41", "page"), p())
    made = drafted(Document(lines))
    beside = [(claim.line, claim.kind, claim.detail) for claim in made.structure if claim.kind in ("drop", "page")]
    assert beside == [(1, "drop", "running head"), (2, "page", ""), (5, "page", "")]
    assert made.title == "Der Steg am See"


def test_speeches_go_on_over_the_end_of_a_page() -> None:
    said = [p(f"{name}: {LONG} {n}.") for n in range(6) for name in ("Frau Berg", "Herr Tal")]
    page = (Line("Salzauer Hefte", "margin"), Line("41", "page"))
    made = drafted(Document((h("Im Rat"), *said[:6], p("Es bleibt dabei."), *page, p("Das noch."), *said[6:])))
    kinds = {claim.line: claim.kind for claim in made.structure}
    assert [kinds.get(number) for number in range(8, 13)] == ["speech", "drop", "page", "speech", "speech"]


def test_the_number_of_a_page_is_no_title() -> None:
    made = drafted(Document((Line("248", "page"), p("Frage eins:"), p(), p("Frage zwei:"), p())))
    assert made.title == "Frage eins: …"


@pytest.mark.parametrize(("said", "value"), [("[5. 2. 1902?]", "1902-02-05?"), ("(5. 2. 1902)", "1902-02-05")])
def test_a_date_that_an_editor_supplied_is_metadata_whole(said: str, value: str) -> None:
    made = drafted(Document((Line("Ada an Ben", "title"), Line(said, "date"), p())))
    assert str(made.published) == value
    assert structure(made)[:2] == ["1 title", "2 metadata published"]


def test_where_and_when_a_letter_was_written_is_told_by_its_format() -> None:
    made = drafted(
        Document(
            (Line("Ada an Ben", "title"), Line("Am Steg, abends", "dateline"), Line("Lieber Ben", "salutation"), p())
        )
    )
    assert structure(made)[1:] == ["2 dateline", "3 salutation"]


def test_the_language_of_a_text_is_told_by_speeches_and_captions_too() -> None:
    """Subtitles are nothing but speeches, and of a series of pictures nearly all are captions."""
    said = [
        Line("Ada: We have been waiting for the wood since the storm, and nobody knows who will pay.", "speech"),
        Line("Ben: Then let us ask the council once more, this time with all of the fishermen.", "speech"),
        Line("The landing stage after the storm, seen from the road that leads to the lake.", "caption"),
        p("Yes."),
    ]
    made = drafted(Document(tuple(said)))
    assert made.language == "en"
    assert not [doubt for doubt in made.doubts if doubt.startswith("language")]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ada Berg, Ben Tal und Karl Holm", ["Ada Berg", "Ben Tal", "Karl Holm"]),
        ("Ada Berg; Ben Tal", ["Ada Berg", "Ben Tal"]),
        ("Berg, Ada", ["Berg, Ada"]),
        ("Verein am See & Söhne", ["Verein am See & Söhne"]),
        ("_", []),
        ("SEE/2019/0042", []),
    ],
)
def test_a_property_may_name_several_people(said: str, names: list[str]) -> None:
    made = drafted(Document((Line("Der Steg", "title"), p()), authors=(said,)))
    assert [credit.name for credit in made.credits] == names


def test_no_picture_gives_the_title() -> None:
    made = drafted(Document((Line("steg.jpg", "figure"), p())))
    assert made.title.startswith(LONG[:10])


def test_names_set_as_headings_below_the_title_are_its_authors() -> None:
    lines = (h("Was das Holz kostet"), h("Ada Berg1,2 and Ben Tal3", 2), p("1 Amt am See"), h("Worum es geht", 2), p())
    made = drafted(Document(lines))
    assert [credit.name for credit in made.credits] == ["Ada Berg", "Ben Tal"]
    assert structure(made)[:3] == ["1 title", "2 byline", "4 heading"]


def test_a_name_that_heads_running_text_is_a_heading() -> None:
    made = drafted(Document((h("Wer am See wohnt"), h("Ada Berg", 2), p(), h("Ben Tal", 2), p())))
    assert structure(made) == ["1 title", "2 heading", "4 heading"]


def test_the_title_once_more_is_no_heading_and_no_author() -> None:
    made = drafted(
        Document((Line("Ada Berg", "title"), Line("Ben Tal", "author"), h("Ada Berg"), p(), h("Das Holz"), p()))
    )
    assert structure(made) == ["1 title", "2 byline", "3 drop the title once more", "5 heading"]
    assert [credit.name for credit in made.credits] == ["Ben Tal"]


def test_a_name_that_heads_a_poem_is_a_heading() -> None:
    made = drafted(
        Document((h("Holz und Eis"), h("Ada Berg", 2), Line("Ein Steg,", "verse"), Line("ein See.", "verse"), p()))
    )
    assert made.credits == ()
    assert structure(made)[:3] == ["1 title", "2 heading", "3 verse"]


def test_a_heading_of_signs_below_the_title_names_nobody() -> None:
    made = drafted(Document((h("Der Steg am See"), h("& /", 2), p("Ein Satz."), p())))
    assert (made.credits, "2 byline" in structure(made)) == ((), False)


def test_in_tei_no_heading_is_guessed() -> None:
    header = "<teiHeader><fileDesc><titleStmt><title>Tagebuch</title></titleStmt></fileDesc></teiHeader>"
    body = f"<p>5/2 Am See. Der Steg ist weg; keiner weiß etwas ―</p><p>{LONG}</p>"
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'.encode()
    source, _ = extract(data, "a.xml", Where("a"))
    said = account(data, "tei")
    assert source
    assert said
    (made,), _ = draft(normalise(source)[0], hints=hints_of(said, TODAY), today=TODAY)
    assert [claim.kind for claim in made.structure] == ["title"]


@pytest.mark.parametrize("date", ["[1911-03-02..1911-03-05]", "1911-03/1911-05"])
def test_a_document_may_say_between_which_days_it_was_written(date: str) -> None:
    assert str(drafted(Document((h("Der Steg"), p()), date=date)).published) == date


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Ada Berg1, Ben Tal2,3, Mia Korte1* und Lena Probe1,2", ["Ada Berg", "Ben Tal", "Mia Korte", "Lena Probe"]),
        ("Ada Berg,1 Ben Tal,2 Mia Korte1", ["Ada Berg", "Ben Tal", "Mia Korte"]),
    ],
)
def test_authors_of_a_journal_stand_above_its_text(names: str, expected: list[str]) -> None:
    made = drafted(Document((h("Der Steg"), h(names, 2), p(), h("Das Holz", 2), p())))
    assert [credit.name for credit in made.credits] == expected


def test_a_name_above_running_text_is_a_heading() -> None:
    made = drafted(Document((h("Der Steg"), h("Ada Berg", 2), p(), h("Ben Tal", 2), p())))
    assert made.credits == ()


def test_a_line_of_the_journal_above_a_title_that_is_larger_than_all_headings() -> None:
    top = "In: Hefte vom See, Jahrgang 12, Heft 3, herausgegeben vom Verein der Fischer in Salzau und vom Rat, Salzau 1999, Seiten 12-34."
    heads = (h("Der Steg"), p(), h("Das Holz", 2), p(), h("Das Wasser", 2), p())
    assert drafted(Document((p(top), *heads))).title == "Der Steg"
    running = drafted(Document((p(top), p(), *heads)))
    assert running.title != "Der Steg"


SHEET = (
    h("www.archiv.example", 2),
    h("Der Steg am See. Ein Bericht", 2),
    p("Berg, Ada; Tal, Ben"),
    p("Postprint / Zeitschriftenartikel"),
    p("Empfohlene Zitierung / Suggested Citation:"),
    p("Berg, A., & Tal, B. (2014). Der Steg am See. Hefte vom See 3, 12-34. https://archiv.example/1999"),
    p("Nutzungsbedingungen:"),
    p("Dieser Text wird unter einer freien Lizenz zur Verfügung gestellt."),
)


def test_the_cover_sheet_of_an_archive_is_a_record_and_no_text() -> None:
    lines = (*SHEET, h("Der Steg am See"), h("Ein Bericht", 3), h("Ada Berg, Ben Tal", 4), p(), h("Das Holz", 3), p())
    made = drafted(Document(lines, authors=("Schreibbüro",), typed=True))
    assert (made.title, made.title_at, str(made.published)) == ("Der Steg am See", "9", "2014")
    assert [credit.name for credit in made.credits] == ["Ada Berg", "Ben Tal"]
    assert [(span.first, span.last, span.reason) for span in made.outside] == [(1, 8, "cover sheet of an archive")]
    assert made.first == 9


def test_no_heading_of_a_review_is_its_title_where_the_cover_sheet_says_another() -> None:
    made = drafted(Document((*SHEET, h("Rezensionen"), p(), h("Das Holz", 2), p())))
    assert (made.title, made.title_at) == ("Der Steg am See. Ein Bericht", "")


def test_an_archive_may_name_itself_and_the_authors_above_the_title_on_its_sheet() -> None:
    sheet = (h("Archiv der Seen"), p("Berg, Ada; Tal, Ben"), p("Arbeitspapier"), p("Der Steg am See"), *SHEET[4:])
    made = drafted(Document((*sheet, p("Hefte vom See"), h("Das Holz", 2), p(), h("Das Wasser", 2), p())))
    assert (made.title, made.title_at) == ("Der Steg am See", "")
    assert [credit.name for credit in made.credits] == ["Ada Berg", "Ben Tal"]


def test_how_to_cite_a_text_below_its_beginning_is_no_cover_sheet() -> None:
    made = drafted(Document((h("Der Steg"), p(LONG * 2), *SHEET[4:], h("Das Holz", 2), p())))
    assert made.outside == ()
    assert made.title == "Der Steg"


def test_authors_in_smaller_letters_stand_above_a_title() -> None:
    made = drafted(Document((h("Ada Berg, Ben Tal*", 2), h("Der Steg"), p(), h("Das Holz", 3), p())))
    assert (made.title, [credit.name for credit in made.credits]) == ("Der Steg", ["Ada Berg", "Ben Tal"])


def test_one_author_below_a_title_heads_nothing_where_a_heading_follows() -> None:
    made = drafted(Document((h("Der Steg"), h("Ada Berg", 3), h("Einleitung", 2), p(), h("Das Holz", 2), p())))
    assert [credit.name for credit in made.credits] == ["Ada Berg"]


@pytest.mark.parametrize(
    ("issue", "kind"),
    [("Hefte vom See, 15. Jg., Heft 1-2/2014", ""), ("Lakes 9(3): 431-442, 2014", "margin"), ("Vol. 3 (2014)", "")],
)
def test_the_issue_of_a_journal_dates_its_text(issue: str, kind: str) -> None:
    made = drafted(Document((Line(issue, kind), h("Der Steg"), p(), h("Das Holz", 2), p())))
    assert str(made.published) == "2014"
    assert structure(made)[0] == ("1 drop running head" if kind else "1 provenance")


def test_a_line_that_only_names_a_year_is_no_issue() -> None:
    made = drafted(Document((Line("Hefte vom See 2014"), h("Der Steg"), p(), h("Das Holz", 2), p())))
    assert made.published is None


CONTENTS = ("Das Holz\t3", "Das Wasser, und was der", "Rat dazu sagt .......... 12", "Literatur 14")


@pytest.mark.parametrize(
    "lines",
    [("Inhaltsverzeichnis", *CONTENTS), ("A. Holz ..... iv", "B. Wasser . . . . . 12", "C. Literatur ······ 14")],
)
def test_a_list_of_contents_is_left_out(lines: tuple[str, ...]) -> None:
    made = drafted(Document((*map(Line, lines), h("Der Steg"), p(), h("Das Holz", 2), p())))
    assert structure(made)[: len(lines)] == [f"{n} drop table of contents" for n in range(1, len(lines) + 1)]
    assert made.title == "Der Steg"


@pytest.mark.parametrize(
    "lines", [("Bretter ..... 30", "Nägel ..... 4", "Leim ..... 12"), ("Am See 3", "Am Wald 4", "Im Dorf 9")]
)
def test_prices_and_lines_that_end_in_numbers_are_no_contents(lines: tuple[str, ...]) -> None:
    made = drafted(Document((h("Der Steg"), p(), *map(Line, lines), p(), h("Das Holz", 2), p())))
    assert not [claim for claim in made.structure if claim.kind == "drop"]


def written(lines: list[str], bold: Collection[int] = (), title: str = "") -> Draft:
    """The draft of a Word file without styles, with lines in bold."""
    text = "\n".join(lines)
    strong = tuple(SourceStyle(number, 0, len(lines[number - 1]), "strong") for number in bold)
    source = Source("a.docx", "0" * 64, "docx 7", text, styles=strong)
    document = Document(tuple(Line(line) for line in lines), title=title)
    [made], problems = draft(normalise(source)[0], hints=hints_of(document, TODAY), today=TODAY)
    assert not problems
    return made


def test_nothing_above_the_title_of_a_word_file_is_left_out() -> None:
    lines = ["MITTEILUNG", "Der Steg am See wird gesperrt", "Beteiligt: Ada Berg, Karl Tal", "Der Anlass", LONG, LONG]
    made = written(lines, [1, 2, 4])
    assert (made.title, made.title_at) == (lines[1], "2")
    assert not made.outside
    assert not [claim for claim in made.structure if claim.kind == "drop"]


def test_the_title_of_the_metadata_may_stand_below_other_lines() -> None:
    lines = ["Mitteilung", "3. Mai 2021", "Steg am See", "Az. 12/2021", LONG, LONG]
    assert written(lines, title="Steg am See").title_at == "3"


@pytest.mark.parametrize(
    ("line", "names"), [("RUNDER TISCH", []), ("Beginn Vertrag\t3. Mai 2021", []), ("Anna Berg", ["Anna Berg"])]
)
def test_two_words_alone_in_a_word_file_name_nobody_unless_one_is_a_given_name(line: str, names: list[str]) -> None:
    made = written(
        ["Der Steg am See wird gesperrt", "3. Mai 2021", line, LONG, LONG], title="Der Steg am See wird gesperrt"
    )
    assert [credit.name for credit in made.credits] == names


def test_lines_of_a_mail_that_is_answered_are_no_headings() -> None:
    lines = [
        "Der Steg am See wird gesperrt",
        LONG,
        "Ada",
        "Am 3. Mai 2021 schrieb Karl Tal, der den Steg am See gebaut hat, <karl@see.example>:",
        "Von: Karl Tal <karl@see.example>",
        LONG,
    ]
    made = written(lines, title=lines[0])
    assert not [claim for claim in made.structure if claim.kind == "heading"]
