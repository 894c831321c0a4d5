"""What a recipe is made of stays on the page, whatever its elements are called; what stands between its lists does not."""

import json

import pytest

from lesebuch.drafting import read_page
from lesebuch.sources.page import page_lines

STEP = (
    "Die Beeren mit dem Zucker in einen Topf geben, langsam erwärmen und so lange rühren, bis sich der Zucker gelöst hat. "
    "Dann den Topf vom Herd nehmen."
)
LAST = (
    "Das Mehl darübersieben, alles in die Form füllen und auf der mittleren Schiene backen, bis ein Holzstab sauber bleibt. "
    "In der Form abkühlen lassen."
)
MARKS = '<script type="application/ld+json">{}</script>'
LABELLED = "".join(
    f"<li><label><input type=checkbox><span>{words}</span></label></li>"
    for words in ("500 g Moosbeeren", "eine Handvoll Zucker", "Salz")
)
BUTTONS = "<div><button>Zutaten einkaufen</button></div>"


def kept(body: str, head: str = "") -> list[str]:
    """The lines that the page's hints count as main text."""
    text = f"""<!doctype html><html lang="de"><head><title>Moosbeerkuchen</title>{head}</head><body>
<nav><a href="/">Start</a></nav><main><h1>Moosbeerkuchen</h1>{body}</main>
<div class="tags"><a href="/t/1">Salz</a> <a href="/t/2">Kuchen</a></div></body></html>"""
    shown = page_lines(text)
    hints = read_page(text, shown)
    return [line.text for line, said in zip(shown, hints.lines, strict=True) if said.main]


def declared(**properties: object) -> str:
    """A recipe in JSON-LD."""
    return MARKS.format(json.dumps({"@context": "https://schema.org", "@type": "Recipe", **properties}))


def test_ingredients_that_json_ld_declares_stay_in_whatever_elements_they_stand() -> None:
    head = declared(
        recipeIngredient=["500 g Moosbeeren", "eine Handvoll Zucker", "Salz"],
        recipeInstructions=[{"@type": "HowToStep", "text": STEP}, {"@type": "HowToStep", "text": LAST}],
    )
    body = f"<h2>Was man braucht</h2><ul>{LABELLED}</ul>{BUTTONS}<h2>Und so geht es</h2><p>{STEP}</p><p>{LAST}</p>"
    found = kept(body, head)
    assert found[:5] == ["Moosbeerkuchen", "Was man braucht", "500 g Moosbeeren", "eine Handvoll Zucker", "Salz"]
    assert found[5:] == ["Und so geht es", STEP, LAST]


@pytest.mark.parametrize("order", ["{1}</p><p>{0}", "{0}</p><p>{1}"])
def test_an_amount_stands_in_a_line_of_its_own_before_or_behind_its_name(order: str) -> None:
    pairs = [("4 Becher", "Moosbeeren"), ("1 Prise", "Muskat")]
    rows = "".join(f"<div class=form-row><label><p>{order.format(*pair)}</p></label></div>" for pair in pairs)
    found = kept(
        f"<div>{rows}</div><p>{STEP}</p><p>{LAST}</p>", declared(recipeIngredient=[" ".join(p) for p in pairs])
    )
    assert {word for pair in pairs for word in pair} <= set(found)


def test_what_microdata_marks_stays_once_where_the_page_has_it_for_telephones_too() -> None:
    listed = '<ul class="widget"><li itemprop="recipeIngredient">Moosbeeren</li><li itemprop="recipeIngredient">Mehl</li></ul>'
    body = (
        '<div itemscope itemtype="https://schema.org/Recipe">'
        f'<div class="promo">{listed}</div><div class="promo mobile">{listed}</div>'
        f'<div itemprop="recipeInstructions"><p>{STEP}</p><p>{LAST}</p></div>'
        '<div class="meta"><span itemprop="cookTime">eine gute Stunde</span></div></div>'
    )
    found = kept(body)
    assert found.count("Moosbeeren") == found.count("Mehl") == 1
    assert "eine gute Stunde" in found


def test_a_property_of_something_else_than_a_recipe_says_nothing() -> None:
    shop = '<div class="widget" itemscope itemtype="https://schema.org/Product"><p itemprop="nutrition">Dörrobst, 80 kcal</p><p itemprop="nutrition">Nüsse</p></div>'
    assert "Nüsse" not in kept(f"<p>{STEP}</p>{shop}<p>{LAST}</p>")


