"""The database refuses a superior as mentor, whoever writes the row."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from matching.models import Pairing, Proposal
from people.models import Person, ReportingLine
from tests.factories import (
    START,
    make_chain,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db


def insert_pairing(mentor: Person, mentee: Person, state: str = "preparing") -> None:
    """Write the row as raw SQL would: no model, no rule, no operation."""
    Pairing.objects.bulk_create(
        [
            Pairing(
                programme=make_programme(),
                mentor=mentor,
                mentee=mentee,
                state=state,
                made_on=START,
            )
        ]
    )


def raw_line(superior: Person, person: Person, kind: str = "line") -> None:
    line = ReportingLine(superior=superior, person=person, kind=kind, from_on=START)
    fields = line._meta.concrete_fields
    columns = ", ".join(str(field.column) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO people_reportingline ({columns})"  # noqa: S608 - our own names
            f" VALUES ({', '.join(['%s'] * len(fields))})",
            [
                f.get_db_prep_save(f.pre_save(line, add=True), connection)
                for f in fields
            ],
        )


@pytest.mark.parametrize("depth", [1, 2, 5, 10])
def test_a_superior_is_refused_however_far_above(depth: int) -> None:
    chain = [make_person() for _ in range(depth + 1)]
    make_chain(*chain)

    for mentor, mentee in ((chain[0], chain[-1]), (chain[-1], chain[0])):
        with (
            pytest.raises(IntegrityError, match="never a superior"),
            transaction.atomic(),
        ):
            insert_pairing(mentor, mentee)


@pytest.mark.parametrize("kind", ["functional", "acting"])
def test_every_kind_of_line_counts(kind: str) -> None:
    chief, newcomer = make_person(), make_person()
    make_line(chief, newcomer, kind=kind)

    with pytest.raises(IntegrityError, match="never a superior"), transaction.atomic():
        insert_pairing(chief, newcomer)


@pytest.mark.parametrize("fields", [{"kind": "hr_partner"}, {"in_force": False}])
def test_an_hr_partner_and_an_old_line_are_no_superior(
    fields: dict[str, object],
) -> None:
    adviser, newcomer = make_person(), make_person()
    make_line(adviser, newcomer, **fields)

    insert_pairing(adviser, newcomer)

    assert Pairing.objects.active().count() == 1


def test_peers_under_one_manager_may_be_paired() -> None:
    chief, anna, newcomer = make_person(), make_person(), make_person()
    make_line(chief, anna)
    make_line(chief, newcomer)

    insert_pairing(anna, newcomer)

    assert Pairing.objects.active().count() == 1


def test_in_a_cycle_everybody_is_above_everybody() -> None:
    anna, bram, newcomer = make_person(), make_person(), make_person()
    make_chain(anna, bram, newcomer, anna)

    with pytest.raises(IntegrityError, match="never a superior"), transaction.atomic():
        insert_pairing(bram, anna)


def test_an_unknown_chart_is_refused() -> None:
    stranger = make_person(chart_state=Person.ChartState.UNKNOWN)

    with pytest.raises(IntegrityError, match="not known"), transaction.atomic():
        insert_pairing(stranger, make_person())


def test_an_update_that_opens_or_changes_people_is_refused() -> None:
    chief, newcomer, other = make_person(), make_person(), make_person()
    make_line(chief, newcomer)
    insert_pairing(chief, newcomer, state="suspended")
    insert_pairing(other, newcomer)

    with pytest.raises(IntegrityError, match="never a superior"), transaction.atomic():
        Pairing.objects.filter(mentor=chief).update(state="preparing")
    with pytest.raises(IntegrityError, match="never a superior"), transaction.atomic():
        Pairing.objects.filter(mentor=other).update(mentor=chief)


def test_suspending_and_ending_an_unlawful_pair_always_pass() -> None:
    chief, newcomer = make_person(), make_person()
    make_line(chief, newcomer)
    insert_pairing(chief, newcomer, state="suspended")

    Pairing.objects.update(state="ended", ended_on=START, ended_as="chart")

    assert Pairing.objects.get().state == "ended"


def test_a_proposal_of_a_superior_is_refused() -> None:
    programme = make_programme()
    chief, newcomer = make_mentor(programme), make_mentee(programme)
    make_line(chief.person, newcomer.person)

    with pytest.raises(IntegrityError, match="never a superior"), transaction.atomic():
        Proposal.objects.create(mentor=chief, mentee=newcomer, proposed_on=START)


@pytest.mark.parametrize("upside_down", [False, True])
def test_a_raw_line_suspends_what_it_forbids(upside_down: bool) -> None:  # noqa: FBT001 - a parameter of the test
    top, anna, bram, newcomer = (make_person() for _ in range(4))
    make_chain(top, anna)
    make_chain(bram, newcomer)
    pair = (newcomer, top) if upside_down else (top, newcomer)
    insert_pairing(*pair)
    insert_pairing(make_person(), make_person())

    raw_line(anna, bram)

    suspended = Pairing.objects.get(mentor=pair[0])
    assert (suspended.state, suspended.state_before) == ("suspended", "preparing")
    assert suspended.suspended_at
    assert timezone.now() - suspended.suspended_at < timedelta(minutes=1)
    assert Pairing.objects.active().count() == 1


def test_a_raw_line_that_comes_into_force_suspends() -> None:
    chief, newcomer = make_person(), make_person()
    line = make_line(chief, newcomer, in_force=False)
    insert_pairing(chief, newcomer)

    ReportingLine.objects.filter(pk=line.pk).update(in_force=True)

    assert Pairing.objects.get().state == "suspended"


def test_a_raw_line_withdraws_a_proposal_that_it_forbids() -> None:
    programme = make_programme()
    anna, newcomer = make_mentor(programme), make_mentee(programme)
    proposal = Proposal.objects.create(
        id=uuid.uuid4(), mentor=anna, mentee=newcomer, proposed_on=START
    )

    raw_line(anna.person, newcomer.person, kind="acting")

    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_a_line_of_an_hr_partner_suspends_nothing() -> None:
    adviser, newcomer = make_person(), make_person()
    insert_pairing(adviser, newcomer)

    raw_line(adviser, newcomer, kind="hr_partner")

    assert Pairing.objects.get().state == "preparing"
