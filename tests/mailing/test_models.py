"""What the database refuses, whoever asks."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from mailing.models import Address, Breaker, Delivery, Preference, Tick
from privacy.classification import offences_of
from tests.factories import make_person
from tests.mailing.stationery import HOUR, MONDAY, promise_news


@pytest.mark.parametrize("model", [*apps.get_app_config("mailing").get_models()])
def test_every_field_is_classified(model: type[Delivery]) -> None:
    assert offences_of(model) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"state": "lost"},
        {"channel": "pigeon"},
        {"state": "sent", "sent_at": None},
        {"state": "sending", "worker": "somebody", "lease_until": None},
        {"state": "sending", "worker": "", "lease_until": MONDAY},
    ],
    ids=str,
)
def test_a_row_that_says_nothing_sensible_is_refused(
    changes: dict[str, object],
) -> None:
    promise_news(make_person())

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(**changes)


@pytest.mark.django_db
def test_there_is_one_breaker_and_one_tick() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Breaker.objects.create(pk=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tick.objects.create(pk=2, at=MONDAY)


@pytest.mark.django_db
def test_somebody_has_one_wish_per_kind_and_it_is_one_of_three() -> None:
    anna = make_person()
    Preference.objects.create(person=anna, kind="news", choice="off")

    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(person=anna, kind="news", choice="mail")
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(person=anna, kind="other", choice="maybe")


@pytest.mark.django_db
def test_a_company_address_has_one_owner() -> None:
    Address.objects.create(person=make_person(), value="desk@fabriek.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(person=make_person(), value="desk@fabriek.example")


@pytest.mark.django_db
def test_erasing_a_person_erases_their_post() -> None:
    anna, stranger = make_person(), make_person()
    promise_news(anna)
    kept = promise_news(stranger)
    Address.objects.create(person=anna, value="anna@home.example")
    Preference.objects.create(person=anna, kind="news", choice="off")

    anna.delete()

    assert list(Delivery.objects.all()) == [kept]
    assert not Address.objects.exists()
    assert not Preference.objects.exists()


@pytest.mark.django_db
def test_the_open_letters_have_an_index_of_their_own() -> None:
    names = {index.name for index in Delivery._meta.indexes}

    assert names == {"deliveries_open", "deliveries_undelivered"}


def test_a_letter_without_an_end_is_never_too_late() -> None:
    assert not Delivery().is_too_late(MONDAY + timedelta(days=10_000))
    assert Delivery(expires_at=MONDAY).is_too_late(MONDAY)
    assert not Delivery(expires_at=MONDAY + HOUR).is_too_late(MONDAY)


def test_a_tick_tells_its_moment() -> None:
    assert str(Tick(at=MONDAY)) == "2026-11-23 09:00"
