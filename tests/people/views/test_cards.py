import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
import segno
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mailing import links
from people.models import Card, Employment, Person
from people.operations import cards
from people.views.cards import PICTURE
from tests.doorways import (
    GOOD_PIN,
    WRONG_PIN,
    enter_by_number,
    person_of,
    problems_in,
    with_pin,
)
from tests.factories import (
    NOW,
    START,
    make_administrator,
    make_hr,
    make_person,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]
CARD, LIST = "/card/", "/people/cards/"


def colleague(number: str = "0042", **fields: object) -> Person:
    return make_person(**{"email": None, "employee_number": number, **fields})


def post_at(site: str, person: Person) -> None:
    Employment.objects.create(person=person, site=site, from_on=START)


def printed(person: Person) -> tuple[str, str]:
    """Print a card: give the address in its picture, and its code."""
    issued = cards.issue(person=person, by=make_hr(), at=timezone.now())
    return reverse(
        "people:card_accept", args=[links.make(PICTURE, issued.card.pk)]
    ), issued.code


def pin(secret: str = GOOD_PIN, **more: str) -> dict[str, str]:
    return {"secret": secret, "again": secret, **more}


def test_the_picture_leads_to_a_pin_of_ones_own_and_inside(client: Client) -> None:
    anna = colleague(given_name="Anna")
    link, _code = printed(anna)
    page = client.get(link)
    assert "Welcome, Anna" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]

    response = client.post(link, pin())

    assert response.headers["Location"] == reverse("today")
    assert person_of(client) == str(anna.pk)
    assert "with your number, 0042, and your PIN" in client.get(reverse("today")).text
    enter_by_number(again := Client(), "0042", GOOD_PIN)
    assert person_of(again) == str(anna.pk)


def test_the_number_and_the_code_lead_to_the_same_page(client: Client) -> None:
    anna = colleague()
    _link, code = printed(anna)
    typed = f" {code[:4].lower()}-{code[4:]} "

    there = client.post(CARD, {"employee_number": "0042", "code": typed})
    client.post(there.headers["Location"], pin())

    assert person_of(client) == str(anna.pk)


def test_what_was_typed_opens_the_page_for_a_quarter_of_an_hour(
    client: Client,
) -> None:
    """Others use that device: its history must not hold a key."""
    with time_machine.travel(NOW, tick=False) as clock:
        _link, code = printed(colleague())
        sent = {"employee_number": "0042", "code": code}
        there = client.post(CARD, sent).headers["Location"]
        clock.shift(timedelta(minutes=14))
        assert client.get(there).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert client.get(there).status_code == 410


def test_unknown_wrong_used_old_and_locked_get_the_same_answer(client: Client) -> None:
    _link, code = printed(colleague("0042"))
    used_link, used = printed(colleague("0043"))
    Client().post(used_link, pin())
    _link, old = printed(colleague("0044"))
    long_ago = {"issued_at": NOW - timedelta(days=15), "expires_at": NOW}
    Card.objects.filter(person__employee_number="0044").update(**long_ago)
    _link, locked = printed(colleague("0045"))
    Card.objects.filter(person__employee_number="0045").update(wrong_tries=5)

    answers = {
        problems_in(client.post(CARD, {"employee_number": number, "code": tried}))
        for number, tried in [
            ("9999", code),
            ("0042", "WRONG234"),
            ("0043", used),
            ("0044", old),
            ("0045", locked),
        ]
    }

    assert len(answers) == 1
    assert "do not go together" in answers.pop()


def test_who_tries_one_number_over_and_over_is_slowed_down(client: Client) -> None:
    sent = {"employee_number": "0042", "code": "WRONG234"}
    answers = [problems_in(client.post(CARD, sent)) for _try in range(6)]

    assert "do not go together" in answers[4]
    assert "Too many failed" in answers[5]


def test_a_card_that_works_no_more_says_so_kindly(client: Client) -> None:
    anna = colleague()
    link, _code = printed(anna)
    client.post(link, pin())
    client.logout()

    again = client.post(link, pin(WRONG_PIN))

    assert again.status_code == 410
    assert "This card no longer works" in again.text
    assert Person.objects.get(pk=anna.pk).check_password(GOOD_PIN)


def test_a_link_that_is_none_of_ours_is_not_found(client: Client) -> None:
    other = links.make("another purpose", colleague().pk)

    for token in ("x", other):
        address = reverse("people:card_accept", args=[token])
        assert client.get(address).status_code == 404


