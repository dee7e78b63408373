"""Behind the warning stands a button for whoever did not change anything."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from mailing import outbox
from people import emails, proofs
from people.models import BrowserSession, Person
from people.operations import credentials
from privacy.models import AuditEntry
from tests.doorways import add_passkey, by_sql, path_of, with_pin
from tests.factories import NOW, give_secret, make_person, sign_in

pytestmark = pytest.mark.django_db
THEN = NOW + timedelta(days=1, hours=3)


def taken_over(person: Person) -> Person:
    by_sql(person, password="md5$a$b")
    credentials.look_at_sign_in(person=person, at=THEN)
    return person


def link_for(person: Person) -> str:
    return path_of(emails.link_of(proofs.WARNING, person))


def test_a_changed_credential_is_told_by_letter_with_a_way_to_object() -> None:
    anna = taken_over(give_secret(make_person()))

    outbox.deliver_due(at=THEN)

    [letter] = mail.outbox
    assert letter.to == [anna.email]
    assert "changed on Wednesday 2 September" in letter.body
    assert "/not-me/" in letter.body


def test_whoever_has_no_mailbox_gets_no_letter() -> None:
    taken_over(with_pin())

    outbox.deliver_due(at=THEN)

    assert mail.outbox == []


def test_a_letter_that_comes_after_the_proof_is_not_sent() -> None:
    anna = taken_over(give_secret(make_person()))
    credentials.forget_former(person=anna)

    outbox.deliver_due(at=THEN)

    assert mail.outbox == []


def test_a_first_secret_and_an_own_change_warn_nobody() -> None:
    anna = give_secret(make_person())
    credentials.change_secret(
        person=anna, secret="another horse", kind="password", at=THEN
    )

    outbox.deliver_due(at=THEN)

    assert mail.outbox == []


def test_looking_changes_nothing_and_the_button_signs_everybody_out() -> None:
    anna = taken_over(give_secret(make_person()))
    sign_in(Client(), anna)
    client = Client()

    page = client.get(link_for(anna))
    assert "Did somebody else change how you sign in?" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert BrowserSession.objects.filter(person=anna).exists()
    answer = client.post(link_for(anna))

    anna.refresh_from_db()
    assert "Your notes stay shut" in answer.text
    assert anna.credential_changed_at is None
    assert proofs.fits(anna)
    assert not BrowserSession.objects.filter(person=anna).exists()
    assert AuditEntry.objects.get(verb="credential_objected").audience == "self"


def test_an_objection_does_not_vouch_for_what_sql_changed_meanwhile() -> None:
    anna = taken_over(give_secret(make_person()))
    by_sql(anna, password="md5$a$c")

    credentials.object_to_change(person=anna, at=THEN)

    assert not proofs.fits(Person.objects.get(pk=anna.pk))


def test_a_link_about_an_earlier_change_is_past() -> None:
    anna = taken_over(give_secret(make_person()))
    link = link_for(anna)
    by_sql(anna, password="md5$a$c")
    credentials.look_at_sign_in(person=anna, at=THEN)

    assert Client().post(link).status_code == 410


def test_a_forged_link_leads_nowhere() -> None:
    assert Client().get("/not-me/forged/").status_code == 404


def test_a_mailbox_that_is_confirmed_vouches_for_no_planted_passkey() -> None:
    anna = give_secret(make_person())
    add_passkey(anna)

    credentials.confirm_address(person=anna, at=THEN)

    assert not proofs.fits(Person.objects.get(pk=anna.pk))


def test_a_hash_that_is_renewed_vouches_for_no_planted_passkey() -> None:
    anna = give_secret(make_person())
    add_passkey(anna)

    credentials.renew_hash(person=anna, secret="the same")

    assert not proofs.fits(Person.objects.get(pk=anna.pk))