@pytest.mark.parametrize(
    ("needed", "made"),
    [("Zutaten für 4 Personen", "Zubereitung"), ("Ингредиенты", "Приготовление"), ("Ingrédients :", "Préparation")],
)
def test_without_any_declaration_a_heading_above_a_list_of_amounts_tells(needed: str, made: str) -> None:
    body = f"<h2>{needed}</h2><ul>{LABELLED.replace('eine Handvoll', '2 Becher')}</ul><h2>{made}</h2><p>{STEP}</p><p>{LAST}</p>"
    found = kept(body)
    assert found[1:5] == [needed, "500 g Moosbeeren", "2 Becher Zucker", "Salz"]


def test_half_of_the_lines_below_such_a_heading_have_an_amount() -> None:
    items = "".join(f"<li>{words}</li>" for words in ("500 g Moosbeeren", "2 Becher Zucker", "Salz", "Öl"))
    assert {"Salz", "Öl"} <= set(kept(f"<h3>Zutaten</h3><ul>{items}</ul><p>{STEP}</p><p>{LAST}</p>"))


def test_links_below_such_a_heading_are_none() -> None:
    body = f'<p>{STEP}</p><p>{LAST}</p><h3>Zutaten</h3><ul><li><a href="/1">100 Rezepte</a></li><li><a href="/2">7 mit Mehl</a></li></ul>'
    assert "100 Rezepte" not in kept(body)


TIMES = '<div class="meta-row"><div><p>Arbeitszeit</p><b>20 Min.</b></div><div><p>Portionen</p><b>12</b></div><div><p>Note</p><b>4,7</b></div></div>'
FOOD = '<div class="meta"><h2>Nährwerte pro Stück</h2><div><h5>kcal</h5>310</div><div><h5>Fett</h5>12,5 g</div><div><h5>Eiweiß</h5>4 g</div></div>'
LIST = f"<h2>Zutaten</h2><ul>{LABELLED.replace('eine Handvoll', '2 Becher')}</ul>"


def test_times_portions_and_nutrition_stay_with_their_labels_and_ratings_do_not() -> None:
    found = kept(f"{TIMES}{LIST}<h2>Zubereitung</h2><p>{STEP}</p><p>{LAST}</p>{FOOD}")
    assert found[1:5] == ["Arbeitszeit", "20 Min.", "Portionen", "12"]
    assert "4,7" not in found
    assert found[-7:] == ["Nährwerte pro Stück", "kcal", "310", "Fett", "12,5 g", "Eiweiß", "4 g"]


def test_several_times_in_one_line_stay_and_both_headings_of_a_list() -> None:
    times = "<div class=meta>Vorbereitung etwa 20 Minuten, Backen etwa 1 Stunde 10 Minuten, Abkühlen 2 Stunden, alles zusammen 3,5 Stunden</div>"
    listed = LIST.replace("<ul>", "<div><form><button>umrechnen</button></form></div><h3>Für die Füllung</h3><ul>")
    found = kept(
        f"<div class=widget-area>{listed}</div>{times}<h2>Zubereitung</h2><ol><li>{LAST}</li><li>{STEP}</li></ol>"
    )
    assert found[1:4] == ["Zutaten", "Für die Füllung", "500 g Moosbeeren"]
    assert any(line.startswith("Vorbereitung etwa") for line in found)


def test_the_same_lines_on_a_page_without_a_recipe_are_none() -> None:
    found = kept(f"{TIMES}<p>{STEP}</p><p>{LAST}</p>{FOOD}")
    assert "20 Min." not in found
    assert "310" not in found


@pytest.mark.parametrize(
    "data",
    ['{"@type": "Recipe", "recipeIngredient": 3, "recipeInstructions": {"text": {}}}', '{"@type": "Recipe"}', "[["],
)
def test_a_recipe_that_says_nothing_changes_nothing(data: str) -> None:
    assert kept(f"<p>{STEP}</p><p>{LAST}</p>", MARKS.format(data)) == ["Moosbeerkuchen", STEP, LAST]


def test_an_ingredient_that_is_spelt_otherwise_stays_in_its_list() -> None:
    listed = "<div><p>500 g</p><p>g g Moosbeeren</p><p>Zucker</p><p>Salz</p></div>"
    body = f"<aside>{listed}</aside><p>{STEP}</p><p>{LAST}</p>"
    found = kept(body, declared(recipeIngredient=["500 g Moosbeeren", "Zucker", "Salz"]))
    assert found[1:5] == ["500 g", "g g Moosbeeren", "Zucker", "Salz"]
