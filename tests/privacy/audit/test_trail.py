"""Acts are remembered under pseudonyms, for a named audience."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from privacy import audit
from privacy.models import Audience, AuditEntry, Pseudonym, SealedKey
from tests.factories import make_person

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_an_act_is_remembered_with_its_time_and_its_object() -> None:
    anna, key = make_person(), SealedKey.objects.create(name="x", sealed=b"x")

    audit.record(anna, "renewed", key, at=NOON)

    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.at) == ("renewed", NOON)
    assert (entry.about_kind, entry.about_id) == ("privacy.sealedkey", str(key.pk))
    assert (entry.scope, entry.subject, entry.audience) == (None, "", Audience.HOUSE)


def test_an_act_without_a_time_is_of_now() -> None:
    anna = make_person()

    audit.record(anna, "signed in", anna)

    age = timezone.now() - AuditEntry.objects.get().at
    assert abs(age.total_seconds()) < 60


def test_no_entry_holds_the_id_of_a_person() -> None:
    anna, chief = make_person(), make_person()

    audit.record(chief, "looked at", anna, subject=anna, at=NOON)

    row = AuditEntry.objects.values().get()
    written = "".join(str(value) for value in row.values())
    for person in (anna, chief):
        assert str(person.pk) not in written
        assert person.pk.hex not in written
        assert f"{person.email}" not in written
    assert row["subject"] == row["about_id"] == audit.pseudonym_of(anna)
    assert row["actor"] == audit.pseudonym_of(chief)


def test_a_pseudonym_stays_the_same_and_is_nobody_elses() -> None:
    anna, stranger = make_person(), make_person()

    assert audit.pseudonym_of(anna) == audit.pseudonym_of(anna)
    assert audit.pseudonym_of(anna) != audit.pseudonym_of(stranger)
    assert Pseudonym.objects.count() == 2


def test_a_pseudonym_cannot_be_made_without_the_ring() -> None:
    anna = make_person()
    before = audit.pseudonym_of(anna)

    # Somebody wipes the key: the same person gets another name.
    SealedKey.objects.all().delete()
    Pseudonym.objects.all().delete()

    assert audit.pseudonym_of(anna) != before


def test_the_house_itself_acts_without_a_name() -> None:
    anna = make_person()

    audit.record(None, "invited", anna, at=NOON)

    assert AuditEntry.objects.get().actor == ""


def test_an_act_in_a_programme_is_for_its_coordinators() -> None:
    scope = uuid.uuid4()

    audit.record(None, "opened", make_person(), scope=scope)

    entry = AuditEntry.objects.get()
    assert (entry.audience, entry.scope) == (Audience.PROGRAMME, scope)


def test_an_act_may_be_for_those_concerned_only() -> None:
    audit.record(None, "shared", make_person(), scope=uuid.uuid4(), audience="self")

    assert AuditEntry.objects.get().audience == Audience.SELF


def test_an_act_for_coordinators_of_no_programme_is_refused() -> None:
    with pytest.raises(ValueError, match="belongs to a programme"):
        audit.record(None, "opened", make_person(), audience="programme")


def test_an_audience_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="everybody"):
        audit.record(None, "opened", make_person(), audience="everybody")


def test_remembering_somebody_who_is_known_takes_two_queries() -> None:
    anna, chief = make_person(), make_person()
    audit.record(anna, "met", chief, subject=chief)

    with CaptureQueriesContext(connection) as queries:
        audit.record(anna, "met", chief, subject=chief)

    assert len(queries) == 2
