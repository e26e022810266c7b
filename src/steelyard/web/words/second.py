"""The words of the second factor."""

from steelyard.model import Message

WORDS = {
    "second": Message("二次验证", "Second factor"),
    "second_what": Message(
        "启用后，登录时除密码外还要输入手机验证器上的六位验证码（TOTP）。",
        "When it is on, signing in asks for the six digits of an authenticator (TOTP) after the password.",
    ),
    "second_is_on": Message("已启用。", "It is on."),
    "second_is_off": Message("未启用。", "It is off."),
    "second_begin": Message("启用二次验证", "Turn it on"),
    "second_scan": Message(
        "用手机上的验证器扫描下图，或手工输入密钥，再填写它显示的验证码。",
        "Scan the picture with an authenticator, or type the secret into it; then give the code that it shows.",
    ),
    "second_picture": Message("给验证器扫描的二维码", "The secret as a QR code for an authenticator"),
    "second_secret": Message("密钥", "Secret"),
    "second_code": Message("验证码", "Code"),
    "second_code_hint": Message(
        "验证器上的六位数字；手机不在身边时，可用一个恢复码。",
        "The six digits of the authenticator; without it, one of the recovery codes.",
    ),
    "second_confirm": Message("确认", "Confirm"),
    "second_codes": Message(
        "恢复码如下，只显示这一次，请打印或抄下。每个只能用一次。",
        "The recovery codes are shown this once: print them or write them down. Each works once.",
    ),
    "second_left": Message("剩余恢复码", "Recovery codes left"),
    "second_renew": Message("更换恢复码", "New recovery codes"),
    "second_remove": Message("停用二次验证", "Turn it off"),
    "second_again": Message("重新开始", "Begin anew"),
    "second_reset": Message("重置二次验证", "Reset the second factor"),
}
ADMIN_ACTS = {
    "second-on": Message("启用二次验证", "turn the second factor on"),
    "second-off": Message("停用二次验证", "turn the second factor off"),
    "use-recovery-code": Message("使用恢复码", "use a recovery code"),
    "new-recovery-codes": Message("更换恢复码", "make new recovery codes"),
    "reset-second": Message("重置二次验证", "reset a second factor"),
}
