"""What a play left behind, in words that are the same for two plays that are alike.

Never a key, a noise or a sealed byte: these differ, and have to.
"""

from django.db.models import QuerySet

from evaluations.models import Ballot, Box
from mailing.models import Delivery
from matching.models import Pairing, Proposal
from people.models import Employment, ImportBatch, Person, ReportingLine
from privacy.models import AuditEntry
from programmes.models import Enrolment, Programme, Role
from sessions_log.models import Goal, Meeting, Note

Record = dict[str, list[str]]
COLUMNS: dict[type, tuple[str, ...]] = {
    Person: (
        "employee_number",
        "given_name",
        "family_name",
        "email",
        "language",
        "hired_on",
        "left_on",
        "chart_state",
        "secret_kind",
    ),
    ReportingLine: (
        "superior__employee_number",
        "person__employee_number",
        "kind",
        "from_on",
        "until_on",
        "in_force",
    ),
    Employment: ("person__employee_number", "job_title", "site", "grade", "from_on"),
    ImportBatch: ("file_name", "at", "counts"),
    Programme: ("slug", "state", "starts_on", "version"),
    Role: ("programme__slug", "person__employee_number", "kind", "from_at"),
    Enrolment: (
        "programme__slug",
        "person__employee_number",
        "role",
        "state",
        "capacity",
        "languages",
        "availability",
        "motivation",
    ),
    Proposal: (
        "mentee__person__employee_number",
        "mentor__person__employee_number",
        "state",
        "proposed_on",
        "score",
    ),
    Pairing: (
        "mentor__employee_number",
        "mentee__employee_number",
        "state",
        "made_on",
        "started_on",
        "ended_on",
        "ended_as",
        "slot",
    ),
    Meeting: (
        "pairing__mentee__employee_number",
        "number",
        "planned_on",
        "planned_time",
        "way",
        "state",
        "logged_by__employee_number",
    ),
    Goal: ("mentee__employee_number", "step", "state", "due_on"),
    Note: ("author__employee_number", "kind", "written_at"),
    Box: ("opens_at", "closes_at", "state", "items_published"),
    Ballot: ("box__opens_at", "part"),
    Delivery: ("kind", "recipient__employee_number", "channel", "state", "occurrence"),
    AuditEntry: ("at", "verb", "about_kind"),
}


def taken() -> Record:
    """Write down every row that says who, when or how much."""
    return {
        model.__name__: sorted(map(str, _rows(model, columns)))
        for model, columns in COLUMNS.items()
    }


def _rows(model: type, columns: tuple[str, ...]) -> QuerySet[Person]:
    rows: QuerySet[Person] = QuerySet(model).values_list(*columns)
    return rows
