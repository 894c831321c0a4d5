"""A reader as a Common Cartridge: links to its site and its quizzes, in modules. No text of a source is in it.

Source: https://www.imsglobal.org/cc/ccv1p3/imscc_Overview-v1p3.html
"""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import SubElement as Sub

from lesebuch.export.lms.addresses import OnlineSite, WebLink
from lesebuch.export.lms.qti import qti
from lesebuch.export.lms.questions import OURS, mark, name, written_xml
from lesebuch.model import Quiz
from lesebuch.presentation import ids
from lesebuch.presentation.catalogue import say as _
from lesebuch.writing import packed

VERSIONS = ("1.3", "1.1")
"""Moodle restores cartridges up to 1.1 alone; of what stands in ours both say the same, under other names."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What a version calls things: `v1p3` is in all of it."""

    version: str

    @property
    def manifest(self) -> str:
        return f"http://www.imsglobal.org/xsd/imscc{mark(self.version)}/imscp_v1p1"

    @property
    def lom(self) -> str:
        return f"http://ltsc.ieee.org/xsd/imscc{mark(self.version)}/LOM/manifest"

    @property
    def link(self) -> str:
        return f"http://www.imsglobal.org/xsd/imscc{mark(self.version)}/imswl_{mark(self.version)}"

    @property
    def links(self) -> str:
        return f"imswl_xml{mark(self.version)}"

    @property
    def quizzes(self) -> str:
        return f"imsqti_xmlv1p2/imscc_xml{mark(self.version)}/assessment"


@dataclass(slots=True)
class _Cartridge:
    """What is being put together."""

    names: _Names
    modules: etree._Element
    """The item in which all modules stand."""
    resources: etree._Element
    files: dict[str, bytes] = field(default_factory=dict)

    def module(self, title: str, links: list[WebLink], quizzes: list[Quiz]) -> None:
        """A module; one without anything in it is left out."""
        if not links and not quizzes:
            return
        item = self._item(self.modules, title, identifier=name("module", title, str(len(self.modules))))
        for link in links:
            self._add(
                item, link.title, self.names.links, f"{name('link', link.title, link.address)}.xml", self._web(link)
            )
        for quiz in quizzes:
            self._add(item, quiz.title, self.names.quizzes, f"{name('quiz', quiz.name)}/assessment.xml", qti(quiz))

    def _add(self, module: etree._Element, title: str, kind: str, path: str, data: bytes) -> None:
        resource = name("resource", path)
        identifier = name("item", module.get("identifier", ""), path, str(len(module)))
        self._item(module, title, identifier=identifier, identifierref=resource)
        if path not in self.files:
            self.files[path] = data
            space = self.names.manifest
            listed = Sub(self.resources, f"{{{space}}}resource", identifier=resource, type=kind)
            Sub(listed, f"{{{space}}}file", href=path)

    def _item(self, parent: etree._Element, title: str, **attributes: str) -> etree._Element:
        item = Sub(parent, f"{{{self.names.manifest}}}item", attributes)
        Sub(item, f"{{{self.names.manifest}}}title").text = title
        return item

    def _web(self, link: WebLink) -> bytes:
        root = etree.fromstring(f'<webLink xmlns="{self.names.link}"/>')
        Sub(root, f"{{{self.names.link}}}title").text = link.title
        Sub(root, f"{{{self.names.link}}}url", href=link.address, target="_blank")
        return written_xml(root)


def cartridge(site: OnlineSite, title: str, language: str, version: str = VERSIONS[0]) -> bytes:
    """The archive (.imscc): a module with the chapters, one an assignment, one with the quizzes of no assignment.

    Expected answers stand nowhere in it; of quizzes the key by which the platform judges. `version`: one of `VERSIONS`.
    """
    reader, names = site.reader, _Names(version)
    manifest = etree.fromstring(f'<manifest xmlns="{names.manifest}" xmlns:lomimscc="{names.lom}"/>')
    manifest.set("identifier", name("manifest", title, site.base))
    space = f"{{{names.manifest}}}"
    _describe(Sub(manifest, f"{space}metadata"), names, title, language)
    organizations = Sub(manifest, f"{space}organizations")
    organization = Sub(organizations, f"{space}organization", identifier="organization", structure="rooted-hierarchy")
    root = Sub(organization, f"{space}item", identifier="root")
    made = _Cartridge(names, root, Sub(manifest, f"{space}resources"))
    chapters = [WebLink(chapter.title, site.page(ids.chapter_page(chapter.slug))) for chapter in reader.chapters]
    made.module(_("Texts"), chapters, [])
    for assignment in reader.assignments.values():
        page = ids.assignment_page(assignment.name)
        links = [WebLink(assignment.title, site.page(page))]
        links += [
            WebLink(f"{task.number}. {task.title or task.operator}".strip(), site.page(page, ids.task(task.id)))
            for task in assignment.tasks
        ]
        links += site.all(assignment.used)
        quizzes = [quiz for quiz in reader.quizzes.values() if quiz.assignment == assignment.name]
        made.module(assignment.title, links, quizzes)
    free = [quiz for quiz in reader.quizzes.values() if quiz.assignment not in reader.assignments]
    made.module(_("Quizzes"), [], free)
    return packed([("imsmanifest.xml", written_xml(manifest)), *made.files.items()], comment=OURS)


def _describe(metadata: etree._Element, names: _Names, title: str, language: str) -> None:
    Sub(metadata, f"{{{names.manifest}}}schema").text = "IMS Common Cartridge"
    Sub(metadata, f"{{{names.manifest}}}schemaversion").text = f"{names.version}.0"
    general = Sub(Sub(metadata, f"{{{names.lom}}}lom"), f"{{{names.lom}}}general")
    Sub(Sub(general, f"{{{names.lom}}}title"), f"{{{names.lom}}}string", language=language).text = title
    Sub(general, f"{{{names.lom}}}language").text = language
