"""The manual of the tool, apart from the reader in `docs/`: pages by hand, and a reference that the code itself gives."""

import sys
from pathlib import Path

import lesebuch

sys.path.insert(0, str(Path(__file__).parent))

project = "Lesebuch"
author = "The Lesebuch authors"
copyright = f"2026, {author}"
version = release = lesebuch.__version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "from_code"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
default_role = "literal"  # single backticks in docstrings are code, as in all our documents

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True

nitpicky = True
# Types of others, and our own that the manual does not list.
nitpick_ignore_regex = [("py:.*", r".*")]

smartquotes = False  # quotation marks in what the code says are often those of code

html_theme = "sphinx_book_theme"
html_title = f"Lesebuch {version}"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "use_download_button": False,
    "show_toc_level": 2,
    "home_page_in_toc": True,
    "navbar_persistent": [],  # the search is in the sidebar
}
