"""The words of published results."""

from steelyard.model import Message

WORDS = {
    "nothing_published": Message("没有符合条件的公开结果。", "No published result is like that."),
    "as_json": Message("下载 JSON", "JSON"),
    "as_csv": Message("下载 CSV", "CSV"),
    "indicators": Message("绩效指标", "Indicators"),
    "indicator": Message("指标", "Indicator"),
    "target": Message("指标值", "Target"),
    "actual": Message("完成值", "Result"),
    "weight": Message("权重", "Weight"),
    "row_score": Message("得分", "Score"),
    "total": Message("合计", "Total"),
    "page_of": Message("页", "Page"),
    "before": Message("上一页", "Before"),
    "next": Message("下一页", "Next"),
}
