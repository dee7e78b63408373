"""Somebody of the file or of the directory, as light as fifty thousand of them must be.

A model instance takes ten times as long to make; those whom the file changes are read
as people when they are written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from uuid import UUID, uuid4

from people.models import Person

#: What is read of everybody, in the order in which `Somebody` has it.
READ = (
    "id",
    "employee_number",
    "given_name",
    "family_name",
    "called",
    "email",
    "language",
    "hired_on",
    "left_on",
    "may_sign_in",
    "top_of_line",
    "superior_missing",
)
#: What is written of somebody new.
WRITTEN = (*READ, "chart_state", "at_work")


@dataclass(slots=True, eq=False)
class Somebody:
    """What an import compares and changes about a person."""

    pk: UUID = field(default_factory=uuid4)
    employee_number: str | None = None
    given_name: str = ""
    family_name: str = ""
    called: str = ""
    email: str | None = None
    language: str = Person.Language.NL.value
    hired_on: date | None = None
    left_on: date | None = None
    may_sign_in: bool = True
    top_of_line: bool = False
    superior_missing: bool = False
    chart_state: str = Person.ChartState.UNKNOWN.value
    at_work: str = ""
    is_new: bool = False

    def __str__(self) -> str:
        return f"{self.called or self.given_name} {self.family_name}".strip()


#: Gives the values of `WRITTEN`.
row_of = attrgetter("pk", *WRITTEN[1:])


def everybody() -> Iterator[Somebody]:
    """Read the whole directory."""
    rows = Person.objects.values_list(*READ).iterator()
    return (Somebody(*row) for row in rows)
