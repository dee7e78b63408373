import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from people import access
from tests.doorways import (
    begin_app,
    code_for,
    enter_by_address,
    person_of,
    with_app,
)
from tests.factories import SECRET, give_secret, make_hr, make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]


@pytest.mark.django_db(transaction=True)
def test_an_app_and_its_recovery_codes_are_sealed_and_vouched_for(
    client: Client,
) -> None:
    anna = give_secret(make_person())
    before = anna.credential_id

    sign_in(client, anna)
    secret = begin_app(client)
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})

    anna.refresh_from_db()
    assert anna.credential_id == before
    assert access.is_confirmed(anna)
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    codes = Authenticator.objects.get(type="recovery_codes")
    assert secret not in stored
    assert not any(code in stored for code in RecoveryCodes(codes).generate_codes())
    assert client.get(reverse("today")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_passkey_planted_just_before_is_not_vouched_for_by_an_own_app(
    client: Client,
) -> None:
    anna = sign_in(client, give_secret(make_person()))
    before = anna.credential_id
    secret = begin_app(client)
    Authenticator.objects.create(
        user=anna, type="webauthn", data={"name": "x", "credential": {"key": "thief's"}}
    )

    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})

    anna.refresh_from_db()
    assert anna.credential_id != before


@pytest.mark.django_db(transaction=True)
def test_the_code_of_the_app_is_asked_for_at_the_next_sign_in(client: Client) -> None:
    anna, secret = with_app(client)
    client.post(reverse("account_logout"))

    response = enter_by_address(client, anna.email, SECRET)
    assert response.headers["Location"] == reverse("mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    assert person_of(client) == str(anna.pk)


@pytest.mark.django_db(transaction=True)
def test_who_makes_an_app_work_need_not_show_it_again_but_other_browsers_must(
    client: Client, settings: Settings
) -> None:
    settings.REQUIRE_MFA = True
    chief = give_secret(make_hr())
    sign_in(elsewhere := Client(), chief)
    sign_in(client, chief)
    secret = begin_app(client)

    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})

    assert client.get(reverse("today")).status_code == 200
    assert elsewhere.get(reverse("today")).headers["Location"] == reverse("mfa_index")


@pytest.mark.django_db(transaction=True)
def test_making_new_recovery_codes_keeps_the_credential(client: Client) -> None:
    anna, _secret = with_app(client)
    before = anna.credential_id

    client.post(reverse("mfa_generate_recovery_codes"))

    anna.refresh_from_db()
    assert anna.credential_id == before
    assert access.is_confirmed(anna)


@pytest.mark.django_db(transaction=True)
def test_letting_the_app_go_keeps_the_credential(client: Client) -> None:
    anna, _secret = with_app(client)
    before = anna.credential_id

    client.post(reverse("mfa_deactivate_totp"))

    anna.refresh_from_db()
    assert not Authenticator.objects.exists()
    assert anna.credential_id == before
    assert access.is_confirmed(anna)
