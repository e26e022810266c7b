"""The styles of a Word file: named as Word names its own, so that a user finds and changes them there."""

from steelyard.papers.docx.parts import HEAD, W, tag_of
from steelyard.papers.look import CELL_SIZES, LINK, LOOKS, Face, Look
from steelyard.papers.paper import Paper, Style

# The face and the one that takes its place where it is not installed.
FACES: dict[Face, tuple[str, str]] = {
    "title": ("方正小标宋简体", "宋体"),
    "hei": ("黑体", "Noto Sans CJK SC"),
    "kai": ("楷体_GB2312", "楷体"),
    "song": ("宋体", "Noto Serif CJK SC"),
    "fang": ("仿宋_GB2312", "仿宋"),
}
_NAMES: dict[Style, tuple[str, str]] = {
    "title": ("Title", "Title"),
    "subtitle": ("Subtitle", "Subtitle"),
    "heading": ("Heading1", "heading 1"),
    "subheading": ("Heading2", "heading 2"),
    "verdict": ("Verdict", "Verdict"),
    "body": ("BodyText", "Body Text"),
    "item": ("ListItem", "List Item"),
    "note": ("Note", "Note"),
    "caption": ("Caption", "caption"),
}
_ALIGNS = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_LATIN = "Times New Roman"
STYLE_IDS: dict[Style, str] = {style: name for style, (name, _) in _NAMES.items()}


NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def cell_style(size: float, strong: bool) -> str:
    """The style of a paragraph in a cell: of its size, in 黑体 if it is ``strong``."""
    return f"{'Head' if strong else 'Cell'}{size:g}".replace(".", "-")


def styles(paper: Paper) -> str:
    """The part that holds all styles."""
    return (
        f'{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts("fang")}<w:kern w:val="2"/>{_size(16)}'
        f'<w:lang w:val="{tag_of(paper)}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="40" '
        'w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + "".join(
            _style(*_NAMES[style], _paragraph(look, paper), look.face, look.size) for style, look in LOOKS.items()
        )
        + "".join(_cell(size, strong) for size in CELL_SIZES for strong in (False, True))
        + _style("Gap", "Gap", '<w:spacing w:line="120" w:lineRule="exact"/>', "song", 5)
        + _style("footer", "footer", '<w:jc w:val="center"/>', "song", 14)
        + '<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr>'
        f'<w:color w:val="{LINK}"/><w:u w:val="single"/></w:rPr></w:style></w:styles>'
    )


def _paragraph(look: Look, paper: Paper) -> str:
    keep = "<w:keepNext/><w:keepLines/>" if look.level else ""
    line = f'w:line="{round(look.size * 35)}" w:lineRule="atLeast"'
    spacing = f'<w:spacing w:before="{look.before * 20:.0f}" w:after="{look.after * 20:.0f}" {line}/>'
    indent = first_line(look.size) if look.indent and paper.lang == "zh" else ""
    outline = f'<w:outlineLvl w:val="{look.level - 2}"/>' if look.level > 1 else ""
    return f'{keep}{spacing}{indent}<w:jc w:val="{_ALIGNS[look.align]}"/>{outline}'


def first_line(size: float) -> str:
    """Two characters of ``size`` points."""
    return f'<w:ind w:firstLineChars="200" w:firstLine="{size * 40:.0f}"/>'


def _cell(size: float, strong: bool) -> str:
    name = cell_style(size, strong)
    spacing = f'<w:spacing w:before="20" w:after="20" w:line="{size * 25:.0f}" w:lineRule="atLeast"/>'
    return _style(name, name, f'{spacing}<w:jc w:val="center"/>', "hei" if strong else "song", size)


def _style(identity: str, name: str, paragraph: str, face: Face, size: float) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{fonts(face)}{_size(size)}</w:rPr></w:style>"
    )


def fonts(face: Face) -> str:
    """The fonts of a run."""
    name = FACES[face][0]
    return f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{name}" w:cs="{_LATIN}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def font_table() -> str:
    """What to use where a face is not installed."""
    return (
        f"{HEAD}<w:fonts {W}>"
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
            '<w:family w:val="auto"/></w:font>'
            for name, other in FACES.values()
        )
        + "</w:fonts>"
    )


def justification(align: str) -> str:
    """The property that aligns a paragraph."""
    return f'<w:jc w:val="{_ALIGNS[align]}"/>'
