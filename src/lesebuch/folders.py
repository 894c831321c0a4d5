"""What the files and folders of a reader are called, and the variable that names folders with sources.

It imports nothing, so that a command which hands all else to another process starts at once.
"""

from pathlib import Path

REGISTER = Path("seeds", "register.yaml")
CORPUS = Path("corpus")
LOCK = CORPUS / "passages.lock"
RENAMED = CORPUS / "renamed.toml"
CHRONOLOGY = CORPUS / "chronology.md"
GLOSSARY = Path("glossary")
DOCS = Path("docs")
ASSIGNMENTS = "assignments"
"""In `docs` and on the site: the pages that are tasks; `index` there is the list of them."""
TEACHER_PAGE = f"{ASSIGNMENTS}/{{}}-teacher"
"""The page with the expected answers of an assignment, whose name goes into it."""
REFERENCES = DOCS / "references.bib"
PICTURES = "pictures"
"""In a folder of sources: pictures that the sources show."""
SEEDS_VARIABLE = "LESEBUCH_SEEDS"
