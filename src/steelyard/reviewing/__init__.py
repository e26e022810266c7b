"""The cycle of a form through a year, from targets to publication: states, acts, rights, and a log that shows changes.

Nothing here knows of a database or a page: the shells keep cases and entries, this room says what may be done with a
case, by whom, and why not, and what an entry of the log is.
"""

from steelyard.reviewing.acting import Act, Case, Refused, after, permitted, refused
from steelyard.reviewing.chain import Break, Entry, LogError, chained, read_log, verify, write_log
from steelyard.reviewing.cycle import ACTS, ITEM_ACTS, ITEM_STATES, STATES, ItemState, State
from steelyard.reviewing.items import item_after, item_permitted, item_refused
from steelyard.reviewing.rights import ROLES, Person, Role, oversees, sees

__all__ = [
    "ACTS",
    "ITEM_ACTS",
    "ITEM_STATES",
    "ROLES",
    "STATES",
    "Act",
    "Break",
    "Case",
    "Entry",
    "ItemState",
    "LogError",
    "Person",
    "Refused",
    "Role",
    "State",
    "after",
    "chained",
    "item_after",
    "item_permitted",
    "item_refused",
    "oversees",
    "permitted",
    "read_log",
    "refused",
    "sees",
    "verify",
    "write_log",
]
