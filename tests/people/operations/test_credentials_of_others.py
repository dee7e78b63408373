from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from people import access, proofs
from people.events import CredentialsChanged, credentials_changed
from people.models import Person
from people.operations import credentials
from privacy.keyring import SealError
from privacy.operations.rotation import reseal_all
from tests.doorways import (
    add_app,
    add_passkey,
    by_sql,
)
from tests.factories import NOW, give_secret, make_person
from tests.key_rings import other_ring, ring_of

pytestmark = pytest.mark.django_db
A_WEEK_AND_A_DAY = NOW + timedelta(days=8)
SHOWN = frozenset({"password"})


@pytest.fixture
def heard() -> Iterator[list[CredentialsChanged]]:
    """Collect the events that are sent."""
    events: list[CredentialsChanged] = []

    def hear(change: CredentialsChanged, **_signal: object) -> None:
        events.append(change)

    credentials_changed.connect(hear)
    yield events
    credentials_changed.disconnect(hear)


@pytest.mark.parametrize(
    "column",
    ["password", "credential_id", "former_credential_id", "credential_changed_at"],
)
def test_a_column_changed_by_sql_is_vouched_for_by_nobody(column: str) -> None:
    anna = give_secret(make_person())
    values = {"password": "md5$a$b", "credential_changed_at": A_WEEK_AND_A_DAY}

    by_sql(anna, **{column: values.get(column, uuid4())})

    assert not access.is_confirmed(anna)


def test_an_address_is_no_part_of_the_credential() -> None:
    anna = give_secret(make_person())

    by_sql(anna, email="somebody.else@fabriek.example")

    assert access.is_confirmed(anna)


def test_a_mac_of_one_person_does_not_fit_another() -> None:
    anna, bram = give_secret(make_person()), give_secret(make_person())

    by_sql(
        bram,
        password=anna.password,
        credential_id=anna.credential_id,
        credential_changed_at=anna.credential_changed_at,
        credential_mac=anna.credential_mac,
    )

    assert not access.is_confirmed(bram)


def test_a_planted_way_in_is_vouched_for_by_nobody() -> None:
    anna = give_secret(make_person())

    add_passkey(anna)
    assert not access.is_confirmed(anna)

    Authenticator.objects.all().delete()
    assert access.is_confirmed(anna)

    SocialAccount.objects.create(user=anna, provider="oidc", uid="a subject")
    assert not access.is_confirmed(anna)


def test_the_key_inside_a_passkey_cannot_be_exchanged() -> None:
    anna = give_secret(make_person())
    passkey = add_passkey(anna)
    added = frozenset({proofs.digest_of_factor(passkey)})
    credentials.settle_ways_in(person=anna, added=added, shown=SHOWN, at=NOW)
    assert access.is_confirmed(anna)

    passkey.data["name"] = "my telephone"
    passkey.save()
    assert access.is_confirmed(anna)

    passkey.data["credential"] = {"key": "of somebody else"}
    passkey.save()
    assert not access.is_confirmed(anna)


def test_the_secret_of_an_app_may_be_sealed_anew_but_not_exchanged() -> None:
    anna = give_secret(make_person())
    app = add_app(anna)
    added = frozenset({proofs.digest_of_factor(app)})
    credentials.settle_ways_in(person=anna, added=added, shown=SHOWN, at=NOW)

    app.data = {"secret": proofs.seal_secret("JBSWY3DPEHPK3PXP")}
    app.save()
    assert access.is_confirmed(anna)

    app.data = {"secret": proofs.seal_secret("THE SECRET OF ANOTHER")}
    app.save()
    assert not access.is_confirmed(anna)


def test_who_comes_in_with_what_nobody_vouches_for_gets_a_new_credential(
    heard: list[CredentialsChanged],
) -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    by_sql(anna, password="md5$a$0cc175b9c0f1b6a831c399e269772661")
    heard.clear()

    credentials.look_at_sign_in(person=anna, at=A_WEEK_AND_A_DAY)

    assert anna.credential_id != before
    assert anna.former_credential_id == before
    assert anna.credential_changed_at == A_WEEK_AND_A_DAY
    assert access.is_confirmed(anna)
    assert heard == [CredentialsChanged(anna, proof="none")]


def test_who_comes_in_with_their_own_keeps_it(heard: list[CredentialsChanged]) -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    heard.clear()

    credentials.look_at_sign_in(person=anna, at=A_WEEK_AND_A_DAY)

    anna.refresh_from_db()
    assert anna.credential_id == before
    assert heard == []


def test_the_first_former_id_stays_whatever_comes_after() -> None:
    anna = give_secret(make_person())
    own = anna.credential_id

    for password in ("md5$a$b", "md5$a$c"):
        by_sql(anna, password=password)
        credentials.look_at_sign_in(person=anna, at=NOW)

    assert anna.former_credential_id == own


def test_emptying_the_row_does_not_make_an_invitation_reopen_anything() -> None:
    """By SQL: no secret, no MAC, another address; so another credential."""
    anna = give_secret(make_person())
    own = anna.credential_id
    by_sql(
        anna,
        password="",
        secret_kind=Person.SecretKind.NONE,
        credential_mac=b"",
        credential_changed_at=None,
        email="thief@elsewhere.example",
    )

    give_secret(anna, "what the thief chooses")

    assert anna.credential_id != own


def test_a_session_ends_with_its_credential() -> None:
    anna = give_secret(make_person())
    before = anna.get_session_auth_hash()

    by_sql(anna, credential_id=uuid4())

    assert anna.get_session_auth_hash() != before
    assert list(anna.get_session_auth_fallback_hash()) == []


def test_with_a_key_away_nothing_is_confirmed_and_nothing_is_changed() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id

    with other_ring():
        credentials.look_at_sign_in(person=anna, at=NOW)
        assert not access.is_confirmed(anna)
        assert not access.may_open_sealed(anna, SHOWN, on=NOW.date())

    anna.refresh_from_db()
    assert anna.credential_id == before
    assert access.is_confirmed(anna)


def test_a_second_factor_outlives_the_key_that_was_turned_away() -> None:
    """After a rotation the old key may go: the app works, and nobody became another."""
    with ring_of("old"):
        anna = give_secret(make_person())
        app = add_app(anna)
        added = frozenset({proofs.digest_of_factor(app)})
        credentials.settle_ways_in(person=anna, added=added, shown=SHOWN, at=NOW)
    with ring_of("new", "old"):
        reseal_all()

    with ring_of("new"):
        assert proofs.open_secret(app.data["secret"]) == "JBSWY3DPEHPK3PXP"
        assert access.is_confirmed(anna)
    with ring_of("old"), pytest.raises(SealError):
        proofs.open_secret(app.data["secret"])


@pytest.mark.parametrize("scribbled", ["", "no base64!", "bm90aGluZw=="])
def test_what_somebody_scribbled_into_the_table_opens_nothing(scribbled: str) -> None:
    with pytest.raises(SealError):
        proofs.open_secret(scribbled)
