"""What `lesebuch add` does, apart from what it prints: it proposes, people decide, and nothing is overwritten."""

from lesebuch.adding.gathering import Given, gather
from lesebuch.adding.keeping import Terms, keep
from lesebuch.adding.proposing import Proposal, propose, with_drafts
from lesebuch.adding.replacing import Pictures, follow_pictures
from lesebuch.adding.scans import Scans
from lesebuch.adding.standing import REGISTER, Standing, read_standing

__all__ = [
    "REGISTER",
    "Given",
    "Pictures",
    "Proposal",
    "Scans",
    "Standing",
    "Terms",
    "follow_pictures",
    "gather",
    "keep",
    "propose",
    "read_standing",
    "with_drafts",
]
