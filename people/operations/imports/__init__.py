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
    asked_in,
    columns_of,
    is_whole_company,
    report_of,
    samples_of,
    sheet_of,
)
from people.operations.imports.undoing import undo

__all__ = [
    "apply",
    "asked_in",
    "columns_of",
    "discard",
    "forget_old",
    "is_whole_company",
    "look",
    "read_in",
    "remap",
    "report_of",
    "samples_of",
    "sheet_of",
    "take",
    "try_out",
    "undo",
]
