"""The words of places and people."""

from steelyard.model import Message

WORDS = {
    "tree": Message("机构树", "Tree of places"),
    "files": Message("填报单位", "files a form"),
    "add_place": Message("增加机构", "Add a place"),
    "parent": Message("上级机构", "Below"),
    "name": Message("名称", "Name"),
    "add": Message("增加", "Add"),
    "rename": Message("更名", "Rename"),
    "rename_hint": Message(
        "下级机构随之改变；已有的自评表和办理记录不受影响，日志里的旧名称不改写。",
        "What is below goes with it; forms and their history stay, and the log keeps the old name.",
    ),
    "named_before": Message("曾用名", "Named before"),
    "stop_filing": Message("不再填报", "Stop filing"),
    "let_file": Message("恢复填报", "File again"),
    "filing_hint": Message(
        "只影响以后开始的年度，已有的自评表不变。", "This concerns years opened from now on; forms that are there stay."
    ),
    "yes": Message("是", "yes"),
    "no": Message("否", "no"),
    "add_person": Message("增加人员", "Add a person"),
    "real_name": Message("姓名", "Name of the person"),
    "place": Message("机构", "Place"),
    "postings": Message("角色与机构", "Roles and places"),
    "add_posting": Message("增加角色", "Add a role"),
    "remove": Message("取消", "Remove"),
    "renew": Message("重置密码", "New password"),
    "shut_out": Message("停用", "Shut out"),
    "let_in": Message("启用", "Let in"),
    "is_out": Message("已停用", "shut out"),
    "given": Message(
        "新密码如下，只显示这一次，请当面交给本人；首次登录后必须修改。",
        "The new password is shown this once: hand it over in person. It must be changed at the first sign-in.",
    ),
    "manage": Message("管理", "Manage"),
}
ADMIN_ACTS = {
    "add-place": Message("增加机构", "add a place"),
    "rename-place": Message("机构更名", "rename a place"),
    "stop-filing": Message("停止填报", "stop filing"),
    "let-file": Message("恢复填报", "file again"),
    "add-user": Message("增加人员", "add a person"),
    "post": Message("增加角色", "add a role"),
    "unpost": Message("取消角色", "take a role"),
    "renew-password": Message("重置密码", "renew a password"),
    "shut-out": Message("停用人员", "shut somebody out"),
    "let-in": Message("启用人员", "let somebody in"),
    "set-deadline": Message("设定期限", "set a deadline"),
}
