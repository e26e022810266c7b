"""The words of what units have to put right."""

from steelyard.model import Message

WORDS = {
    "items": Message("整改事项", "Corrections"),
    "item": Message("整改事项", "Correction"),
    "item_what": Message("整改内容", "What is to be put right"),
    "item_due": Message("报送期限", "Answer due"),
    "item_state": Message("办理情况", "State"),
    "item_count": Message("项", "in all"),
    "no_items": Message("没有符合条件的整改事项。", "There is no correction like that."),
    "item_case": Message("所属自评表", "The form"),
    "item_words": Message("内容（必填）", "Words (must be given)"),
    "item_hint": Message(
        "提出后由单位报送整改情况，财政审核员核实后销号。",
        "The unit answers; the reviewer looks into it and closes the correction.",
    ),
}
