from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from matching.models import Pairing
from people import access, queries
from people.models import Concerned, LineRequest, Person, ReportingLine
from people.operations import line_requests, lines
from tests.factories import (
    make_hr,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
END = LineRequest.Kind.END


def make_pair_across_a_line(**fields: bool) -> tuple[ReportingLine, Pairing]:
    """Let two be a pair, and announce that the mentor's report will lead the mentee."""
    mentor, lead, mentee = (make_person(top_of_line=True) for _each in range(3))
    programme = make_programme()
    pairing = make_pairing(
        programme,
        make_mentor(programme, person=mentor),
        make_mentee(programme, person=mentee),
    )
    make_line(mentor, lead)
    announced = make_line(lead, mentee, from_on=date(2027, 1, 1), in_force=False)
    return announced, pairing


def asked(line: ReportingLine, *, by: Person) -> LineRequest:
    request = line_requests.end_line(line, at=AT, by=by)
    assert request is not None
    return request


def told(kind: str) -> set[object]:
    return set(
        Delivery.objects.filter(kind=kind).values_list("recipient_id", flat=True)
    )


def test_a_line_between_two_who_are_no_pair_ends_at_once() -> None:
    line = make_line(make_person(), make_person())

    assert line_requests.end_line(line, at=AT, by=make_hr()) is None

    line.refresh_from_db()
    assert not line.in_force


def test_a_line_between_two_of_a_pair_waits_for_a_second_hr_person() -> None:
    line, _pairing = make_pair_across_a_line()
    first, second = make_hr(), make_hr()

    request = asked(line, by=first)

    assert request.due_on is None
    assert ReportingLine.objects.filter(pk=line.pk).exists()
    assert told("line_change_second") == {second.pk}
    assert not told("line_change_told")
    assert access.may_decide_request(second, request)
    assert not access.may_decide_request(first, request)
    assert not access.may_decide_request(make_person(), request)

    line_requests.confirm(request, at=AT, by=second)

    assert not ReportingLine.objects.filter(pk=line.pk).exists()
    request.refresh_from_db()
    assert (request.state, request.kind) == (LineRequest.State.DONE, END)


def test_the_database_too_refuses_that_one_person_asks_and_confirms() -> None:
    line, _pairing = make_pair_across_a_line()
    hr = make_hr()
    request = asked(line, by=hr)
    request.state, request.decided_by = LineRequest.State.DONE, hr

    with pytest.raises(ValidationError, match="a_second_person_decides"):
        request.full_clean()


def test_hr_who_is_of_the_pair_is_no_second_person() -> None:
    line, pairing = make_pair_across_a_line()
    hr = make_hr()
    assert pairing.mentor is not None
    pairing.mentor.company_roles.create(kind="hr", from_at=AT)

    request = asked(line, by=hr)

    assert request.due_on is not None
    assert not access.may_decide_request(pairing.mentor, request)


def test_with_one_hr_person_both_are_told_and_it_takes_three_working_days() -> None:
    line, pairing = make_pair_across_a_line()
    request = asked(line, by=make_hr())

    assert request.due_on == date(2026, 11, 26)
    assert told("line_change_told") == {pairing.mentor_id, pairing.mentee_id}

    line_requests.turn_the_day(at=AT + timedelta(days=3))
    assert ReportingLine.objects.filter(pk=line.pk).exists()
    line_requests.turn_the_day(at=AT + timedelta(days=4))
    assert not ReportingLine.objects.filter(pk=line.pk).exists()


@pytest.mark.parametrize("how", ["left", "no longer hr", "erased"])
def test_what_a_lone_hr_who_is_gone_asked_for_waits_for_another(how: str) -> None:
    line, pairing = make_pair_across_a_line()
    hr = make_hr()
    request = asked(line, by=hr)
    if how == "left":
        Person.objects.filter(pk=hr.pk).update(left_on=AT.date())
    elif how == "erased":
        hr.delete()
    else:
        hr.company_roles.update(until_at=AT)
    following = make_hr()

    line_requests.turn_the_day(at=AT + timedelta(days=4))
    line_requests.turn_the_day(at=AT + timedelta(days=5))

    request.refresh_from_db()
    assert ReportingLine.objects.filter(pk=line.pk).exists()
    assert (request.state, request.due_on) == (LineRequest.State.WAITING, None)
    assert told("line_change_second") == {following.pk}
    assert access.may_decide_request(following, request)
    line_requests.confirm(request, at=AT + timedelta(days=5), by=following)
    assert not ReportingLine.objects.filter(pk=line.pk).exists()
    assert pairing.mentor_id is not None


def test_with_nobody_of_hr_left_it_waits_for_whoever_comes() -> None:
    line, _pairing = make_pair_across_a_line()
    hr = make_hr()
    request = asked(line, by=hr)
    hr.company_roles.update(until_at=AT)

    line_requests.turn_the_day(at=AT + timedelta(days=4))

    following = make_hr()
    assert list(queries.requests_to_decide(following)) == [request]
    assert list(queries.requests_to_decide(hr)) == []


def test_a_weekend_and_a_holiday_are_no_working_days() -> None:
    line, _pairing = make_pair_across_a_line()

    request = line_requests.end_line(
        line, at=datetime(2026, 12, 24, 9, tzinfo=UTC), by=make_hr()
    )

    assert request is not None
    assert request.due_on == date(2026, 12, 30)


def test_either_of_the_two_may_object_and_then_the_line_stays() -> None:
    line, pairing = make_pair_across_a_line()
    request = asked(line, by=make_hr())
    assert pairing.mentee is not None
    assert access.may_object_to(pairing.mentee, request)
    assert not access.may_object_to(make_person(), request)

    line_requests.object_to(request, at=AT, by=pairing.mentee)
    line_requests.turn_the_day(at=AT + timedelta(days=9))

    assert ReportingLine.objects.filter(pk=line.pk).exists()
    with pytest.raises(ValidationError, match="decided a moment ago"):
        line_requests.confirm(request, at=AT, by=make_hr())


def test_a_second_person_may_leave_it_as_it_is() -> None:
    line, _pairing = make_pair_across_a_line()
    second = make_hr()
    request = asked(line, by=make_hr())

    line_requests.refuse(request, at=AT, by=second)

    assert ReportingLine.objects.filter(pk=line.pk).exists()


def test_the_same_is_not_asked_twice() -> None:
    line, _pairing = make_pair_across_a_line()
    hr = make_hr()
    asked(line, by=hr)

    with pytest.raises(ValidationError, match="asked for this already"):
        line_requests.end_line(line, at=AT, by=hr)


def test_a_line_that_a_file_took_away_meanwhile_needs_nothing_more() -> None:
    line, _pairing = make_pair_across_a_line()
    request = asked(line, by=make_hr())
    line.delete()
    request.refresh_from_db()

    line_requests.confirm(request, at=AT, by=make_hr())

    request.refresh_from_db()
    assert request.state == LineRequest.State.DONE


def test_a_last_day_is_kept_and_one_that_is_over_means_now() -> None:
    for last_on, held in ((date(2027, 2, 1), True), (date(2026, 11, 24), False)):
        line, pairing = make_pair_across_a_line()
        lines.turn_the_day(at=datetime(2027, 1, 2, 9, tzinfo=UTC))
        pairing.refresh_from_db()
        assert pairing.state == Pairing.State.SUSPENDED
        later = datetime(2027, 1, 4, 9, tzinfo=UTC)
        request = LineRequest.objects.create(
            kind=END,
            person=line.person,
            superior=line.superior,
            line=line,
            last_on=last_on,
            asked_by=make_hr(),
            asked_at=AT,
        )

        line_requests.confirm(request, at=later, by=make_hr())

        line.refresh_from_db()
        assert line.in_force == held


def test_a_suspended_pair_keeps_its_line_too() -> None:
    line, _pairing = make_pair_across_a_line()
    lines.turn_the_day(at=datetime(2027, 1, 2, 9, tzinfo=UTC))
    line.refresh_from_db()

    request = asked(line, by=make_hr())

    assert request.state == LineRequest.State.WAITING


def test_who_would_be_freed_by_a_top_is_asked_about_first() -> None:
    programme = make_programme()
    mentee = make_person()
    make_pairing(programme, mentee=make_mentee(programme, person=mentee))
    Person.objects.filter(pk=mentee.pk).update(chart_state="unknown")
    stranger = make_person(chart_state="unknown")
    hr, second = make_hr(), make_hr()

    request = line_requests.mark_top(mentee, at=AT, by=hr)
    assert line_requests.mark_top(stranger, at=AT, by=hr) is None

    assert request is not None
    stranger.refresh_from_db()
    assert stranger.top_of_line
    line_requests.confirm(request, at=AT, by=second)
    mentee.refresh_from_db()
    assert (mentee.top_of_line, mentee.chart_state) == (True, "known")


def test_what_hr_changed_between_two_is_remembered_for_both_and_nobody_else() -> None:
    line, pairing = make_pair_across_a_line()
    request = asked(line, by=make_hr())
    assert pairing.mentor is not None
    assert pairing.mentee is not None
    assert queries.changed_between(pairing.mentor, pairing.mentee) is None

    line_requests.confirm(request, at=AT, by=make_hr())

    assert queries.changed_between(pairing.mentor, pairing.mentee) == AT.date()
    assert queries.changed_between(pairing.mentor, make_person()) is None


def test_somebody_concerned_is_called_by_name() -> None:
    person = make_person()

    assert str(Concerned(person=person)) == str(person)
