"""Drafting: proposals for chapter files. All heuristics of the package are here; none runs in a build."""

from lesebuch.drafting.articles import draft
from lesebuch.drafting.proposal import Claim, Credit, Draft, Repeat
from lesebuch.drafting.rendering import chapter_file
from lesebuch.drafting.slugs import slug, unique
from lesebuch.drafting.styles import hints_of
from lesebuch.drafting.web import Hints, PageLine, read_page

__all__ = [
    "Claim",
    "Credit",
    "Draft",
    "Hints",
    "PageLine",
    "Repeat",
    "chapter_file",
    "draft",
    "hints_of",
    "read_page",
    "slug",
    "unique",
]
