"""A reader as a Common Cartridge 1.3: links to its site and its quizzes, in modules. No text of a source is in it.

Source: https://www.imsglobal.org/cc/ccv1p3/imscc_Overview-v1p3.html
"""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import SubElement as Sub

from lesebuch.export.lms.addresses import Link, Site
from lesebuch.export.lms.qti import qti
from lesebuch.export.lms.questions import name
from lesebuch.model import Quiz
from lesebuch.presentation import ids
from lesebuch.presentation.catalogue import say as _
from lesebuch.writing import packed

_CP = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
_LINK = "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"
_MANIFEST = f'<manifest xmlns="{_CP}" xmlns:lomimscc="{_LOM}"/>'


@dataclass(slots=True)
class _Cartridge:
    """What is being put together."""

    modules: etree._Element
    """The item in which all modules stand."""
    resources: etree._Element
    files: dict[str, bytes] = field(default_factory=dict)

    def module(self, title: str, links: list[Link], quizzes: list[Quiz]) -> None:
        """A module; one without anything in it is left out."""
        if not links and not quizzes:
            return
        item = Sub(self.modules, f"{{{_CP}}}item", identifier=name("module", title, str(len(self.modules))))
        Sub(item, f"{{{_CP}}}title").text = title
        for link in links:
            self._add(item, link.title, "imswl_xmlv1p3", f"{name('link', link.title, link.address)}.xml", _web(link))
        for quiz in quizzes:
            kind = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"
            self._add(item, quiz.title, kind, f"{name('quiz', quiz.name)}/assessment.xml", qti(quiz))

    def _add(self, module: etree._Element, title: str, kind: str, path: str, data: bytes) -> None:
        resource = name("resource", path)
        item = Sub(
            module,
            f"{{{_CP}}}item",
            identifier=name("item", module.get("identifier", ""), path),
            identifierref=resource,
        )
        Sub(item, f"{{{_CP}}}title").text = title
        if path not in self.files:
            self.files[path] = data
            Sub(Sub(self.resources, f"{{{_CP}}}resource", identifier=resource, type=kind), f"{{{_CP}}}file", href=path)


def cartridge(site: Site, title: str, language: str) -> bytes:
    """The archive (.imscc): a module with the chapters, one an assignment, one with the quizzes of no assignment.

    Expected answers stand nowhere in it; of quizzes the key by which the platform judges.
    """
    reader = site.reader
    manifest = etree.fromstring(_MANIFEST)
    manifest.set("identifier", name("manifest", title, site.base))
    _describe(Sub(manifest, f"{{{_CP}}}metadata"), title, language)
    organizations = Sub(manifest, f"{{{_CP}}}organizations")
    organization = Sub(organizations, f"{{{_CP}}}organization", identifier="organization", structure="rooted-hierarchy")
    root = Sub(organization, f"{{{_CP}}}item", identifier="root")
    made = _Cartridge(root, Sub(manifest, f"{{{_CP}}}resources"))
    chapters = [Link(chapter.title, site.page(ids.chapter_page(chapter.slug))) for chapter in reader.chapters]
    made.module(_("Texts"), chapters, [])
    for assignment in reader.assignments.values():
        page = ids.assignment_page(assignment.name)
        links = [Link(assignment.title, site.page(page))]
        links += [
            Link(f"{task.number}. {task.title or task.operator}".strip(), site.page(page, ids.task(task.id)))
            for task in assignment.tasks
        ]
        links += site.all(assignment.used)
        quizzes = [quiz for quiz in reader.quizzes.values() if quiz.assignment == assignment.name]
        made.module(assignment.title, links, quizzes)
    free = [quiz for quiz in reader.quizzes.values() if quiz.assignment not in reader.assignments]
    made.module(_("Quizzes"), [], free)
    return packed({"imsmanifest.xml": _bytes(manifest), **made.files})


def _describe(metadata: etree._Element, title: str, language: str) -> None:
    Sub(metadata, f"{{{_CP}}}schema").text = "IMS Common Cartridge"
    Sub(metadata, f"{{{_CP}}}schemaversion").text = "1.3.0"
    general = Sub(Sub(metadata, f"{{{_LOM}}}lom"), f"{{{_LOM}}}general")
    Sub(Sub(general, f"{{{_LOM}}}title"), f"{{{_LOM}}}string", language=language).text = title
    Sub(general, f"{{{_LOM}}}language").text = language


def _web(link: Link) -> bytes:
    root = etree.fromstring(f'<webLink xmlns="{_LINK}"/>')
    Sub(root, f"{{{_LINK}}}title").text = link.title
    Sub(root, f"{{{_LINK}}}url", href=link.address, target="_blank")
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
