"""What a paper cannot be written for, in one sentence that says what to do."""

from steelyard.model import Message


class PaperError(ValueError):
    """A paper that cannot be laid out, or a writer that lacks what it needs; ``message`` says it in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.message = Message(zh, en)
        super().__init__(en)
