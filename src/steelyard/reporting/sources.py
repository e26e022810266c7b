"""Where an official fact comes from, in words: document, article, validity, and whether its original was read."""

from steelyard.model import Lang, Message
from steelyard.packs.loading import Source


def cited(source: Source) -> str:
    """The document and its article: ``财预〔2020〕10号《…》…``."""
    title = f"《{source.title}》" if source.title and source.title != source.document else ""
    return f"{source.document}{title}，{source.article}" if source.article else f"{source.document}{title}"


def seen(source: Source, lang: Lang) -> str:
    """Whether the original was read; what the fact rests on otherwise."""
    if source.original_seen:
        return Message("已见原文", "original seen").say(lang)
    words = Message("未见原文", "original not seen").say(lang)
    basis = source.basis.removeprefix("未见原文").lstrip("；;，,：: ")
    return f"{words}{'；' if lang == 'zh' else '; '}{basis}" if basis else words


def validity(source: Source, lang: Lang) -> str:
    """Since when, until when, and the day somebody last looked."""
    said = []
    if source.since:
        said.append(Message(f"{source.since} 起", f"since {source.since}").say(lang))
    if source.until:
        said.append(Message(f"至 {source.until}", f"until {source.until}").say(lang))
    read = "查阅原文" if source.original_seen else "查阅依据"  # what was not seen was not read either
    what = "read" if source.original_seen else "basis read"
    said.append(Message(f"{source.read_on} {read}", f"{what} on {source.read_on}").say(lang))
    return ("，" if lang == "zh" else ", ").join(said)
