"""Forms held against each other (``--beside``): one pair, the growth with the text, one form against many."""

from pathlib import Path

from bench.forms import EXAMPLE
from bench.timing import seconds, table
from steelyard import read, recognise
from steelyard.model import Form
from steelyard.reading import read_bytes
from steelyard.recognising.likeness import Beside

SIZES = (1, 4, 16, 64, 128)
MANY = (1, 10, 100, 1000)
TABLE = """
| 类别 | 绩效指标 | 年初指标值 | 实际完成值 | 权重 | 得分 | 说明 |
|---|---|---|---|---|---|---|
| 履职指标 | 演出场次 | 30场 | 31场 | 100 | 100 | |
"""


def alike(form: Form, others: list[Form]) -> int:
    """Indexes the others and holds the form against them; how many sentences are alike."""
    return sum(len(one.alike) for one in Beside(others).compare(form))


def pairs(forms: dict[str, Path]) -> None:
    """Milliseconds for two forms, warm: each with a copy of itself under another name, and with the example."""
    rows = []
    example = recognise(read(EXAMPLE))
    for name, path in forms.items():
        form = recognise(read(path))
        for what, other in (("a copy", _renamed(form)), ("the example", example)):
            taken = seconds(alike, form, [other])
            rows.append((f"{name} beside {what}", str(alike(form, [other])), f"{taken * 1000:.2f}"))
    print("Two forms held against each other, warm")
    table(("forms", "sentences alike", "ms"), rows)


def growth() -> None:
    """The cost as the text of both forms doubles: linear if the last column stays level."""
    rows = []
    for size in SIZES:
        form, other = _made(range(size), "云溪县水利局"), _made(range(size), "清河县水务局")
        taken = seconds(alike, form, [other], runs=7)
        length = len(form.document.text)
        rows.append((f"{length:,}", str(alike(form, [other])), f"{taken * 1000:.1f}", f"{taken / length * 1e6:.2f}"))
    print("Two forms, one copied from the other, as their text doubles")
    table(("characters", "sentences alike", "ms", "µs a character"), rows)


def many() -> None:
    """One form against many that are indexed: the index a form, and the comparison."""
    rows = []
    form = _made(range(1), "云溪县水利局")
    for number in MANY:
        others = [_made((at % 97,), f"第{at}县水务局") for at in range(number)]
        index = seconds(Beside, others, runs=3)
        taken = seconds(Beside(others).compare, form, runs=7)
        rows.append((f"{number:,}", f"{index / number * 1000:.2f}", f"{taken * 1000:.2f}"))
    print("One form against many")
    table(("forms beside", "index, ms a form", "compare, ms"), rows)


def _renamed(form: Form) -> Form:
    text = form.document.text.replace(form.organization, "清河县水务局")
    return recognise(read_bytes(f"{text}\n{TABLE}".encode(), "copy.md"))


def _made(turns: range | tuple[int, ...], unit: str) -> Form:
    """A form whose results are those of the example, over again with other characters in each turn."""
    document = read(EXAMPLE)
    results = next(one for one in recognise(document).sections if one.kind == "results")
    text = document.text[results.start + len(results.heading) : results.end].strip()
    told = "\n".join("".join(_turned(letter, turn) for letter in text) for turn in turns)
    head = f"2025年部门整体支出绩效自评价表\n\n自评价单位（盖章）：{unit}\n\n{results.heading}\n"
    return recognise(read_bytes(f"{head}{told}\n{TABLE}".encode(), "made.md"))


def _turned(letter: str, turn: int) -> str:
    return chr(0x4E00 + (ord(letter) - 0x4E00 + 97 * turn) % 20000) if "一" <= letter <= "鿿" else letter
