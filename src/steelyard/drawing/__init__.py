"""A double-random draw (双随机) that anybody can replay: objects and inspectors by lot, from a pool and a seed.

The algorithm, ``steelyard-draw/1``, uses SHA-256 and whole numbers only, so that any machine and any language gives
the same draw. *Canonical JSON* is RFC 8785 for what is used here: UTF-8, no white space, the keys of an object in
order, strings with the escapes ``\\" \\\\ \\b \\f \\n \\r \\t`` and ``\\u00xx`` for other characters below U+0020.
Texts are compared by their UTF-8 bytes.

1. *Tickets.* A candidate of weight w has the tickets 1 … w. A ticket's number is the SHA-256, in lower-case
   hexadecimal, of the canonical JSON ``["steelyard-draw/1","object",seed,id,ticket]``. One with an exclusion has none.
2. *Objects.* A stratum of n eligible candidates gives as many as its size says: a count, or a share of n rounded up
   to a whole number. Its tickets are called by number, smallest first; a candidate is drawn when the first of its
   tickets is called. That is drawing without replacement, each time in proportion to the weights that are left.
3. *Inspectors.* One is eligible for an object if it has every capability that the object needs and is not recused
   from it. Objects are served in the order (how many are eligible, number of the object's first ticket). Each gets
   the ``team`` eligible ones that come first in the order (objects served so far, SHA-256 of the canonical JSON
   ``["steelyard-draw/1","inspector",seed,object id,inspector id]``, id): the load stays even, lots decide the rest.

The order of the pool's rows plays no part. A candidate's numbers depend on the seed and its own id alone: who adds or
removes others changes the pool's fingerprint, but not the order of the rest. So that nobody chooses ids or rows to
suit the lots, the fingerprint is published first and the seed comes afterwards from a public source (a lottery's
result, a stock index, a number called at the meeting). Vectors for other implementations: ``docs/draw-vectors.toml``.
"""

from steelyard.drawing.lots import draw
from steelyard.drawing.pool import Candidate, DrawError, Inspector, Size, fingerprint
from steelyard.drawing.record import Record, Stratum, Winner, read_record, write_record
from steelyard.drawing.replaying import verify
from steelyard.drawing.tables import read_candidates, read_inspectors, write_candidates, write_inspectors

__all__ = [
    "Candidate",
    "DrawError",
    "Inspector",
    "Record",
    "Size",
    "Stratum",
    "Winner",
    "draw",
    "fingerprint",
    "read_candidates",
    "read_inspectors",
    "read_record",
    "verify",
    "write_candidates",
    "write_inspectors",
    "write_record",
]
