"""Coverage at rest, where a second walk over the same lines would cost more than it."""

from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage


@contextmanager
def unmeasured() -> Iterator[None]:
    """Measure nothing meanwhile: another test runs these lines too, and is measured."""
    coverage = Coverage.current()
    if coverage:
        coverage.stop()
    try:
        yield
    finally:
        if coverage:
            coverage.start()
