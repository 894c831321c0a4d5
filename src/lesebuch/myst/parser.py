"""The one parser of MyST: the rules of myst-parser with the extensions that our Sphinx extension turns on."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin


def _parser() -> MarkdownIt:
    """As `myst_parser.parsers.mdit.create_md_parser`, which needs docutils; a test compares the rules of both."""
    parser = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    )
    parser.block.ruler.before(
        "fence",
        "colon_fence",
        make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=False),  # noqa: S106 - no password
        {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
    )
    parser.use(deflist_plugin)
    return parser.use(
        attrs_plugin,
        after=("image", "code_inline", "link_close", "span_close"),
        spans=True,
        span_after="footnote_ref",
    )


PARSER = _parser()
BLOCKS = _parser().disable(["inline", "text_join"])
"""The same for those who need the blocks alone."""
