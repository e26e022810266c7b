"""Two forms held against each other: passages that are nearly the same, names, years and numbers left aside.

Sentences are looked up by the short pieces that they share, and only those found so are measured, by rapidfuzz. So the
cost grows with the length of the forms, and not with the number of pairs of sentences.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from steelyard.model import Comparison, Form, Likeness, Place, Relation
from steelyard.recognising.bodies import body_of, same_body
from steelyard.recognising.telling import Sentence, place_of, told

ALIKE = 85  # percent from which two sentences are nearly the same; our judgement
PIECE = 4  # characters of a piece
SHARED = 0.2  # share of a sentence's pieces that another one must have to be measured
EVERYBODY = 4  # what more units than this write, and more than half of all, is everybody's wording
MOST_BODIES = 30  # as above, however many there are
REPEATED = 4  # sentences of one form with the same piece that are looked at
CONTAINED = range(20, 400)  # lengths of a sentence that is also looked for inside a longer one
TELLING = 3  # digits that numbers must have between them for their sameness to be no chance


class Beside:
    """Forms to hold others against, indexed once."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = tuple(forms)
        self._bodies = [body_of(form).name or str(number) for number, form in enumerate(forms)]
        self._sentences: list[tuple[int, Sentence, int]] = []  # the form, the sentence, how many pieces it has
        self._having: dict[str, list[int]] = {}
        for number, form in enumerate(self._forms):
            seen: Counter[str] = Counter()
            for sentence in told(form):
                pieces = _pieces(sentence.key)
                for piece in pieces:
                    seen[piece] += 1
                    if seen[piece] <= REPEATED:
                        self._having.setdefault(piece, []).append(len(self._sentences))
                self._sentences.append((number, sentence, len(pieces)))
        self._everybody = min(MOST_BODIES, max(EVERYBODY, len({*self._bodies}) // 2))

    def compare(self, form: Form) -> tuple[Comparison, ...]:
        """``form`` against each of the forms, in their order; the one that it is itself is left out."""
        own = told(form)
        letters: Counter[str] = Counter()
        for sentence in own:
            letters[sentence.heading] += len(sentence.key)
        alike: dict[int, list[Likeness]] = {}
        for sentence in own:
            for number, found in self._alike(sentence):
                alike.setdefault(number, []).append(found)
        return tuple(
            Comparison(other, relation(form, other), tuple(alike.get(number, ())), dict(letters))
            for number, other in enumerate(self._forms)
            if not _itself(form, other)
        )

    def _alike(self, sentence: Sentence) -> Iterator[tuple[int, Likeness]]:
        """Of each form the sentence most like this one, if any is like enough."""
        best: dict[int, tuple[float, Sentence]] = {}
        for number, other in self._candidates(sentence):
            like = _measured(sentence.key, other.key)
            if like >= ALIKE and like > best.get(number, (0.0,))[0]:
                best[number] = like, other
        return ((number, _likeness(sentence, other, like)) for number, (like, other) in best.items())

    def _candidates(self, sentence: Sentence) -> Iterator[tuple[int, Sentence]]:
        pieces = _pieces(sentence.key)
        shared: Counter[int] = Counter()
        for piece in pieces:
            having = self._having.get(piece, ())
            if len(having) <= self._everybody or self._bodies_of(having) <= self._everybody:
                shared.update(having)
        for at, count in shared.items():
            number, other, size = self._sentences[at]
            if count >= SHARED * min(len(pieces), size):
                yield number, other

    def _bodies_of(self, having: Sequence[int]) -> int:
        return len({self._bodies[self._sentences[at][0]] for at in having})


def _itself(form: Form, other: Form) -> bool:
    one, two = form.document, other.document
    return one.sha256 == two.sha256 and os.path.abspath(one.path) == os.path.abspath(two.path)


def relation(form: Form, other: Form) -> Relation:
    """What ``other`` is to ``form``: that of another unit, of another year, or the same form once more.

    A unit files many projects: forms of projects with other indicators are held against each other like those of
    other units.
    """
    if not same_body(body_of(form), body_of(other)):
        return "other-body"
    if form.year != other.year:
        return "other-year"
    names = [{row.name.text for row in one.indicators} for one in (form, other)]
    return "same-form" if form.kind == "department" or _mostly(*names) else "other-body"


def _mostly(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) >= max(len(one), len(other))


def joined(alike: Sequence[Likeness], form: Form, other: Form) -> Iterator[Likeness]:
    """Sentences that follow each other in both forms, as one passage; one sentence between them may differ."""
    run: list[Likeness] = []
    for one in alike:
        if run and not _follows(run[-1], one):
            yield _passage(run, form, other)
            run = []
        run.append(one)
    if run:
        yield _passage(run, form, other)


def _follows(one: Likeness, two: Likeness) -> bool:
    together = (one.heading, one.heading_there) == (two.heading, two.heading_there)
    return together and 0 < two.nth - one.nth <= 2 and 0 < two.nth_there - one.nth_there <= 2


def _passage(run: Sequence[Likeness], form: Form, other: Form) -> Likeness:
    letters = sum(one.letters for one in run)
    first, last = run[0], run[-1]
    return Likeness(
        first.part,
        _over(form, first.here, last.here),
        _over(other, first.there, last.there),
        first.heading,
        first.heading_there,
        sum(one.similarity * one.letters for one in run) // letters,
        letters,
        tuple(number for one in run for number in one.numbers),
        tuple(number for one in run for number in one.numbers_there),
        any(one.same_numbers for one in run),
        last.nth,
        last.nth_there,
    )


def _over(form: Form, first: Place, last: Place) -> Place:
    return Place(first.start, last.end, form.document.text[first.start : last.end], *place_of(first))


def _likeness(here: Sentence, there: Sentence, like: float) -> Likeness:
    telling = sum(map(digits, here.numbers)) >= TELLING
    return Likeness(
        here.part,
        here.place,
        there.place,
        here.heading,
        there.heading,
        int(like),
        min(len(here.key), len(there.key)),
        here.numbers,
        there.numbers,
        telling and here.numbers == there.numbers,
        here.nth,
        there.nth,
    )


def digits(number: str) -> int:
    """How many digits of a printed number tell something: 1 of 100%, 4 of 98.17%."""
    return len(number.strip("0.%万亿").replace(".", ""))


def _measured(one: str, other: str) -> float:
    """How like two sentences are, in percent; a short one may be a part of a long one."""
    if one == other:
        return 100.0
    from rapidfuzz import fuzz  # only who holds forms against each other pays for it

    short, long = sorted((one, other), key=len)
    like = fuzz.ratio(one, other, score_cutoff=ALIKE)
    if len(short) in CONTAINED and len(long) > 1.3 * len(short):
        like = max(like, fuzz.partial_ratio(short, long, score_cutoff=ALIKE))
    return like


def _pieces(key: str) -> set[str]:
    return {key[at : at + PIECE] for at in range(len(key) - PIECE + 1)}
