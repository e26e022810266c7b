"""The open benchmark of seeded faults: made-up forms with faults planted in them, an answer key, a scorer for any tool.

``python -m conformance.faults make --forms 300 --seed 1 -o DIR`` writes it, ``… run DIR`` lets one of ``adapters``
answer, ``… score DIR answers.json`` scores the answers of any other tool. ``docs/conformance.md`` tells the formats.
"""

VERSION = 1
"""The same version and seed give the same files; it changes with the forms, the faults or the key."""
