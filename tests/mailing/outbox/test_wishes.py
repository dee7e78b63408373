"""What is written down of wishes and of mailboxes that refuse."""

import pytest

from mailing.models import Address, Preference
from mailing.outbox import choose
from mailing.outbox.wishes import note_bounce
from tests.factories import make_person
from tests.mailing.stationery import MONDAY

pytestmark = pytest.mark.django_db


def test_a_wish_replaces_the_one_before() -> None:
    anna = make_person()
    choose("off", kind="news", person_id=anna.pk)
    choose("digest", kind="news", person_id=anna.pk)

    assert str(Preference.objects.get(person=anna)) == "news: digest"


def test_one_persons_wish_is_not_anothers() -> None:
    anna, stranger = make_person(), make_person()
    choose("off", kind="news", person_id=anna.pk)

    assert not Preference.objects.filter(person=stranger).exists()


def test_a_private_address_that_refuses_is_flagged_itself() -> None:
    anna = make_person()
    Address.objects.create(person=anna, value="anna@home.example", kind="private")

    note_bounce("anna@home.example", person_id=anna.pk, at=MONDAY)
    note_bounce("anna@home.example", person_id=anna.pk, at=MONDAY)

    address = Address.objects.get()
    assert (address.kind, address.hard_bounces) == ("private", 2)
    assert address.stopped_at == MONDAY
    assert str(address) == "anna@home.example"


def test_a_company_address_belongs_to_whoever_has_it_now() -> None:
    former, present = make_person(), make_person()
    note_bounce("desk@fabriek.example", person_id=former.pk, at=MONDAY)

    note_bounce("desk@fabriek.example", person_id=present.pk, at=MONDAY)

    address = Address.objects.get()
    assert (address.person, address.hard_bounces) == (present, 2)


def test_two_people_may_have_the_same_private_address() -> None:
    for person in (make_person(), make_person()):
        Address.objects.create(person=person, value="us@home.example", kind="private")

    assert Address.objects.count() == 2
