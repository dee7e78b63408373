"""The audit trail: who did what, to what, for whom to read.

Acts only append to it (`record`). A tick seals what was committed into a hash chain
(`seal_committed`), so that no act waits for another: a chain that every act made longer
itself would hold up each sign-in behind a running import.
"""

from privacy.audit.chain import Anchor, ChainBrokenError, head, seal_committed, trim
from privacy.audit.trail import pseudonym_of, record
from privacy.audit.verification import Verdict, verify

__all__ = [
    "Anchor",
    "ChainBrokenError",
    "Verdict",
    "head",
    "pseudonym_of",
    "record",
    "seal_committed",
    "trim",
    "verify",
]
