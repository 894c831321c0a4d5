"""The reference document for docx: styles, page, running foot. Written part by part, as ECMA-376 has it; the same input gives the same bytes."""

from html import escape
from xml.sax.saxutils import quoteattr

from lesebuch.colours import PRINT
from lesebuch.office.styles import CHARACTERS, MARGIN, PARAGRAPHS, SANS, SERIF, OfficeStyle, sized
from lesebuch.office.words import Running
from lesebuch.writing import packed

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MM = 1440 / 25.4


def reference(running: Running) -> bytes:
    """The file. What is not in it pandoc takes from its own."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("footer", "footer1.xml")),
        "word/document.xml": _document(running),
        "word/styles.xml": _styles(running),
        "word/footer1.xml": _footer(running),
    }
    return packed((name, (_HEAD + text).encode()) for name, text in parts.items())


def _content_types() -> str:
    kinds = (("document", "document.main"), ("styles", "styles"), ("footer1", "footer"))
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*several: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(several, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _document(running: Running) -> str:
    """An empty page: A4 with a wide margin to write in, and a number at each fifth line of the text."""
    left, right = running.margins
    page = (
        '<w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{round(25 * _MM)}" w:right="{round(right * _MM)}" w:bottom="{round(24 * _MM)}" '
        f'w:left="{round(left * _MM)}" w:header="709" w:footer="709" w:gutter="0"/>'
        '<w:lnNumType w:countBy="5" w:distance="680" w:restart="continuous"/>'
    )
    return f"<w:document {_W} {_R}><w:body><w:p/><w:sectPr>{page}</w:sectPr></w:body></w:document>"


def _footer(running: Running) -> str:
    """The sheet's title, and which page of how many."""

    def field(code: str) -> str:
        return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def run(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""

    counted = "".join(
        field({"n": "PAGE", "all": "NUMPAGES"}[name]) if name else run(text) for text, name in running.folio
    )
    end = round(running.measure * _MM)
    return (
        f'<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Running"/><w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs></w:pPr>'
        f"{run(running.title)}<w:r><w:tab/></w:r>{counted}</w:p></w:ftr>"
    )


# --- Styles ------------------------------------------------------------------------------------------------------------


def _styles(running: Running) -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_font(SANS if running.large else SERIF)}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        # Word asks for the language of each kind of script by itself.
        f"<w:lang{''.join(f' w:{kind}={quoteattr(running.language)}' for kind in ('val', 'eastAsia', 'bidi'))}/>"
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    fixed = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f'<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_lines()}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    made = "".join(_paragraph(style, running) for style in sized(PARAGRAPHS, large=running.large))
    made += "".join(_character(style) for style in sized(CHARACTERS, large=running.large))
    return f"<w:styles {_W}>{defaults}{fixed}{made}</w:styles>"


def _lines() -> str:
    sides = ("top", "bottom", "insideH")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in sides)


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def _paragraph(style: OfficeStyle, running: Running) -> str:
    """Properties in the order that the schema asks for."""
    base = f'<w:basedOn w:val="{_id(style.base)}"/>' if style.base else ""
    # Who goes on writing below a heading writes text.
    following = f'<w:next w:val="{_id("Body Text")}"/>' if style.level else ""
    default = ' w:default="1"' if style.name == "Normal" else ""
    kept = "<w:keepNext/><w:keepLines/>" if style.kept else ""
    uncounted = "" if style.counted else "<w:suppressLineNumbers/>"
    if style.counted and style.base:
        # It may come from a style without numbers.
        uncounted = '<w:suppressLineNumbers w:val="0"/>'
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="808080"/>' for side in style.framed)
    frame = f"<w:pBdr>{sides}</w:pBdr>" if sides else ""
    tab = ""
    if style.first < -MARGIN:
        number = f'<w:tab w:val="right" w:pos="{round(running.measure * _MM)}"/>' if style.numbered else ""
        tab = f'<w:tabs><w:tab w:val="left" w:pos="{_twips(style.left or 0)}"/>{number}</w:tabs>'
    elif style.ruled:
        tab = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{round(running.measure * _MM)}"/></w:tabs>'
    space = f'<w:spacing w:before="{_twips(style.before)}" w:after="{_twips(style.after)}" w:line="{round(240 * style.leading)}" w:lineRule="auto"/>'
    sides_in = [] if style.left is None else [f'w:left="{_twips(style.left)}"', _first(style.first)]
    if style.wide and running.beyond:
        sides_in.append(f'w:right="{-round(running.beyond * _MM)}"')
    indent = f"<w:ind {' '.join(sides_in)}/>" if sides_in else ""
    centred = '<w:jc w:val="center"/>' if style.centred else ""
    level = f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.id}"><w:name w:val="{style.name}"/>{base}{following}<w:qFormat/>'
        f"<w:pPr>{kept}{uncounted}{frame}{tab}{space}{indent}{centred}{level}</w:pPr><w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _first(length: float) -> str:
    return f'w:hanging="{_twips(-length)}"' if length < 0 else f'w:firstLine="{_twips(length)}"'


def _twips(points: float) -> int:
    return round(points * 20)


def _id(name: str) -> str:
    return next(style.id for style in PARAGRAPHS if style.name == name)


def _character(style: OfficeStyle) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style.id}"><w:name w:val="{style.name}"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f"<w:qFormat/><w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _letters(style: OfficeStyle) -> str:
    size = round(style.size * 2)
    font = "Consolas" if style.mono else SANS if style.sans else ""
    parts = (
        _font(font) if font else "",
        # Each twice: letters of Arabic, Hebrew and their like have properties of their own.
        "<w:b/><w:bCs/>" if style.bold else "",
        "<w:i/><w:iCs/>" if style.italic else "",
        f'<w:color w:val="{style.colour.lstrip("#")}"/>' if style.colour else "",
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
        f'<w:u w:val="dotted" w:color="{PRINT["accent"].lstrip("#")}"/>' if style.dotted else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{style.shade.lstrip("#")}"/>' if style.shade else "",
        '<w:vertAlign w:val="superscript"/>' if style.raised else "",
    )
    return "".join(parts)
