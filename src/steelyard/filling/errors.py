"""Data that no form can be written from, in one sentence that names the file, the place and what to do."""

from steelyard.model import Message


class FillError(ValueError):
    """``message`` says which key or row of the data stands against it, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Message(zh, en)
        super().__init__(en)
