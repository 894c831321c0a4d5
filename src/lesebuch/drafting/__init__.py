"""Drafting: proposals for chapter files. All heuristics of the package are here; none runs in a build."""

from lesebuch.drafting.articles import draft
from lesebuch.drafting.proposal import Claim, Credit, Draft, Repeat, ShownPicture
from lesebuch.drafting.rendering import SCHEMA, chapter_file, picture_files, picture_item
from lesebuch.drafting.styles import hints_of
from lesebuch.drafting.web import FEWEST, Hints, PageLine, marks, of_the_site, place_of, read_page
from lesebuch.slugs import STAND_IN, slug, unique

__all__ = [
    "FEWEST",
    "SCHEMA",
    "STAND_IN",
    "Claim",
    "Credit",
    "Draft",
    "Hints",
    "PageLine",
    "Repeat",
    "ShownPicture",
    "chapter_file",
    "draft",
    "hints_of",
    "marks",
    "of_the_site",
    "picture_files",
    "picture_item",
    "place_of",
    "read_page",
    "slug",
    "unique",
]
