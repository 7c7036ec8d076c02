"""Adults vouch for entries: what waits, recording, taking back, asking people outside, a second look."""

from portfoliogen.endorsing.accepting import Accepted, accept
from portfoliogen.endorsing.asking import Asked, Wanted, ask
from portfoliogen.endorsing.entries import Candidate, OpenEntries, find_adult, find_entry, open_entries
from portfoliogen.endorsing.people import add_adult
from portfoliogen.endorsing.recording import NewStatement, Recorded, record, withdraw
from portfoliogen.endorsing.sampling import sample
from portfoliogen.endorsing.waiting import Waiting, waiting

__all__ = [
    "Accepted",
    "Asked",
    "Candidate",
    "NewStatement",
    "OpenEntries",
    "Recorded",
    "Waiting",
    "Wanted",
    "accept",
    "add_adult",
    "ask",
    "find_adult",
    "find_entry",
    "open_entries",
    "record",
    "sample",
    "waiting",
    "withdraw",
]
