"""A reader for learning platforms: a cartridge of links and quizzes, questions for Moodle, cards to learn. No text of a source."""

from lesebuch.export.lms.addresses import Site
from lesebuch.export.lms.cards import package, table
from lesebuch.export.lms.cartridge import VERSIONS, cartridge
from lesebuch.export.lms.drawing import draw, written
from lesebuch.export.lms.moodle import moodle

__all__ = ["VERSIONS", "Site", "cartridge", "draw", "moodle", "package", "table", "written"]
