"""The words of draws for review."""

from steelyard.model import Message

WORDS = {
    "draws": Message("抽查复核", "Draws"),
    "draw": Message("抽查", "Draw"),
    "new_draw": Message("新的抽查", "A new draw"),
    "draw_hint": Message(
        "先固定名录并公布其指纹，再用事后公开产生的随机数（如当期彩票开奖号码）抽取；"
        "任何人都可以用 steelyard draw --verify 重抽核对。",
        "The pool is fixed and its fingerprint published first; a number drawn in public afterwards (a lottery's "
        "result) decides. Anybody can make the draw again with steelyard draw --verify.",
    ),
    "draw_size": Message("抽取数量或比例", "How many, or which share"),
    "draw_team": Message("每份表的专家数", "Experts for each form"),
    "by_findings": Message(
        "问题多的更容易被抽中（每处错误、疑点加一签）", "More findings, more tickets (one for each error and doubt)"
    ),
    "announce": Message("固定名录", "Fix the pool"),
    "no_draws": Message("还没有抽查。", "There is no draw yet."),
    "candidates": Message("可抽对象", "In the pool"),
    "fingerprint": Message("名录指纹", "Fingerprint of the pool"),
    "seed": Message("随机数", "Seed"),
    "seed_field": Message("公开产生的随机数", "The number drawn in public"),
    "not_drawn": Message("尚未抽取", "not drawn yet"),
    "draw_now": Message("抽取", "Draw"),
    "draw_result": Message("抽取结果", "What was drawn"),
    "draw_nth": Message("签序", "Lot"),
    "draw_experts": Message("评审专家", "Experts"),
    "draw_pool": Message("下载名录（CSV）", "The pool (CSV)"),
    "draw_staff": Message("下载专家名录（CSV）", "The experts (CSV)"),
    "draw_record": Message("下载抽取记录（JSON）", "The record (JSON)"),
    "draw_verify": Message("重抽核对", "To make it again"),
}
ADMIN_ACTS = {
    "announce-draw": Message("公布抽查名录", "announce a draw"),
    "draw": Message("抽取", "draw"),
}
