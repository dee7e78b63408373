"""The one door to what a pair writes: it takes the note and the reader's own grant.

Text is sealed under the key of its vault, and that key is stored only as grants: once
per reader, sealed by the key ring for this reader and this credential. Whoever is no
reader has no key, whatever rows they add; a row that was moved, changed or replayed
does not open (`privacy.md` 1.5).
"""

from sessions_log.notes.door import (
    MOST_CHARACTERS,
    delete,
    read,
    read_all,
    rewrite,
    write,
    written_before,
)
from sessions_log.notes.drafts import OpenDraft, keep_draft, open_drafts
from sessions_log.notes.keys import (
    close,
    open_case_vault,
    open_shared_vault,
    private_vault_of,
    readers_of,
    reopen,
    shared_vault_of,
)
from sessions_log.notes.texts import NoteText, OpenNote, Remark

__all__ = [
    "MOST_CHARACTERS",
    "NoteText",
    "OpenDraft",
    "OpenNote",
    "Remark",
    "close",
    "delete",
    "keep_draft",
    "open_case_vault",
    "open_drafts",
    "open_shared_vault",
    "private_vault_of",
    "read",
    "read_all",
    "readers_of",
    "reopen",
    "rewrite",
    "shared_vault_of",
    "write",
    "written_before",
]
