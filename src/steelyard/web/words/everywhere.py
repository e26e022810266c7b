"""The words of every page and of signing in."""

from steelyard.model import Message

WORDS = {
    "product": Message("定盘星", "steelyard"),
    "subtitle": Message("部门整体支出绩效自评价", "self-evaluation of departments' spending"),
    "skip": Message("跳到正文", "Skip to the content"),
    "main_menu": Message("主菜单", "Main menu"),
    "language": Message("English", "中文"),
    "board": Message("审核总览", "Board"),
    "cases": Message("自评表", "Forms"),
    "places": Message("机构", "Places"),
    "people": Message("人员", "People"),
    "log": Message("操作日志", "Log"),
    "public": Message("公开结果", "Published results"),
    "sign_in": Message("登录", "Sign in"),
    "sign_out": Message("退出", "Sign out"),
    "username": Message("用户名", "User name"),
    "password": Message("密码", "Password"),
    "change_password": Message("修改密码", "Change the password"),
    "fresh": Message(
        "您的密码是别人设置的，请先改成自己的密码。", "Your password was set by somebody else; choose your own first."
    ),
    "old_password": Message("现在的密码", "Present password"),
    "new_password": Message("新密码", "New password"),
    "again": Message("再输入一次新密码", "New password once more"),
    "password_rule": Message(
        "至少10个字符，不能全是数字，不能是常见密码。", "At least 10 characters, not digits alone, no common password."
    ),
    "save": Message("保存", "Save"),
    "problem": Message("无法办理", "This cannot be done"),
    "home": Message("回到首页", "Back to the start"),
    "unsaved": Message("您刚才填写的内容没有保存，可以复制", "What you typed was not saved; copy it from here"),
}
