"""Why a file cannot be read: one class for each cause, one sentence that names file, cause and remedy."""

from typing import ClassVar

from steelyard.model import Message

NOTHING = Message("", "")


class UnreadableDocument(Exception):  # noqa: N818 - the name of the family is part of the interface
    """A file that cannot be read as a form.

    ``detail`` is a phrase without a full stop; each class puts it into its own sentence. Both arguments
    are kept in ``args``, so that an error crosses from a worker process whole.
    """

    sentence: ClassVar[Message] = Message("无法读取“{path}”：{detail}。", "Cannot read “{path}”: {detail}.")

    def __init__(self, path: str, detail: Message = NOTHING) -> None:
        super().__init__(path, detail)
        self.path = path
        zh, en = self.sentence
        self.message = Message(zh.format(path=path, detail=detail.zh), en.format(path=path, detail=detail.en))

    def __str__(self) -> str:
        return self.message.en


class NotFound(UnreadableDocument):
    """There is no such file, or it may not be opened; ``detail`` is why."""

    sentence = Message(
        "打不开“{path}”：{detail}，请核对路径和权限。", "Cannot open “{path}”: {detail}; check the path."
    )


class Empty(UnreadableDocument):
    """No bytes, or nothing printed in it."""

    sentence = Message(
        "“{path}”是空的，没有任何文字，请确认保存完整后重新提交。",
        "“{path}” is empty: it holds no text; check that it was saved whole and hand it in again.",
    )


class NoTable(UnreadableDocument):
    """Text, but not one table: this cannot be a form."""

    sentence = Message(
        "“{path}”里没有表格，不是绩效自评表，请提交含指标表的原文件。",
        "“{path}” holds no table, so it is not a self-evaluation form; hand in the file with the indicator table.",
    )


class BadData(UnreadableDocument):
    """A data file that is not what its standard asks for; ``detail`` names the place and what is wrong there."""

    sentence = Message(
        "数据文件“{path}”无法导入：{detail}，请改正后再试。",
        "The data file “{path}” cannot be read: {detail}; correct it.",
    )


class ImageOnly(UnreadableDocument):
    """Pages that are pictures (a scan): there is no text to read."""

    sentence = Message(
        "“{path}”只有图片没有文字（多为扫描件），请提交可复制文字的原文件（如 Word 文件）。",
        "“{path}” holds pictures only, most likely a scan; hand in the original file, whose text can be copied.",
    )


class Encrypted(UnreadableDocument):
    """Protected by a password or by rights management."""

    sentence = Message(
        "“{path}”已加密，没有密码无法读取，请取消密码保护后另存再提交。",
        "“{path}” is encrypted and cannot be read without its password; remove the protection and save it again.",
    )


class Damaged(UnreadableDocument):
    """Cut off or inconsistent; ``detail`` is what does not hold."""

    sentence = Message(
        "“{path}”已损坏或不完整（{detail}），请用原软件打开并重新保存后再提交。",
        "“{path}” is damaged or incomplete ({detail}); open it in the program that wrote it and save it again.",
    )


class WrongKind(UnreadableDocument):
    """A kind of file that is not read; ``detail`` is which kind, found by content."""

    sentence = Message(
        "“{path}”是{detail}，无法作为绩效自评表读取，请另存为 .docx 或 .xlsx 后再提交。",
        "“{path}” is {detail}, which is not read as a form; save it as .docx or .xlsx and hand it in again.",
    )


class Forbidden(UnreadableDocument):
    """Content no office program writes and only an attack needs; ``detail`` is what."""

    sentence = Message(
        "“{path}”含有正常文件不会有的危险内容（{detail}），已拒绝读取，请用原软件重新生成。",
        "“{path}” holds dangerous content that no ordinary file has ({detail}) and was refused; make the file anew.",
    )


class TooLarge(UnreadableDocument):
    """Beyond a limit that no form comes near; ``detail`` is the size and the limit."""

    sentence = Message(
        "“{path}”超出读取上限（{detail}），不像一份绩效自评表，请只提交自评表本身。",
        "“{path}” is beyond the limits for a form ({detail}); hand in the self-evaluation form alone.",
    )


class TookTooLong(UnreadableDocument):
    """The time allowed ran out; ``detail`` is that time."""

    sentence = Message(
        "读取“{path}”超过{detail}仍未完成，已停止，请另存为 .docx 或 .xlsx 后再提交。",
        "Reading “{path}” was stopped after {detail}; save it as .docx or .xlsx and hand it in again.",
    )


class TooMuchMemory(UnreadableDocument):
    """The memory allowed did not do; ``detail`` is that memory."""

    sentence = Message(
        "读取“{path}”需要的内存超过{detail}，已停止，请另存为 .docx 或 .xlsx 后再提交。",
        "Reading “{path}” needed more than {detail} of memory and was stopped; save it as .docx or .xlsx.",
    )
