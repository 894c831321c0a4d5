"""The glossary in print is one, however many pages the site has for it."""

from docutils import nodes
from sphinx import addnodes

from lesebuch.sphinx_ext import nodes as ours


def gather(tree: nodes.document) -> None:
    """Put the entries of all parts where the glossary's page names the parts, and take the parts away."""
    files = {file["docname"]: file for file in tree.findall(addnodes.start_of_file)}
    for index in list(tree.findall(ours.glossary_index)):
        parts = [files[page] for page, *_ in index["parts"] if page in files]
        groups: dict[str, ours.glossary_group] = {}
        for group in (group for part in parts for group in part.findall(ours.glossary_group)):
            made = groups.setdefault(group["letter"], ours.glossary_group("", **group.attributes))
            made += list(group.children)
        index.parent.replace(index, ours.glossary_list("", *groups.values()))
        for part in parts:
            part.parent.remove(part)
