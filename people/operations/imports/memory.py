"""The collector of cycles, held back while a file is in memory."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Let the collector of cycles rest: its walks took a fifth of an import's time.

    An import makes no cycles: its rows are freed without it, as soon as they are done.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
