"""The pages on which what another shut is opened again."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from people.models import Person
from sessions_log import notes
from sessions_log.models import Note
from tests.factories import NOW, make_person
from tests.pairs import Pair, make_pairing
from tests.sessions_log.conftest import ComeIn
from tests.sessions_log.shutting import (
    THEN,
    deliver_warning,
    opens,
    plant_way_in,
    print_codes,
    taken_over,
)

pytestmark = pytest.mark.django_db
REOPEN = reverse("sessions_log:reopen")
WITH_CODE = reverse("sessions_log:reopen_with_code")
WAITED = reverse("sessions_log:reopen_waited")


def page_of(pairing: Pair) -> str:
    return reverse("sessions_log:pairing", args=[pairing.pk])


def vouching_for(pairing: Pair) -> str:
    return reverse("sessions_log:partner_vouch", args=[pairing.pk])


def own_note(pairing: Pair) -> Note:
    vault = notes.private_vault_of(pairing.mentee, pairing)
    return notes.write(vault, "For me", author=pairing.mentee, kind="private", at=NOW)


def shared_note(pairing: Pair) -> Note:
    vault = notes.shared_vault_of(pairing)
    return notes.write(vault, "For us", author=pairing.mentee, kind="shared", at=NOW)


def came_in(person: Person, come_in: ComeIn) -> Client:
    """Open a browser for somebody whose credential was changed a moment ago."""
    return come_in(Person.objects.get(pk=person.pk))


def test_the_pair_page_says_that_it_is_shut_and_what_opens_it(
    preparing: Pair, come_in: ComeIn
) -> None:
    shared_note(preparing)
    taken_over(preparing.mentee)

    page = came_in(preparing.mentee, come_in).get(page_of(preparing))

    assert page.status_code == 200
    assert "What you two wrote is shut" in page.text
    assert f"Speak to {preparing.mentor.get_short_name()}" in page.text
    assert "For us" not in page.text
    assert reverse("matching:stop", args=[preparing.pk]) in page.text


def test_the_partner_sees_one_button_and_its_press_opens(
    preparing: Pair, come_in: ComeIn
) -> None:
    note = shared_note(preparing)
    mentor, mentee = come_in(preparing.mentor), preparing.mentee
    assert vouching_for(preparing) not in mentor.get(page_of(preparing)).text
    taken_over(mentee)
    name = mentee.get_short_name()
    assert f"Yes, this is really {name}" in mentor.get(page_of(preparing)).text

    answer = mentor.post(vouching_for(preparing), follow=True)

    assert "You two read the same again" in answer.text
    assert vouching_for(preparing) not in answer.text
    assert opens(note, mentee)
    assert "For us" in came_in(mentee, come_in).get(page_of(preparing)).text


def test_a_second_press_says_that_nothing_is_shut(
    preparing: Pair, come_in: ComeIn
) -> None:
    answer = come_in(preparing.mentor).post(vouching_for(preparing), follow=True)

    assert "Nothing is shut here" in answer.text


def test_neither_a_stranger_nor_the_one_shut_out_says_yes(
    preparing: Pair, come_in: ComeIn
) -> None:
    note = shared_note(preparing)
    taken_over(preparing.mentee)

    assert come_in(make_person()).post(vouching_for(preparing)).status_code == 404
    came_in(preparing.mentee, come_in).post(vouching_for(preparing))
    assert not opens(note, preparing.mentee)


def test_looking_at_the_button_opens_nothing(preparing: Pair, come_in: ComeIn) -> None:
    taken_over(preparing.mentee)

    assert come_in(preparing.mentor).get(vouching_for(preparing)).status_code == 405


def test_with_ones_own_notes_shut_the_pair_page_shows_what_is_shared(
    preparing: Pair, come_in: ComeIn
) -> None:
    shared_note(preparing)
    own_note(preparing)
    taken_over(preparing.mentee)
    come_in(preparing.mentor).post(vouching_for(preparing))

    page = came_in(preparing.mentee, come_in).get(page_of(preparing))

    assert "For us" in page.text
    assert "For me" not in page.text


def test_a_code_from_paper_opens_ones_own_notes(
    preparing: Pair, come_in: ComeIn
) -> None:
    note = own_note(preparing)
    [code, *_more] = print_codes(preparing.mentee)
    taken_over(preparing.mentee)
    client = came_in(preparing.mentee, come_in)
    assert "A recovery code opens them now" in client.get(REOPEN).text

    wrong = client.post(WITH_CODE, {"code": "00000000"})
    assert wrong.status_code == 422
    assert "does not fit" in wrong.text
    answer = client.post(WITH_CODE, {"code": code}, follow=True)

    assert "Your own notes are open again" in answer.text
    assert opens(note, preparing.mentee)


@pytest.mark.usefixtures("fresh_tries")
def test_codes_are_not_tried_without_end(preparing: Pair, come_in: ComeIn) -> None:
    own_note(preparing)
    print_codes(preparing.mentee)
    taken_over(preparing.mentee)
    client = came_in(preparing.mentee, come_in)

    said = [client.post(WITH_CODE, {"code": "00000000"}).text for _try in range(11)]

    assert "Too many tries" in said[-1]
    assert not any("Too many tries" in one for one in said[:10])


@pytest.mark.parametrize(
    "page", ["mfa_view_recovery_codes", "mfa_download_recovery_codes"]
)
def test_no_page_shows_the_codes_to_whoever_has_yet_to_prove(
    preparing: Pair, come_in: ComeIn, page: str
) -> None:
    print_codes(preparing.mentee)
    taken_over(preparing.mentee)

    client = came_in(preparing.mentee, come_in)

    assert client.get(reverse(page)).status_code == 403
    assert come_in(preparing.mentor).get(reverse(page)).status_code != 403


def test_when_the_week_is_over_one_press_opens_ones_own_notes(
    preparing: Pair, come_in: ComeIn
) -> None:
    note = own_note(preparing)
    plant_way_in(preparing.mentee)
    deliver_warning(THEN)
    with time_machine.travel(THEN + timedelta(days=3), tick=False):
        client = came_in(preparing.mentee, come_in)
        assert "from Friday 18 September" in client.get(REOPEN).text
        assert "too soon" in client.post(WAITED, follow=True).text
    with time_machine.travel(THEN + timedelta(days=7), tick=False):
        client = came_in(preparing.mentee, come_in)
        assert "nobody said that it was not you" in client.get(REOPEN).text
        assert "open again" in client.post(WAITED, follow=True).text

    assert opens(note, preparing.mentee)


def test_where_nothing_can_open_them_the_page_says_so(
    preparing: Pair, come_in: ComeIn
) -> None:
    own_note(preparing)
    taken_over(preparing.mentee)

    page = came_in(preparing.mentee, come_in).get(REOPEN)

    assert "They stay shut" in page.text
    assert f"Speak to {preparing.mentor.get_short_name()}" in page.text


def test_for_everybody_else_the_page_says_that_nothing_is_shut(
    come_in: ComeIn,
) -> None:
    pairing = make_pairing()

    assert "Nothing is shut" in come_in(pairing.mentor).get(REOPEN).text


def test_a_write_while_shut_says_where_to_go(preparing: Pair, come_in: ComeIn) -> None:
    own_note(preparing)
    taken_over(preparing.mentee)
    client = came_in(preparing.mentee, come_in)

    page = client.get(reverse("sessions_log:agreement", args=[preparing.pk]))

    assert REOPEN in page.text
