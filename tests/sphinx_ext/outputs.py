"""What outputs say: passages as JSONL has them, and the words of elements."""

import json
from pathlib import Path

from lxml import etree, html

from lesebuch import export, pipeline
from lesebuch.config import Edition

# What is ours within a passage: its number, numbers of notes, corrections, what is read out.
_ADDED = ["num", "nr", "recte", "sr"]


def jsonl_passages(root: Path, edition: Edition = Edition.CLASS) -> dict[str, dict[str, str]]:
    """By chapter the texts of its passages, by their ids."""
    reader, _ = pipeline.read(root, edition)
    chapters = [json.loads(line) for line in export.jsonl(reader).splitlines()]
    return {chapter["id"]: {p["id"]: p["text"] for p in chapter["passages"]} for chapter in chapters}


def html_words(page: str, id_: str) -> str:
    """The words of a passage on a page; of a heading's section those of the heading."""
    return element_words(html.fromstring(page), id_)


def element_words(tree: etree._Element, id_: str) -> str:
    (element,) = tree.xpath("//*[@id=$id]", id=id_)
    if element.tag.rpartition("}")[2] == "section":
        element = next(child for child in element if child.tag.rpartition("}")[2].startswith("h"))
    added = " or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in (*_ADDED, "headerlink"))
    for node in element.xpath(f".//*[{added}]"):
        previous, tail = node.getprevious(), node.tail or ""
        # The space before a correction is ours, too.
        if "recte" in node.get("class"):
            if previous is not None:
                previous.tail = (previous.tail or "").removesuffix(" ")
            else:
                node.getparent().text = (node.getparent().text or "").removesuffix(" ")
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            node.getparent().text = (node.getparent().text or "") + tail
        node.getparent().remove(node)
    return "".join(element.itertext()).strip()
