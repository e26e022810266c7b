"""文表不符 · The text says one thing, the table another

查什么：正文里的数与指标表、预算表里说同一件事的数逐一对照；说的是不是同一件事，看单位是否可比、名称的关键词是否
都出现、期间和范围是否一致。
为什么：同一个数由几个人在几处各抄一遍，改了一处忘了另一处；哪个数是真的，只有填报单位知道。
依据：《预算法实施条例》第八十三条关于数据真实、准确的要求；复核规则要求文字与表内数据一致。
例：表中“办理案件数”实际完成1210件，正文写“查办案件1276件”，相差66件，应当指出；正文写“抽检6080批次”、表中为
50552批次，相差8倍多，可能一处只计法定抽检，先请说明口径；正文写“其中燃气具13批次”，是163批次的一部分，不指出。
怎么办：查台账确定哪个数属实，把两处改成一致；如口径不同，在说明栏写明各自的范围和期间。

What: Every number of the narrative is held against the figures of the tables that tell of the same thing: units that
can be compared, a name whose core words are all there, the same period and scope.
Why: One number is copied into several places by several people, and one copy is forgotten when another is corrected;
which of the two is true, only the department can tell.
Clause: Implementation Regulations of the Budget Law, art. 83 on true and exact figures; reviewers require the text to
agree with the table.
Example: 1210 cases in the table and 1276 in the text is reported; 50552 samples in the table and 6080 in the text,
eight times apart, is asked about, since one may count legal samples only; 13 of 163 samples is a part, not reported.
Next: Settle by the ledger which number is true and make both places agree; where their scopes differ, say so in the
remarks.
"""

from collections.abc import Iterator

from steelyard.checks._registry import At, check
from steelyard.checks._tied import tied, verdicts
from steelyard.model import Message, Scored, Verdict

UNTIED = Message("正文里的数都没有在表中找到说同一件事的数。", "No number of the narrative has its like in the tables.")


@check("consistency", "error")
def narrative_contradicts_table(scored: Scored) -> Iterator[Verdict | At]:
    """Every tie between the narrative and a table."""
    form = scored.form
    yield from verdicts(form, list(tied(form, "table")), UNTIED)
