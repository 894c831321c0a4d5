"""Pages that came in the place of a text, and pages that show but a part of one."""

import pytest

from lesebuch.drafting import Hints, read_page
from lesebuch.sources.page import page_lines

TEXT = (
    "Am Ufer liegen elf Pfähle, und keiner weiß, wem sie gehören. Der Rat hat zweimal nachgefragt, der Verein dreimal, "
    "und beide haben dieselbe Antwort bekommen, die keine war. Im Herbst soll eine Kommission kommen."
)


def read(head: str, body: str) -> Hints:
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return read_page(text, page_lines(text))


def titled(title: str, body: str = "<p>Mehr steht hier nicht.</p>") -> str:
    return read(f"<title>{title}</title>", body).instead


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("404 Not Found", "error"),
        ("Error 503", "error"),
        ("Seebote | 403 - Forbidden", "error"),
        ("Seite nicht gefunden – Seebote", "error"),
        ("Page introuvable", "error"),
        ("Страница не найдена", "error"),
        ("页面不存在", "error"),
        ("Just a moment...", "check"),
        ("Attention Required! | Seebote", "check"),
        ("Bevor Sie zum Seeboten weiterlesen", ""),
        ("Bevor Sie fortfahren", "consent"),
        ("Before you continue to the lake", "consent"),
        ("500 Jahre Steg", ""),
        ("Not found: a boat", ""),
        ("Elf Pfähle", ""),
    ],
)
def test_a_page_that_came_in_the_place_of_a_text(title: str, kind: str) -> None:
    assert titled(title) == kind
    assert titled("Seebote", f"<h1>{title}</h1><p>Mehr steht hier nicht.</p>") == kind


def test_a_text_that_is_called_so_is_a_text() -> None:
    for title in ("404", "Access Denied", "Just a moment"):
        assert not titled(title, f"<h1>{title}</h1>" + f"<p>{TEXT}</p>" * 6)


POEM = "".join(f"<p>Der {n}. Pfahl steht am Ufer, und niemand holt ihn heim.</p>" for n in range(3))
BANNER = "<h2>We value your privacy</h2>" + "<p>We use cookies. Give or withdraw your consent.</p>" * 5


@pytest.mark.parametrize(
    "title", ["Gone", "Too Early", "404", "Just a moment", "Einen Moment", "Access denied", "Your Privacy"]
)
def test_a_short_poem_may_be_called_as_such_a_page_is(title: str) -> None:
    assert not titled(title, POEM)
    assert not titled("Seebote", f"<h1>{title}</h1>{POEM}")


@pytest.mark.parametrize(
    "body",
    [
        f"{BANNER}<h1>Pfähle</h1>{POEM}",
        f"<h2>Anmelden</h2><form><input type='password'></form><h1>Pfähle</h1>{POEM}",
        f"<h1>Pfähle</h1>{POEM}<noscript>Enable JavaScript to see comments.</noscript><script src='a.js'></script>",
        "<h1>页面不存在</h1><p>湖边有十一根木桩，没有人知道是谁的。村里问了三次，每次都没有答案。</p>",
    ],
)
def test_what_stands_beside_a_text_does_not_make_it_such_a_page(body: str) -> None:
    assert not titled("Pfähle", body)


def test_signing_in_takes_a_field_for_the_password() -> None:
    assert titled("Anmelden", "<form><input type='password'></form><p>Name und Wort.</p>") == "sign-in"
    assert not titled("Anmelden", "<p>Name und Wort.</p>")


def test_a_page_that_a_script_fills() -> None:
    needed = "<noscript>You need to enable JavaScript to run this app.</noscript>"
    assert titled("Seebote", f"<div id='root'></div>{needed}<script src='a.js'></script>") == "script"
    assert titled("Seebote", "<p>JavaScript is needed to see this.</p><script></script>") == "script"
    assert not titled("Seebote", "<p>Ein kurzes Gedicht vom See.</p><script src='a.js'></script>")


def test_a_text_that_goes_on_for_those_who_pay() -> None:
    body = f"<article><h1>Elf Pfähle</h1><p>{TEXT}</p><p>{TEXT[::-1]}</p></article>"
    assert not read("", body).remarks
    assert "line 4 asks to pay" in read("", f"{body}<p>Jetzt weiterlesen mit Seebote plus.</p>").remarks[0]
    closed = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    assert "not free to read" in read(closed, body).remarks[0]


def test_a_start_page() -> None:
    links = "".join(f"<li><a href='/{n}'>Ein Text vom See, der {n}. in diesem Jahr</a></li>" for n in range(70))
    home = "<link rel='canonical' href='https://seebote.example/'>"
    assert "start page" in read(home, f"<p>{TEXT}</p><ul>{links}</ul>").remarks[0]
    assert not read(
        "<link rel='canonical' href='https://seebote.example/steg'>", f"<p>{TEXT * 9}</p><ul>{links}</ul>"
    ).remarks
