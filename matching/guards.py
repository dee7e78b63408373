"""The guards of independence: no superior becomes a mentor, even by raw SQL.

Two things are refused or undone by the database itself. A pairing or a proposal that
holds a place is refused when one of the two is above the other, at any depth and over
any kind of line, or when the chart above one of them is unknown. A line that comes into
force suspends the pairings and withdraws the proposals that it forbids.

On PostgreSQL both take the row of the chart first: without it a pairing and a
reorganisation that do not see each other would both be committed.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from privacy.guards import Trigger, Triggers, put_on, take_off

LINES = "people_reportingline"
PEOPLE = "people_person"
PAIRINGS = "matching_pairing"
PROPOSALS = "matching_proposal"
ENROLMENTS = "programmes_enrolment"
UPWARD = "kind IN ('line', 'functional', 'acting')"
OPEN = "('preparing', 'running', 'paused')"
ASKED = "('drafted', 'published', 'accepted_by_one')"
REFUSED = "A mentor is never a superior of the mentee, nor the other way round."
UNKNOWN = "It is not known who is above one of these two."


def _above(person: str) -> str:
    """Write the query for everybody above a person; UNION ends on cycles."""
    return f"""
        WITH RECURSIVE above(id) AS (
            SELECT superior_id FROM {LINES}
            WHERE in_force AND {UPWARD} AND person_id = {person}
            UNION
            SELECT line.superior_id FROM {LINES} line
            JOIN above ON line.person_id = above.id
            WHERE line.in_force AND line.{UPWARD}
        ) SELECT id FROM above"""  # noqa: S608 - our own names, no value from outside


def _reach(start: str, step: str, on: str) -> str:
    """Write a person and everybody that the lines reach from there, one way."""
    return f"""
        WITH RECURSIVE reach(id) AS (
            SELECT {start}
            UNION
            SELECT line.{step} FROM {LINES} line JOIN reach ON line.{on} = reach.id
            WHERE line.in_force AND line.{UPWARD}
        ) SELECT id FROM reach"""  # noqa: S608 - our own names, no value from outside


def _unlawful(mentor: str, mentee: str) -> str:
    return f"({mentor} IN ({_above(mentee)}) OR {mentee} IN ({_above(mentor)}))"


def _unknown(mentor: str, mentee: str) -> str:
    return f"""EXISTS (SELECT 1 FROM {PEOPLE} WHERE id IN ({mentor}, {mentee})
        AND chart_state = 'unknown')"""  # noqa: S608 - our own names, no value from outside


def _person_of(enrolment: str) -> str:
    return f"(SELECT person_id FROM {ENROLMENTS} WHERE id = {enrolment})"  # noqa: S608 - idem


# Everybody from the new superior up, and everybody from the new report down.
_UP = _reach("NEW.superior_id", "superior_id", "person_id")
_DOWN = _reach("NEW.person_id", "person_id", "superior_id")


def _forbidden(mentor: str, mentee: str) -> str:
    return f"""(({mentor} IN ({_UP}) AND {mentee} IN ({_DOWN}))
        OR ({mentor} IN ({_DOWN}) AND {mentee} IN ({_UP})))"""


_COUNTS = f"NEW.in_force AND NEW.{UPWARD}"
_PAIR = ("NEW.mentor_id", "NEW.mentee_id")
_ASKED_TWO = (_person_of("NEW.mentor_id"), _person_of("NEW.mentee_id"))


_OPEN_PAIRS = f"{PAIRINGS} WHERE state IN {OPEN}"
_ASKED_PAIRS = f"{PROPOSALS} WHERE state IN {ASKED}"


def _any(rows: str) -> str:
    """Write whether there are such rows: without any, a line asks for no chains.

    The first file of a company brings all its lines before the first pairing.
    """
    return f"EXISTS (SELECT 1 FROM {rows})"  # noqa: S608 - our own names, no value from outside


def _suspends(now: str) -> str:
    """Write what a line does to the pairs that it forbids."""
    return f"""
        UPDATE {PAIRINGS}
        SET state_before = state, state = 'suspended', suspended_at = {now}
        WHERE state IN {OPEN} AND {_forbidden("mentor_id", "mentee_id")};"""  # noqa: S608 - idem


def _withdraws() -> str:
    """Write what a line does to the proposals that it forbids."""
    mentor, mentee = _person_of("mentor_id"), _person_of("mentee_id")
    return f"""
        UPDATE {PROPOSALS} SET state = 'withdrawn'
        WHERE state IN {ASKED} AND {_forbidden(mentor, mentee)};"""  # noqa: S608 - idem


def _sqlite_refusals(
    name: str, table: str, states: str, two: tuple[str, str]
) -> list[Trigger]:
    """Refuse an insert, and an update that opens a row or changes its people."""
    return [
        Trigger(
            f"{name}_{event}",
            table,
            f"""
            CREATE TRIGGER {name}_{event} BEFORE {when} ON {table}
            WHEN NEW.state IN {states}
            BEGIN
                SELECT RAISE(ABORT, '{REFUSED}') WHERE {_unlawful(*two)};
                SELECT RAISE(ABORT, '{UNKNOWN}') WHERE {_unknown(*two)};
            END""",
        )
        for event, when in (
            ("made", "INSERT"),
            ("changed", "UPDATE OF state, mentor_id, mentee_id"),
        )
    ]


def _sqlite_suspensions() -> list[Trigger]:
    now = "strftime('%Y-%m-%d %H:%M:%f', 'now')"
    return [
        Trigger(
            f"a_line_suspends_{event}",
            LINES,
            f"CREATE TRIGGER a_line_suspends_{event} AFTER {when} ON {LINES}"
            f" WHEN {_COUNTS} AND ({_any(_OPEN_PAIRS)} OR {_any(_ASKED_PAIRS)})"
            f" BEGIN {_suspends(now)} {_withdraws()} END",
        )
        for event, when in (("made", "INSERT"), ("changed", "UPDATE"))
    ]


def _postgresql_refusal(
    name: str, table: str, states: str, two: tuple[str, str]
) -> Trigger:
    return Trigger(
        name,
        table,
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
        BEGIN
            IF NEW.state IN {states} THEN
                PERFORM 1 FROM people_chart FOR SHARE;
                IF {_unlawful(*two)} THEN
                    RAISE integrity_constraint_violation USING MESSAGE = '{REFUSED}';
                END IF;
                IF {_unknown(*two)} THEN
                    RAISE integrity_constraint_violation USING MESSAGE = '{UNKNOWN}';
                END IF;
            END IF;
            RETURN NEW;
        END $guard$;
        CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF state, mentor_id, mentee_id
        ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
    )


def _postgresql_suspension() -> Trigger:
    return Trigger(
        "a_line_suspends",
        LINES,
        f"""
        CREATE FUNCTION a_line_suspends() RETURNS trigger LANGUAGE plpgsql AS $guard$
        BEGIN
            IF {_COUNTS} THEN
                PERFORM 1 FROM people_chart FOR UPDATE;
                IF {_any(_OPEN_PAIRS)} THEN {_suspends("now()")} END IF;
                IF {_any(_ASKED_PAIRS)} THEN {_withdraws()} END IF;
            END IF;
            RETURN NULL;
        END $guard$;
        CREATE TRIGGER a_line_suspends AFTER INSERT OR UPDATE ON {LINES}
        FOR EACH ROW EXECUTE FUNCTION a_line_suspends();
        """,
    )


TRIGGERS: Triggers = {
    "sqlite": (
        *_sqlite_refusals("a_pairing_is_lawful", PAIRINGS, OPEN, _PAIR),
        *_sqlite_refusals("a_proposal_is_lawful", PROPOSALS, ASKED, _ASKED_TWO),
        *_sqlite_suspensions(),
    ),
    "postgresql": (
        _postgresql_refusal("a_pairing_is_lawful", PAIRINGS, OPEN, _PAIR),
        _postgresql_refusal("a_proposal_is_lawful", PROPOSALS, ASKED, _ASKED_TWO),
        _postgresql_suspension(),
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    put_on(connection, TRIGGERS)


def remove(connection: BaseDatabaseWrapper) -> None:
    take_off(connection, TRIGGERS)
