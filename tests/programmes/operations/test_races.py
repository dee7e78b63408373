"""Two acts on one programme that do not see each other: the second waits.

PostgreSQL only: SQLite lets one writer in at a time.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet

from mailing.models import Delivery
from people.models import Person
from programmes import operations
from programmes.models import Enrolment, Programme
from programmes.operations import Saving
from tests.factories import NOW, make_draft, make_mentee, make_person, make_programme

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time"
    ),
]
Act = Callable[[], object]
PATIENCE = 1.0  # seconds in which an act that need not wait is done


def race(first: Act, second: Act) -> tuple[bool, list[str]]:
    """Let the second begin before the first commits: did it wait, was it refused?"""
    has_begun = Event()

    def follow() -> list[str]:
        try:
            has_begun.wait()
            second()
        except ValidationError as refusal:
            return refusal.messages
        finally:
            connection.close()
        return []

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            following = pool.submit(follow)
            has_begun.set()
            try:
                following.result(timeout=PATIENCE)
                waited = False
            except TimeoutError:
                waited = True
        return waited, following.result(timeout=10)


def contact(programme: Programme, person: Person, name: str) -> Act:
    saving = Saving(by=person, at=NOW, version=programme.version)
    return lambda: operations.save_section(
        programme, "contacts", {"substitute_contact": name}, saving=saving
    )


def remove_goal(draft: Programme, person: Person) -> Act:
    saving = Saving(by=person, at=NOW, version=draft.version)
    return lambda: operations.remove_objective(draft.objectives.get(), saving=saving)


def open_it(draft: Programme, person: Person) -> Act:
    return lambda: operations.open_programme(draft, by=person, at=NOW)


def test_of_two_who_save_at_once_the_second_is_told() -> None:
    draft, person = make_draft(), make_person()

    waited, refused = race(
        contact(draft, person, "Els"), contact(draft, person, "Bram")
    )

    draft.refresh_from_db()
    assert waited
    assert refused == ["Somebody else saved this programme while you were writing."]
    assert (draft.substitute_contact, draft.version) == ("Els", 1)


def test_a_programme_does_not_open_while_its_last_goal_is_being_removed() -> None:
    draft, person = make_draft(), make_person()

    waited, refused = race(remove_goal(draft, person), open_it(draft, person))

    draft.refresh_from_db()
    assert waited
    assert refused == ["Give the programme at least one goal."]
    assert draft.is_draft


def test_without_the_lock_it_would_open_without_a_goal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft, person = make_draft(), make_person()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)

    def remove_and_only_then_look() -> None:
        # The row of the programme itself is not written, as in a careless operation.
        draft.objectives.all().delete()

    waited, refused = race(remove_and_only_then_look, open_it(draft, person))

    draft.refresh_from_db()
    assert (waited, refused) == (False, [])
    assert draft.is_open
    assert not draft.objectives.exists()


def test_two_coordinators_who_decide_at_once_send_one_letter() -> None:
    mentee = make_mentee(make_programme(), state=Enrolment.State.APPLIED)
    stale, person = Enrolment.objects.for_display().get(pk=mentee.pk), make_person()

    waited, refused = race(
        lambda: operations.approve(mentee, by=person, at=NOW),
        lambda: operations.not_now(stale, by=person, at=NOW),
    )

    mentee.refresh_from_db()
    assert waited
    assert refused == ["There is nothing to decide here any more."]
    assert mentee.state == Enrolment.State.APPROVED
    assert Delivery.objects.get().kind == "enrolment_approved"


def test_a_sign_up_that_meets_the_closing_of_the_programme_comes_too_late() -> None:
    programme, person = make_programme(), make_person()

    waited, refused = race(
        lambda: operations.close(programme, by=person, at=NOW),
        lambda: operations.enrol(
            programme, people=[person], role="mentee", by=person, at=NOW
        ),
    )

    assert waited
    assert refused == ["Nobody can sign up for this programme now."]
    assert not programme.enrolments.exists()