def test_two_pins_that_differ_or_a_weak_one_keep_the_card(client: Client) -> None:
    link, _code = printed(colleague())

    differing = client.post(link, pin(again=WRONG_PIN))
    weak = client.post(link, pin("111111"))

    assert "not the same" in problems_in(differing)
    assert "is a series" in problems_in(weak)
    assert client.post(link, pin()).status_code == 302


def test_hr_prints_a_card_that_lets_its_owner_in(client: Client) -> None:
    anna = with_pin()
    sign_in(client, make_hr())
    page = reverse("people:card_issue", args=[anna.pk])
    assert "The present PIN ends at once" in client.get(page).text
    assert Person.objects.get(pk=anna.pk).check_password(GOOD_PIN)

    sheet = client.post(page)

    [code] = re.findall(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b", sheet.text)
    assert "data:image/svg+xml" in sheet.text
    assert "testserver/card/" in sheet.text
    assert sheet.headers["Cache-Control"] == "no-store"
    assert code not in client.get(page).text
    [paper] = sheet.context["papers"]
    assert paper.picture == segno.make(paper.address).svg_data_uri(border=2)
    assert Client().get(urlsplit(paper.address).path).status_code == 200
    visitor = Client()
    there = visitor.post(CARD, {"employee_number": "0042", "code": code})
    visitor.post(there.headers["Location"], pin(WRONG_PIN))
    assert person_of(visitor) == str(anna.pk)


def test_hr_is_told_why_somebody_gets_no_card(client: Client) -> None:
    anna = make_person()
    sign_in(client, make_hr())

    answer = client.post(reverse("people:card_issue", args=[anna.pk]), follow=True)

    assert "This person gets the link by e-mail." in answer.text


def test_who_waits_is_listed_and_printed_in_one_go(client: Client) -> None:
    anna, bram = colleague("0042"), colleague("0043")
    printed(bram)
    make_person(employee_number="0044")
    with_pin("0045")
    sign_in(client, make_hr(email=None, employee_number="0001"))

    page = client.get(LIST).text
    asked = re.findall(r'value="([0-9a-f-]{36})"\s+(checked)?', page)
    assert dict(asked) == {str(anna.pk): "checked", str(bram.pk): ""}

    sheet = client.post(LIST, {"person": [anna.pk, bram.pk]})

    assert sheet.text.count('class="qr"') == 2
    assert Card.objects.unused().count() == 2


def test_the_list_is_narrowed_to_a_site(client: Client) -> None:
    ghent, liege = colleague("0042"), colleague("0043")
    post_at("Gent", ghent)
    post_at("Liège", liege)
    sign_in(client, make_hr())

    page = unescape(client.get(LIST, {"site": "Gent"}).text)

    assert str(ghent.pk) in page
    assert str(liege.pk) not in page
    assert "<option >Liège</option>" in page


def test_nothing_ticked_and_somebody_gone_are_said(client: Client) -> None:
    sign_in(client, make_hr())
    stranger = make_person()

    nothing = client.post(LIST)
    gone = client.post(LIST, {"person": [stranger.pk]})
    nonsense = client.post(LIST, {"person": ["x"]})

    assert "Tick whose card" in problems_in(nothing)
    assert "Look at the list again" in problems_in(gone)
    assert nonsense.status_code == 422
    assert "Nobody waits" in nothing.text


def test_only_hr_sees_who_waits(client: Client) -> None:
    anna = colleague()
    for somebody in (make_person(), make_administrator()):
        sign_in(client, somebody)
        assert client.get(LIST).status_code == 403
        assert client.post(LIST, {"person": [anna.pk]}).status_code == 403
    assert not Card.objects.exists()


def test_the_list_costs_the_same_for_one_and_for_four(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, make_hr())
    post_at("Gent", colleague("1"))
    with django_assert_num_queries(9):
        client.get(LIST)
    for number in "234":
        post_at("Gent", colleague(number))
    with django_assert_num_queries(9):
        client.get(LIST)


def test_a_card_is_written_in_the_language_of_its_owner(client: Client) -> None:
    sign_in(client, make_hr())
    anna = colleague(language="fr")

    sheet = client.post(LIST, {"person": [anna.pk]})

    assert 'lang="fr"' in sheet.text
