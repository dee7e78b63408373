"""Two acts that meet in the database: the later one tries again, or says so."""

import logging
from collections.abc import Callable
from typing import cast

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from mentoring import errors

TRIES = 3
#: What PostgreSQL and SQLite say when somebody else was first: tried again, the act
#: finds what the other one wrote, and refuses in words or succeeds.
PASSING = frozenset(
    {
        "40001",  # serialisation failure
        "40P01",  # deadlock
        "55P03",  # lock timeout
        "23505",  # a unique constraint, which our own check did not see yet
        "23000",  # a guard of ours, idem
        "SQLITE_CONSTRAINT_UNIQUE",
        "SQLITE_CONSTRAINT_TRIGGER",
    }
)
#: SQLite has waited for its one writer already: whoever reads this waits no longer.
BUSY = frozenset({"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"})
logger = logging.getLogger(__name__)


class ConflictMiddleware:
    """Ask a view again whose act lost against another, and at last answer 409.

    Every act is one transaction, so nothing of the lost one is left. Views do one act
    each, so asking them again does it once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer a lost act; anything else goes on its way to the page for faults."""
        for _once_more in range(TRIES - 1):
            if code_of(exception) not in PASSING:
                break
            try:
                return _asked_again(request)
            except DatabaseError as lost:
                exception = lost
        code = code_of(exception)
        if code not in PASSING | BUSY:
            return None
        logger.warning("An act met another one in the database: %s", code)
        return errors.conflict(request)


def code_of(exception: Exception) -> str:
    """Give the code of what the database said; empty when it said nothing."""
    cause = exception.__cause__
    said = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    return said if isinstance(exception, DatabaseError) and said else ""


def _asked_again(request: HttpRequest) -> HttpResponse:
    """Call the view as it was called; files are read from their beginning again."""
    for _field, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    match = cast("ResolverMatch", request.resolver_match)  # a view was called
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer
