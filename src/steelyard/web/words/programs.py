"""The words of the API's page and of tokens."""

from steelyard.model import Message

WORDS = {
    "api": Message("程序接口", "API"),
    "api_document": Message("接口文档（OpenAPI）", "The document (OpenAPI)"),
    "api_how": Message(
        "每个请求在请求头里写上令牌；令牌在您的账号页面新建。公开的结果不需要令牌。",
        "Send a token with each request; you make one on your own page. What is public needs none.",
    ),
    "operations": Message("地址", "Addresses"),
    "shapes": Message("数据结构", "Shapes"),
    "field": Message("字段", "Field"),
    "in_where": Message("位置", "In"),
    "kind": Message("类型", "Kind"),
    "must": Message("必填", "required"),
    "meaning": Message("说明", "Meaning"),
    "answers": Message("应答", "Answers"),
    "by_token": Message("需要令牌", "by token"),
    "tokens": Message("令牌", "Tokens"),
    "tokens_hint": Message(
        "令牌让程序以您的身份办事，请像密码一样保管。不用了就撤销。",
        "A token lets a program act as you: keep it like a password, and revoke it when it is no longer needed.",
    ),
    "make_token": Message("新建令牌", "Make a token"),
    "token_name": Message("名称（用在哪里）", "Name (what it is for)"),
    "token_days": Message("有效天数", "Days that it holds"),
    "token_role": Message("限于角色", "For the role"),
    "token_all": Message("我的全部角色", "all of my roles"),
    "token_writes": Message("允许上传和办理（不选只能查询）", "May upload and act (otherwise it only reads)"),
    "token_given": Message("令牌如下，只显示这一次，请立即保存。", "The token is shown this once; keep it now."),
    "token_reads": Message("只查询", "reads"),
    "token_acts": Message("可办理", "reads and acts"),
    "token_made": Message("新建于", "Made"),
    "token_expires": Message("到期", "Expires"),
    "token_over": Message("已到期", "expired"),
    "token_used": Message("最近使用", "Last used"),
    "never": Message("从未", "never"),
    "revoke": Message("撤销", "Revoke"),
    "no_tokens": Message("还没有令牌。", "There is no token yet."),
}
ADMIN_ACTS = {
    "make-token": Message("新建令牌", "make a token"),
    "revoke-token": Message("撤销令牌", "revoke a token"),
}
