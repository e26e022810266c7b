"""HTML: plain, and as Word saves it."""

import random
import re
from html import escape
from pathlib import Path

from tests.generator.paper import Cell, Grid, Para, Sheet

WRAP = re.compile(r"((?:[\u4e00-\u9fff]){30})(?=[\u4e00-\u9fff])")  # Word breaks the lines of its source


def write_html(sheet: Sheet, path: Path, source: random.Random) -> None:
    parts = ["<!DOCTYPE html><html lang='zh-CN'><head><meta charset='utf-8'><title>自评表</title></head><body>"]
    for block in sheet.blocks:
        if isinstance(block, Para):
            parts.append(f"<{'h1' if block.heading else 'p'}>{escape(block.text)}</{'h1' if block.heading else 'p'}>")
            continue
        parts.append(table(block))
    parts.append("</body></html>")
    text = "\n".join(parts)
    if source.random() < 0.3:  # end tags that may be left out
        text = text.replace("</td>", "").replace("</tr>", "").replace("<td", "<TD").replace("</p>", "")
    path.write_text(text, encoding="utf-8")


def table(grid: Grid) -> str:
    rows = "\n".join(f"<tr>{''.join(map(_plain, row))}</tr>" for row in grid.rows)
    return f"<table border='1'>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _spans(cell: Cell) -> str:
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return down + (f' colspan="{cell.across}"' if cell.across > 1 else "")


def _plain(cell: Cell) -> str:
    return f"<td{_spans(cell)}>{escape(cell.text).replace(chr(10), '<br>')}</td>"


def write_word_html(sheet: Sheet, path: Path, source: random.Random) -> None:
    """With Word's conditional comments, office tags, style noise and the old encoding."""
    parts = [
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">',
        '<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Word">',
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->",
        "<style><!-- p.MsoNormal {margin:0cm; font-family:宋体;} --></style></head>",
        "<body lang=ZH-CN><div class=WordSection1>",
    ]
    for block in sheet.blocks:
        if isinstance(block, Para):
            parts.append(_word_paragraph(block.text))
            continue
        rows = "\n".join(f" <tr style='mso-yfti-irow:1'>{''.join(map(_word_cell, row))}</tr>" for row in block.rows)
        parts.append(f"<table class=MsoNormalTable border=1 cellspacing=0>\n{rows}\n</table>")
    parts.append("</div></body></html>")
    path.write_bytes("\n".join(parts).encode("gb18030"))


def write_portal_html(sheet: Sheet, path: Path, source: random.Random) -> None:
    """As a government site publishes it: inside a table for the layout, amid navigation, scripts and styles."""
    parts = [
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>信息公开</title><style>td{padding:2px}</style>",
        "<script>var a = '<table><tr><td>0</td></tr></table>';</script></head><body>",
        "<div class='nav'><a href='#'>首页</a> &gt; <a href='#'>信息公开</a> &gt; 绩效评价</div>",
        "<table width='100%'><tr><td>" if source.random() < 0.5 else "<div class='content'>",
    ]
    closing = "</td></tr></table>" if "<table" in parts[-1] else "</div>"
    for block in sheet.blocks:
        if isinstance(block, Para):
            parts.append(f"<p style='text-align:center'>{escape(block.text) or '&nbsp;'}</p>")
            continue
        rows = "\n".join(f"<tr>{''.join(map(_portal_cell, row))}</tr>" for row in block.rows)
        parts.append(f"<div class='table'><table cellspacing='0'>\n{rows}\n</table></div>")
    parts += [closing, "<!-- 统计代码 --><div class='footer'>版权所有 · 网站标识码 3706120016</div></body></html>"]
    path.write_text("\n".join(parts), encoding="utf-8")


def _portal_cell(cell: Cell) -> str:
    text = escape(cell.text).replace("\n", "<br/>").replace("  ", "&nbsp; ") or "&nbsp;"
    return f"<td{_spans(cell)}><div><span>{text}</span></div></td>"


def _word_paragraph(text: str) -> str:
    content = WRAP.sub(r"\1\n", escape(text)) or "&nbsp;"
    return f"<p class=MsoNormal align=center><span style='font-family:宋体'>{content}<o:p></o:p></span></p>"


def _word_cell(cell: Cell) -> str:
    lines = "".join(_word_paragraph(line) for line in cell.text.split("\n"))
    return f"<td width=80 valign=top{_spans(cell)} style='border:solid windowtext 1.0pt'>{lines}</td>"
