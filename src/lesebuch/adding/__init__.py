"""What `lesebuch add` does, apart from what it prints: it proposes, people decide, and nothing is overwritten."""

from lesebuch.adding.gathering import Given, gather
from lesebuch.adding.keeping import SourceTerms, keep
from lesebuch.adding.pages import with_neighbours
from lesebuch.adding.proposing import Proposal, propose, with_drafts
from lesebuch.adding.replacing import ReplacedPictures, follow_pictures
from lesebuch.adding.scans import Scans
from lesebuch.adding.standing import AddingState, read_standing

__all__ = [
    "AddingState",
    "Given",
    "Proposal",
    "ReplacedPictures",
    "Scans",
    "SourceTerms",
    "follow_pictures",
    "gather",
    "keep",
    "propose",
    "read_standing",
    "with_drafts",
    "with_neighbours",
]
