"""Where a form must write the name of its own unit, and what it writes there."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from steelyard.checks._text import narrative, part, passages, sentences
from steelyard.model import Form, Place
from steelyard.recognising.bodies import ENDING, SHORTEST, Body, body, body_of, same_body

Kind = Literal["seal", "title", "budget", "self", "duty", "subject"]

_NAME = rf"(?P<name>[一-鿿（）()]{{2,24}}?{ENDING})"
_WE = "(?:我|本)(?:局|委|厅|办|院|校|会|社|队|站|所|馆|镇|乡|街道|中心|单位|部门)"
_NUMBER = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、.．]|是))*\s*"
_SLOTS: dict[Kind, re.Pattern[str]] = {
    "seal": re.compile(
        r"\s*(?:(?:自评价?|填报|填表|编报|被评价)单位|部门[（(]单位[）)]名称)"
        rf"\s*(?:[（(][盖公签]?章[）)])?\s*[：:]\s*{_NAME}(?=\s|[（(]|$)"
    ),
    "title": re.compile(
        rf"{_NAME}(?:关于)?\s*(?:20\d\d\s*年?度?)?[一-鿿]{{0,10}}?绩效(?:自评价?|评价)[一-鿿]{{0,6}}(?:表|报告|情况)$"
    ),
    "budget": re.compile(
        rf"20\d\d年度?{_NAME}(?:机关|本级)?(?:年初预算|调整后预算|全年(?:决算|预算|收入|支出)|决算[数收支总]|"
        r"预算[数收支总]|[收支][入出](?:预算|决算)|部门(?:预算|决算)|总?收支|(?:部门)?整体支出)"
    ),
    "self": re.compile(rf"(?:^|(?<=[。，；：:、\s）)])){_NAME}[（(](?:以下|下)?简称[:：]?[“\"]?{_WE}"),
    "duty": re.compile(
        rf"(?:[^。]*<br>)?{_NUMBER}(?:[^：:，。]{{2,14}}[：:])?\s*{_NAME}是[一-鿿]{{0,8}}(?:政府|[省市县区党]委)[一-鿿]{{0,6}}"
        r"(?:工作部门|组成部门|工作机关|职能部门|直属机构|派出机构)"
    ),
    "subject": re.compile(rf"{_NUMBER}(?:20\d\d年度?，?)?{_NAME}"),
}
_SIGN: dict[Kind, str] = {"budget": "20", "self": "简称", "duty": "是"}  # without it there is no need to look
_NO_NAME = re.compile(
    r"[我本各的了将把被由向为等]|全[县市省区局州镇年]|下达|批复|审核|组织|安排|(?:联合|会同|根据|按照)"
)
# What tells that another unit is rightly spoken of: work done together, orders, visits, praise.
_RELATED = re.compile(
    rf"{_WE}|联合|会同|合作|协同|共同|印发|下发|转发|通报|批复|表彰|授予|评为|认定|考核|要求|部署|来访|前来|赴|调研|考察|"
    r"交流|学习|借鉴|对口|支援|指导|督查|督导|验收|移交|划转|委托|相邻|邻县|等"
)
_BELOW = re.compile(r"(?:中心|[所站院校学馆队社])$")  # how units below a department are called
_OURS = re.compile(
    r"(?<![自“《‘])我(?P<kind>局(?![部面限势域])|委(?![托员派任])|厅|中心(?![城镇区村组思任小卫])|镇|乡(?![村镇土])|街道|"
    r"县(?!域))"
)

AROUND = 100  # characters on both sides of a name that may tell why it stands there
Names = dict[str, list[Place]]  # each name with its places


class Named(NamedTuple):
    """A name that stands where the form's own must: ``place`` is the printed name, ``said`` what stands around it."""

    place: Place
    body: Body
    kind: Kind
    said: str


