"""Chapter files and the text: passages with ids that last, notes, events, and the proof that nothing is lost."""

from lesebuch.editorial.anchors import Miss, locate_range, parse_words, words_form
from lesebuch.editorial.assignments import ASSIGNMENT, OF_SPHINX, read_assignments, task_id
from lesebuch.editorial.bibtex import check_listed, read_references
from lesebuch.editorial.binding import bind
from lesebuch.editorial.chapter_reading import read_chapter, read_chronology
from lesebuch.editorial.chapterfile import ChapterFile
from lesebuch.editorial.coverage import coverage
from lesebuch.editorial.documents import pieces_of, read_documents
from lesebuch.editorial.keys import CHAPTER
from lesebuch.editorial.links import NOTES, SHOWN, check_links
from lesebuch.editorial.lists import check_lists
from lesebuch.editorial.lock import Lock, Locked, changes, check_names, in_short, read_lock, renew, write_lock
from lesebuch.editorial.noteorder import check_order
from lesebuch.editorial.pages import check_pages
from lesebuch.editorial.printable import check_printable
from lesebuch.editorial.quizzes import QUIZ, QUIZZES, check_quizzes, read_quizzes
from lesebuch.editorial.renamed import check_renamed, read_renamed
from lesebuch.editorial.scanned import ScannedMarkup
from lesebuch.editorial.site import Site, read_site
from lesebuch.editorial.source_pictures import picture_files, shown_by, with_pictures
from lesebuch.editorial.strays import check_strays

__all__ = [
    "ASSIGNMENT",
    "CHAPTER",
    "NOTES",
    "OF_SPHINX",
    "QUIZ",
    "QUIZZES",
    "SHOWN",
    "ChapterFile",
    "Lock",
    "Locked",
    "Miss",
    "ScannedMarkup",
    "Site",
    "bind",
    "changes",
    "check_links",
    "check_listed",
    "check_lists",
    "check_names",
    "check_order",
    "check_pages",
    "check_printable",
    "check_quizzes",
    "check_renamed",
    "check_strays",
    "coverage",
    "in_short",
    "locate_range",
    "parse_words",
    "picture_files",
    "pieces_of",
    "read_assignments",
    "read_chapter",
    "read_chronology",
    "read_documents",
    "read_lock",
    "read_quizzes",
    "read_references",
    "read_renamed",
    "read_site",
    "renew",
    "shown_by",
    "task_id",
    "with_pictures",
    "words_form",
    "write_lock",
]
