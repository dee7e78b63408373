"""The import of a company: read, look at what it would do, do it once.

A preview is the act itself, rolled back (`docs/decisions/import.md`).
"""

from people.operations.imports.batches import (
    apply,
    discard,
    forget_old,
    look,
    read_in,
    remap,
    take,
    try_out,
)
from people.operations.imports.rows import (
    columns_of,
    report_of,
    samples_of,
    sheet_of,
)

__all__ = [
    "apply",
    "columns_of",
    "discard",
    "forget_old",
    "look",
    "read_in",
    "remap",
    "report_of",
    "samples_of",
    "sheet_of",
    "take",
    "try_out",
]
