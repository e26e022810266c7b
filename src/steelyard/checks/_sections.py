"""What stands under the headings of a form's narrative."""

from steelyard.model import Form, Section


def body(form: Form, section: Section) -> str:
    """The text of a section without its heading."""
    return form.document.text[section.start : section.end].strip().removeprefix(section.heading).strip()


def heads_a_table(form: Form, section: Section) -> bool:
    """Whether a table follows the heading: it tells results and money, but neither problems nor remedies."""
    text = form.document.text
    after = min((one.start for one in form.sections if one.start > section.start), default=len(text))
    return section.kind not in ("problems", "suggestions") and bool(text[section.end : after].strip())
