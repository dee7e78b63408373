"""Talks among mentors: a date, answers, been there; nothing is reported of them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from mailing import outbox
from mailing.models import Delivery
from people.models import Person
from programmes import operations
from programmes.models import Attendance, Intervision, Programme
from programmes.operations import intervision
from programmes.operations.intervision import Gathering
from programmes.queries import export_of
from tests.factories import (
    NOW,
    make_administrator,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]
DAY = date(2026, 9, 15)
SAID = {"on": "2026-09-15", "time": "14:00", "place": "Room 3"}


@pytest.fixture
def _now() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def mentors(programme: Programme) -> list[Person]:
    return [make_mentor(programme).person for _one in range(4)]


def as_somebody(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def page(name: str, programme: Programme, talk: Intervision | None = None) -> str:
    args = [programme.slug, *([talk.pk] if talk else [])]
    return reverse(f"programmes:intervision_{name}", args=args)


def make_talk(
    programme: Programme, mentors: list[Person], on: date = DAY
) -> Intervision:
    asked = Gathering(on, None, "Room 3", [one.pk for one in mentors])
    by = make_coordinator(programme)
    return intervision.plan_intervision(programme, asked, at=NOW, by=by)


def letters(kind: str) -> set[object]:
    found = Delivery.objects.filter(kind=kind).exclude(state="cancelled")
    return set(found.values_list("recipient_id", flat=True))


def said_of(talk: Intervision) -> list[str]:
    return sorted(talk.attendances.values_list("said", flat=True))


def test_a_coordinator_invites_three_mentors(
    programme: Programme, mentors: list[Person]
) -> None:
    client = as_somebody(make_coordinator(programme))
    assert str(mentors[0]) in client.get(page("plan", programme)).text
    invited = [str(one.pk) for one in mentors[:3]]

    answer = client.post(page("plan", programme), {**SAID, "mentors": invited})

    assert answer.headers["Location"] == page("list", programme)
    talk = Intervision.objects.get()
    assert (talk.on, talk.place) == (DAY, "Room 3")
    assert said_of(talk) == ["invited"] * 3
    assert letters("intervision_asked") == {one.pk for one in mentors[:3]}
    told = client.get(page("list", programme)).text
    assert "Call it off" in told
    assert "I come" not in told


def test_the_letter_leads_to_the_page(
    programme: Programme, mentors: list[Person], mailoutbox: list[object]
) -> None:
    talk = make_talk(programme, mentors)
    intervision.say_of_intervision(talk, "cannot", at=NOW, by=mentors[0])

    outbox.deliver_due(at=NOW)
    intervision.call_off_intervision(talk, at=NOW, by=mentors[0])
    outbox.deliver_due(at=NOW + timedelta(minutes=1))

    bodies = [str(letter.body) for letter in mailoutbox]  # type: ignore[attr-defined]
    assert sum("No report is made of it" in body for body in bodies) == 3
    assert sum("does not take place" in body for body in bodies) == 3
    assert all(page("list", programme) in body for body in bodies)


@pytest.mark.parametrize(
    ("count", "on", "refusal"),
    [
        (2, "2026-09-15", "Invite three to eight people."),
        (4, "2026-08-31", "This day is over."),
    ],
)
def test_too_few_or_too_late_is_refused(
    programme: Programme, mentors: list[Person], count: int, on: str, refusal: str
) -> None:
    client = as_somebody(make_coordinator(programme))
    invited = [str(one.pk) for one in mentors[:count]]

    answer = client.post(
        page("plan", programme), {**SAID, "on": on, "mentors": invited}
    )

    assert answer.status_code == 422
    assert refusal in answer.text
    assert not Intervision.objects.exists()


def test_nine_or_somebody_from_elsewhere_is_refused(programme: Programme) -> None:
    nine = [make_mentor(programme).person for _one in range(9)]
    stranger = make_mentor(make_programme()).person

    for invited in (nine, [*nine[:2], stranger]):
        with pytest.raises(ValidationError):
            make_talk(programme, invited)


def test_it_takes_three_to_talk(programme: Programme) -> None:
    make_mentor(programme)

    told = as_somebody(make_coordinator(programme)).get(page("plan", programme)).text

    assert "it takes three" in told


def test_a_mentor_answers_before_and_says_afterwards_that_one_was_there(
    programme: Programme, mentors: list[Person]
) -> None:
    talk = make_talk(programme, mentors)
    client = as_somebody(mentors[0])
    assert "I was there" not in client.get(page("list", programme)).text

    client.post(page("answer", programme, talk), {"said": "comes"})
    assert said_of(talk) == ["comes", "invited", "invited", "invited"]
    client.post(page("answer", programme, talk), {"said": "was_there"})
    assert said_of(talk)[0] == "comes"

    with time_machine.travel(NOW + timedelta(days=15), tick=False):
        late = as_somebody(mentors[0])
        told = late.get(page("list", programme)).text
        late.post(page("answer", programme, talk), {"said": "was_there"})
        late.post(page("answer", programme, talk), {"said": "comes"})

    assert "I was there" in told
    assert "I come" not in told
    assert "was_there" in said_of(talk)


def test_a_talk_that_is_off_is_answered_no_more(
    programme: Programme, mentors: list[Person]
) -> None:
    talk = make_talk(programme, mentors)
    intervision.say_of_intervision(talk, "cannot", at=NOW, by=mentors[0])
    client = as_somebody(make_coordinator(programme))

    client.post(page("call_off", programme, talk))
    client.post(page("call_off", programme, talk))

    assert letters("intervision_off") == {one.pk for one in mentors[1:]}
    assert letters("intervision_asked") == set()
    told = as_somebody(mentors[0]).get(page("list", programme)).text
    assert "called off" in told
    assert "I come" not in told
    with pytest.raises(ValidationError):
        intervision.say_of_intervision(talk, "comes", at=NOW, by=mentors[0])


def test_a_talk_of_yesterday_is_not_called_off(
    programme: Programme, mentors: list[Person]
) -> None:
    talk = make_talk(programme, mentors)

    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        client = as_somebody(make_coordinator(programme))
        client.post(page("call_off", programme, talk))
        assert "This day is over." in client.get(page("list", programme)).text

    talk.refresh_from_db()
    assert talk.called_off_at is None


def test_the_guide_is_for_those_who_talk(
    programme: Programme, mentors: list[Person]
) -> None:
    told = as_somebody(mentors[0]).get(page("guide", programme)).text

    assert "No report is made." in told


@pytest.mark.parametrize("name", ["list", "guide", "plan"])
def test_mentees_and_strangers_stay_out(programme: Programme, name: str) -> None:
    mentee = make_mentee(programme).person
    other = make_coordinator(make_programme())

    for one in (mentee, other, make_administrator(), make_person()):
        assert as_somebody(one).get(page(name, programme)).status_code == 403


def test_a_mentor_plans_nothing_and_answers_only_when_invited(
    programme: Programme, mentors: list[Person]
) -> None:
    talk = make_talk(programme, mentors[:3])
    left_out = as_somebody(mentors[3])

    assert left_out.get(page("plan", programme)).status_code == 403
    assert left_out.post(page("call_off", programme, talk)).status_code == 403
    answer = left_out.post(page("answer", programme, talk), {"said": "comes"})
    assert answer.status_code == 404
    assert str(mentors[0]) not in left_out.get(page("list", programme)).text
    with pytest.raises(PermissionDenied):
        intervision.say_of_intervision(talk, "comes", at=NOW, by=mentors[3])


def test_somebody_who_is_invited_finds_it_on_the_first_page(
    programme: Programme, mentors: list[Person]
) -> None:
    talk = make_talk(programme, mentors)
    client = as_somebody(mentors[0])
    invited = "You are invited to a talk among mentors"
    assert invited in client.get(reverse("today")).text

    client.post(page("answer", programme, talk), {"said": "comes"})

    assert invited not in client.get(reverse("today")).text


def test_one_s_own_attendance_is_told_forgotten_and_gone_with_time(
    programme: Programme, mentors: list[Person]
) -> None:
    talk = make_talk(programme, mentors)

    told = {"programme": programme.name, "on": DAY, "said": "invited"}
    assert export_of(mentors[0])["talks"] == [told]
    operations.forget(mentors[0])
    assert Attendance.objects.filter(intervision=talk).count() == 3

    assert operations.purge(on=DAY + timedelta(days=183)) == {}
    gone = operations.purge(on=DAY + timedelta(days=184))
    assert gone == {"programmes.Intervision": 1, "programmes.Attendance": 3}


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_the_same_however_many_talks_there_are(
    programme: Programme,
    mentors: list[Person],
    django_assert_num_queries: Callable[[int], object],
    count: int,
) -> None:
    for number in range(count):
        make_talk(programme, mentors, on=DAY + timedelta(days=number))
    client = as_somebody(mentors[0])

    with django_assert_num_queries(10):  # type: ignore[attr-defined]
        assert client.get(page("list", programme)).status_code == 200
