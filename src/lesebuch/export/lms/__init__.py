"""A reader for learning platforms: a cartridge of links and quizzes, questions for Moodle and as QTI, cards to learn. No text of a source."""

from lesebuch.export.lms.addresses import OnlineSite
from lesebuch.export.lms.cards import package, table
from lesebuch.export.lms.cartridge import VERSIONS, cartridge
from lesebuch.export.lms.drawing import draw, written
from lesebuch.export.lms.ilias import ilias
from lesebuch.export.lms.moodle import moodle
from lesebuch.export.lms.qti2 import QTI_VERSIONS
from lesebuch.export.lms.qti2 import package as qti
from lesebuch.export.lms.questions import OURS

__all__ = [
    "OURS",
    "QTI_VERSIONS",
    "VERSIONS",
    "OnlineSite",
    "cartridge",
    "draw",
    "ilias",
    "moodle",
    "package",
    "qti",
    "table",
    "written",
]