def own_body(form: Form, found: Sequence[Named]) -> Body | None:
    """The unit of the form: the field or title that names it, else the first name that stands where it must."""
    own = body_of(form)
    return own if len(own.name) >= SHORTEST else next((one.body for one in found), None)


def slots(form: Form) -> Iterator[Named]:
    """Every name that stands where that of the form's own unit must, in reading order."""
    told = False
    for passage in narrative(form):
        whole = (("seal", passage), ("title", passage)) if len(passage.text) <= 60 else ()
        kinds = [kind for kind, sign in _SIGN.items() if sign in passage.text]
        inner = [(kind, one) for one in sentences(passage) for kind in kinds] if kinds else []
        for kind, place in (*whole, *inner):
            if (kind == "duty" and told) or _SIGN.get(kind, "") not in place.text:
                continue  # units below the own one are told of after it
            for name in _names(kind, place):
                told = told or kind == "duty"
                at = name.start - place.start
                yield Named(name, body(name.text), kind, place.text[max(0, at - AROUND) : at + AROUND])


def _names(kind: Kind, place: Place) -> Iterator[Place]:
    pattern = _SLOTS[kind]
    found = pattern.finditer(place.text) if kind in ("budget", "self") else filter(None, [pattern.match(place.text)])
    for one in found:
        if not _NO_NAME.search(one["name"]):
            yield part(place, *one.span("name"))


def _strangers(form: Form, own: Body) -> Iterator[Named]:
    """The same body of another county as the subject of a sentence that says of no dealing with it."""
    if own.level not in ("县", "区", "旗"):
        return  # a city tells of its counties, and of the city above it
    for passage in narrative(form):
        for sentence in sentences(passage) if own.kind in passage.text else ():
            for name in _names("subject", sentence):
                other = body(name.text)
                alike = other.kind == own.kind and other.level in ("县", "区", "旗") and other.stem != own.stem
                if alike and own.stem not in sentence.text and not _RELATED.search(sentence.text):
                    yield Named(name, other, "subject", sentence.text)


def _misplaced_words(form: Form, own: Body) -> Names:
    """“我局” where the unit is no 局, “我县” where its place is a city or a district."""
    found: Names = {}
    if form.kind != "department" or not re.search(rf"{ENDING}$", own.name):
        return found
    for passage in narrative(form):
        for one in _OURS.finditer(passage.text):
            kind = one["kind"]
            if kind not in own.name and (kind != "县" or own.level in ("市", "区")):
                found.setdefault(one[0], []).append(part(passage, *one.span()))
    return found


def _allowed(form: Form, own: Body) -> list[Body]:
    """The names that may stand for the unit: of a project also those of the units that a cell of the form names."""
    if form.kind == "department":
        return [own]
    cells = (passage.text.strip() for passage in passages(form) if len(passage.text) <= 30)
    return [own, *(body(text) for text in cells if re.fullmatch(_NAME, text))]


def _rightly(one: Named, own: Body) -> bool:
    """Whether a sentence may speak of another unit there: one below the own, or one it names the own beside."""
    if one.kind in ("seal", "title", "subject"):
        return False
    below = one.body.stem == own.stem and _BELOW.search(one.body.name) and not _BELOW.search(own.name)
    ours = one.kind != "self" and re.search(_WE, one.said)
    return bool(below or ours) or own.name in one.said


def misnamed(form: Form, own: Body, found: Sequence[Named]) -> tuple[Names, Names]:
    """What stands for the name of the unit and is another's, and what only leaves the level of its place out."""
    allowed = _allowed(form, own)
    other: Names = {}
    short: Names = {}
    for one in (*found, *_strangers(form, own)):
        if not any(same_body(one.body, each) for each in allowed):
            if _rightly(one, own):
                continue
            other.setdefault(one.body.name, []).append(one.place)
        elif own.level and one.body.name == own.stem + own.kind:  # 云溪教育局 for 云溪县教育局
            short.setdefault(one.body.name, []).append(one.place)
    return other | _misplaced_words(form, own), short
