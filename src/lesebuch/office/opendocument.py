"""The reference document for odt: styles, page, running foot, as OpenDocument 1.3 has it; the same input gives the same bytes."""

from html import escape

from lesebuch.colours import PRINT
from lesebuch.office.styles import CHARACTERS, PARAGRAPHS, SANS, SERIF, OfficeStyle, sized
from lesebuch.office.words import Running
from lesebuch.writing import packed

_TYPE = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}"'
    for name, uri in (
        ("office", "office:1.0"),
        ("style", "style:1.0"),
        ("text", "text:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
        ("svg", "svg-compatible:1.0"),
        ("manifest", "manifest:1.0"),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MONO = "Liberation Mono"


def reference(running: Running) -> bytes:
    """The file."""
    manifest = (
        f'<manifest:manifest {_SPACES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    content = f'<office:document-content {_SPACES} office:version="1.3"><office:body><office:text/></office:body></office:document-content>'
    parts = {
        "mimetype": _TYPE,
        "content.xml": _HEAD + content,
        # Pandoc writes one, but lists in its manifest what was here; LibreOffice opens no file with parts that are not listed.
        "meta.xml": f'{_HEAD}<office:document-meta {_SPACES} office:version="1.3"><office:meta/></office:document-meta>',
        "styles.xml": _HEAD + _styles(running),
        "META-INF/manifest.xml": _HEAD + manifest,
    }
    return packed(((name, text.encode()) for name, text in parts.items()), stored=("mimetype",))


def _styles(running: Running) -> str:
    language, _, country = running.language.partition("-")
    tag = f'fo:language="{language}" fo:country="{country or "none"}"'
    faces = "".join(f'<style:font-face style:name="{name}" svg:font-family="{name}"/>' for name in (SERIF, SANS, _MONO))
    default = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="12mm"/>'
        f'<style:text-properties style:font-name="{SANS if running.large else SERIF}" {_listed(_for_all_scripts("font-size", "11pt"))} {tag}/></style:default-style>'
    )
    made = "".join(_paragraph(style, running) for style in sized(PARAGRAPHS, large=running.large))
    made += "".join(_character(style) for style in sized(CHARACTERS, large=running.large))
    left, right = running.margins
    # Of each fifth line of the text, through the whole sheet.
    lines = (
        '<text:linenumbering-configuration text:number-lines="true" text:increment="5" text:number-position="left" '
        'text:offset="10mm" text:count-empty-lines="false" text:restart-on-page="false" style:num-format="1"/>'
    )
    notes = (
        '<text:notes-configuration text:note-class="footnote" text:citation-style-name="Footnote_20_Symbol" '
        'text:citation-body-style-name="Footnote_20_Symbol" style:num-format="1" style:num-suffix=" " text:start-value="0" '
        'text:footnotes-position="page" text:start-numbering-at="document"/>'
    )
    page = (
        '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" '
        f'fo:margin-top="25mm" fo:margin-bottom="14mm" fo:margin-left="{left}mm" fo:margin-right="{right}mm"/>'
        '<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="5mm"/></style:footer-style></style:page-layout>'
    )
    master = f'<style:master-page style:name="Standard" style:page-layout-name="Page"><style:footer>{_footer(running)}</style:footer></style:master-page>'
    return (
        f'<office:document-styles {_SPACES} office:version="1.3"><office:font-face-decls>{faces}</office:font-face-decls>'
        f"<office:styles>{default}{made}{notes}{lines}</office:styles><office:automatic-styles>{page}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>"
    )


def _footer(running: Running) -> str:
    fields = {
        "n": '<text:page-number text:select-page="current">1</text:page-number>',
        "all": "<text:page-count>1</text:page-count>",
    }
    counted = "".join(fields[name] if name else _spaced(text) for text, name in running.folio)
    return f'<text:p text:style-name="Running">{_spaced(running.title)}<text:tab/>{counted}</text:p>'


def _spaced(text: str) -> str:
    """Words whose outer spaces stay."""
    lead = "<text:s/>" if text.startswith(" ") else ""
    end = "<text:s/>" if text.endswith(" ") and text.strip() else ""
    return f"{lead}{escape(text.strip())}{end}"


def _paragraph(style: OfficeStyle, running: Running) -> str:
    parent = f' style:parent-style-name="{_name(style.base)}"' if style.base else ""
    level = f' style:default-outline-level="{style.level}"' if style.level else ""
    given = {
        "fo:margin-top": f"{style.before}pt",
        "fo:margin-bottom": f"{style.after}pt",
        "fo:line-height": f"{round(style.leading * 100)}%",
        "text:number-lines": str(style.counted).lower(),
        "text:line-number": "0",
    }
    if style.left is not None:
        given |= {"fo:margin-left": f"{style.left}pt", "fo:text-indent": f"{style.first}pt"}
    if style.wide and running.beyond:
        given["fo:margin-right"] = f"-{running.beyond}mm"
    if style.centred:
        given["fo:text-align"] = "center"
    if style.kept:
        given["fo:keep-with-next"] = "always"
    if style.framed:
        given |= {f"fo:border-{side}": "0.5pt solid #808080" for side in style.framed} | {"fo:padding": "4pt"}
    tabs = ""
    if style.name == "Running":
        tabs = f'<style:tab-stops><style:tab-stop style:position="{running.measure}mm" style:type="right"/></style:tab-stops>'
    elif style.ruled:
        tabs = (
            f'<style:tab-stops><style:tab-stop style:position="{running.measure}mm" style:type="right" '
            'style:leader-style="solid" style:leader-text="_"/></style:tab-stops>'
        )
    elif style.first < 0:
        number = f'<style:tab-stop style:position="{running.measure}mm" style:type="right"/>' if style.numbered else ""
        tabs = f'<style:tab-stops><style:tab-stop style:position="0mm"/>{number}</style:tab-stops>'
    return (
        f'<style:style style:name="{style.open_name}" style:display-name="{style.open_name.replace("_20_", " ")}" style:family="paragraph"'
        f"{parent}{level}><style:paragraph-properties {_listed(given)}>{tabs}</style:paragraph-properties>{_letters(style)}</style:style>"
    )


def _name(base: str) -> str:
    return next(style.open_name for style in PARAGRAPHS if style.name == base)


def _character(style: OfficeStyle) -> str:
    shown = style.open_name.replace("_20_", " ")
    return f'<style:style style:name="{style.open_name}" style:display-name="{shown}" style:family="text">{_letters(style)}</style:style>'


def _letters(style: OfficeStyle) -> str:
    given = {
        "style:font-name": _MONO if style.mono else SANS if style.sans else "",
        **_for_all_scripts("font-size", f"{style.size}pt" if style.size else ""),
        **_for_all_scripts("font-weight", "bold" if style.bold else ""),
        **_for_all_scripts("font-style", "italic" if style.italic else ""),
        "fo:color": style.colour,
        "fo:background-color": style.shade,
        "style:text-position": "super 58%" if style.raised else "",
    }
    if style.dotted:
        given |= {
            "style:text-underline-style": "dotted",
            "style:text-underline-width": "auto",
            "style:text-underline-color": PRINT["accent"],
        }
    return f"<style:text-properties {_listed(given)}/>"


def _for_all_scripts(name: str, value: str) -> dict[str, str]:
    """A property of letters: those of Chinese and its like, and of Arabic and its like, have it under other names."""
    return {f"fo:{name}": value, f"style:{name}-asian": value, f"style:{name}-complex": value}


def _listed(given: dict[str, str]) -> str:
    return " ".join(f'{name}="{value}"' for name, value in given.items() if value)
