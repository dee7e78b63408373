import pytest
from django.core.exceptions import ValidationError

from privacy.models import AuditEntry
from programmes import operations
from programmes.models import Programme, Role
from tests.factories import NOW, make_coordinator, make_hr, make_person, make_programme

pytestmark = pytest.mark.django_db


def test_a_role_is_a_row_from_now_on() -> None:
    programme, person, hr = make_programme(), make_person(), make_hr()

    role = operations.assign_role(
        programme, person=person, kind="supporter", by=hr, at=NOW
    )

    assert (role.from_at, role.until_at) == (NOW, None)
    assert Programme.objects.with_role(person, "supporter").get() == programme
    assert AuditEntry.objects.get(scope=programme.pk).verb == "role_given"


def test_nobody_has_a_role_twice() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)

    with pytest.raises(ValidationError, match="already has this role"):
        operations.assign_role(
            programme, person=coordinator, kind="coordinator", by=make_hr(), at=NOW
        )


def test_whoever_left_gets_no_role() -> None:
    gone = make_person(may_sign_in=False)

    with pytest.raises(ValidationError, match="no longer works here"):
        operations.assign_role(
            make_programme(), person=gone, kind="coordinator", by=make_hr(), at=NOW
        )


def test_a_role_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="not a valid choice"):
        operations.assign_role(
            make_programme(), person=make_person(), kind="king", by=make_hr(), at=NOW
        )


def test_a_role_ends_and_may_be_given_again() -> None:
    programme = make_programme()
    first, second = make_coordinator(programme), make_coordinator(programme)
    role = Role.objects.get(person=second)

    operations.end_role(role, by=make_hr(), at=NOW)
    operations.end_role(role, by=make_hr(), at=NOW)

    assert list(Role.objects.open().filter(programme=programme)) == [
        Role.objects.get(person=first)
    ]
    assert AuditEntry.objects.filter(verb="role_ended").count() == 1
    operations.assign_role(
        programme, person=second, kind="coordinator", by=make_hr(), at=NOW
    )


def test_a_programme_keeps_its_last_coordinator_until_it_is_closed() -> None:
    programme = make_programme()
    role = Role.objects.get(person=make_coordinator(programme))

    with pytest.raises(ValidationError, match="Name another one first"):
        operations.end_role(role, by=make_hr(), at=NOW)

    operations.close(programme, by=role.person, at=NOW)
    role.refresh_from_db()
    assert operations.end_role(role, by=make_hr(), at=NOW).until_at == NOW


def test_the_only_support_person_may_stop() -> None:
    programme = make_programme()
    role = operations.assign_role(
        programme, person=make_person(), kind="supporter", by=make_hr(), at=NOW
    )

    assert operations.end_role(role, by=make_hr(), at=NOW).until_at == NOW
