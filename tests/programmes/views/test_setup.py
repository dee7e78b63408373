import re

import pytest
from django.test import Client
from django.urls import reverse

from programmes import starting_points
from programmes.models import Programme
from tests.factories import (
    make_charter,
    make_coordinator,
    make_draft,
    make_hr,
    make_mentee,
    make_programme,
)

pytestmark = pytest.mark.django_db

TYPED: dict[str, dict[str, object]] = {
    "mission": {
        "name": "Samen starten",
        "mission_whom_nl": "Voor ons.",
        "mission_what_for_nl": "Om te leren.",
        "mission_how_seen_nl": "We blijven.",
    },
    "rhythm": {
        "starts_on": "2027-01-04",
        "weeks": "30",
        "cadence_weeks": "3",
        "meeting_minutes": "45",
        "ways": ["face", "phone"],
    },
    "words": {
        "mentor_word": "peter",
        "mentee_word": "newcomer",
        "address_form": "u",
        "known_to": "pair",
    },
    "contacts": {"substitute_contact": "Els Maes, 02"},
    "agreement": {
        f"text_{code}": text for code, text in starting_points.agreement().items()
    },
    "objectives": {
        "text_nl": "Mensen blijven.",
        "indicator": "retention_6",
        "target": "80",
        "unit": "%",
    },
}


def at(name: str, programme: Programme, *more: object) -> str:
    return reverse(f"programmes:{name}", args=[programme.slug, *more])


def enter(client: Client, programme: Programme) -> None:
    client.force_login(make_coordinator(programme))


@pytest.mark.parametrize("section", TYPED)
def test_a_section_is_shown_as_it_is_and_saved_as_typed(
    section: str, client: Client
) -> None:
    draft = make_draft()
    make_charter(draft)
    enter(client, draft)
    url = at(f"{section}_edit", draft)
    assert 'name="version" value="0"' in client.get(url).content.decode()

    response = client.post(url, {**TYPED[section], "version": 0})

    assert response["Location"] == at("setup_show", draft)
    draft.refresh_from_db()
    assert draft.version == 1
    assert draft.sections_checked == [section]


def test_what_was_typed_is_what_is_stored(client: Client) -> None:
    draft = make_draft()
    enter(client, draft)
    for section in ("mission", "rhythm", "words", "contacts"):
        draft.refresh_from_db()
        client.post(
            at(f"{section}_edit", draft), {**TYPED[section], "version": draft.version}
        )

    draft.refresh_from_db()
    assert draft.name == "Samen starten"
    assert draft.mission_whom == {"nl": "Voor ons."}
    assert (draft.weeks, draft.cadence_weeks, draft.meeting_minutes) == (30, 3, 45)
    assert (draft.forms, draft.always_open) == (["face", "phone"], False)
    assert (draft.mentor_word, draft.address_form) == ("peter", "u")
    assert draft.substitute_contact == "Els Maes, 02"


@pytest.mark.parametrize(
    ("section", "typed", "mine", "theirs"),
    [
        ("mission", {"name": "Mijn naam"}, "Mijn naam", "Samen starten"),
        ("rhythm", {"weeks": "12"}, 'value="12"', "30"),
        ("words", {"mentor_word": "tutor"}, 'value="tutor"', "peter / meter"),
        ("contacts", {"substitute_contact": "Ik"}, 'value="Ik"', "Els Maes, 02"),
        ("agreement", {"text_nl": "Wij wandelen."}, "Wij wandelen.", "werkuren"),
        ("objectives", {"target": "12"}, 'value="12"', "nothing"),
    ],
)
def test_whoever_saves_second_keeps_what_was_typed_and_sees_what_the_other_saved(
    *,
    section: str,
    typed: dict[str, object],
    mine: str,
    theirs: str,
    client: Client,
) -> None:
    draft = make_draft()
    make_charter(draft)
    enter(client, draft)
    url = at(f"{section}_edit", draft)
    client.post(url, {**TYPED[section], "version": 0})

    second = client.post(url, {**TYPED[section], **typed, "version": 0})

    body = second.content.decode()
    assert second.status_code == 409
    assert "Somebody else saved this programme while you were writing." in body
    assert mine in body
    told = re.search(r"<dl class=\"summary\">.*?</dl>", body, re.DOTALL)
    assert told is not None
    assert theirs in told.group()
    assert 'name="version" value="1"' in body
    draft.refresh_from_db()
    assert draft.version == 1

    again = client.post(url, {**TYPED[section], **typed, "version": 1})
    assert again["Location"] == at("setup_show", draft)


def test_a_conflict_tells_every_kind_of_answer_in_words(client: Client) -> None:
    draft = make_draft(always_open=True, starts_on=None, weeks=None)
    enter(client, draft)
    typed = {**TYPED["rhythm"], "version": 9}

    body = client.post(at("rhythm_edit", draft), typed).content.decode()

    told = re.findall(r"<dt>(.*?)</dt>\s*<dd>\s*(.*?)\s*</dd>", body)
    assert dict(told) == {
        "First day": "nothing",
        "How many weeks does a journey last?": "nothing",
        "After how many weeks do two people meet again?": "2",
        "How many minutes does a meeting take?": "60",
        "In which ways may they meet?": "face to face, by video",
        "People may join at any time, also while it runs": "yes",
    }


def test_a_conflict_tells_a_day_and_a_no_in_words(client: Client) -> None:
    draft = make_draft()
    enter(client, draft)
    typed = {**TYPED["rhythm"], "always_open": "on", "version": 9}

    body = client.post(at("rhythm_edit", draft), typed).content.decode()

    assert "Tuesday 1 September 2026" in body
    assert re.search(r"<dd>\s*no\s*</dd>", body)
    assert re.findall(r'value="(\w+)"[^>]*checked', body) == ["face", "phone"]


@pytest.mark.parametrize(
    ("section", "typed", "sentence"),
    [
        ("mission", {"name": ""}, "This field is required."),
        ("mission", {"mission_whom_nl": "a" * 100_000}, "at most 300 characters"),
        ("mission", {"mission_whom_nl": "a\x00"}, "Null characters are not allowed."),
        ("rhythm", {"weeks": "0"}, "greater than or equal to 1"),
        ("rhythm", {"weeks": "many"}, "Enter a whole number."),
        ("rhythm", {"meeting_minutes": ""}, "This field is required."),
        ("rhythm", {"starts_on": "9999-12-31"}, "between 2000 and 2100"),
        ("rhythm", {"ways": ["pigeon"]}, "Select a valid choice."),
        ("words", {"mentor_word": "guru"}, "Select a valid choice."),
        ("contacts", {"substitute_contact": "a" * 201}, "at most 200 characters"),
        ("agreement", {"text_nl": "a" * 100_000}, "This text has 100000 characters."),
        ("objectives", {"target": "1e99"}, "no more than 8 digits"),
        ("objectives", {"text_nl": " "}, "Say the goal in at least one language."),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(
    section: str, typed: dict[str, object], sentence: str, client: Client
) -> None:
    draft = make_draft()
    enter(client, draft)
    url = at(f"{section}_edit", draft)

    response = client.post(url, {**TYPED[section], **typed, "version": 0})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    draft.refresh_from_db()
    assert draft.version == 0


def test_a_form_without_a_version_is_not_taken(client: Client) -> None:
    draft = make_draft()
    enter(client, draft)

    assert client.post(at("contacts_edit", draft), TYPED["contacts"]).status_code == 422


def test_an_open_programme_says_what_it_would_lose(client: Client) -> None:
    programme = make_programme()
    enter(client, programme)
    url = at("contacts_edit", programme)

    response = client.post(url, {"substitute_contact": "", "version": 0})

    assert "Say who replaces the coordinator" in response.content.decode()


def test_the_wish_to_tell_more_people_is_refused_at_its_question(
    client: Client,
) -> None:
    programme = make_programme()
    enter(client, programme)
    typed = {**TYPED["words"], "known_to": "team", "version": 0}

    response = client.post(at("words_edit", programme), typed)

    assert response.context["form"].errors.keys() == {"known_to"}


def test_every_textarea_says_who_reads_it(client: Client) -> None:
    draft = make_draft()
    make_charter(draft)
    enter(client, draft)

    body = client.get(at("agreement_edit", draft)).content.decode()

    for area in re.findall(r"<textarea[^>]*>", body):
        described = re.search(r'aria-describedby="([^"]+)"', area)
        assert described is not None
        assert re.search(
            rf'id="{described.group(1)}"[^>]*>\s*<span class="reader', body
        )


PAGES = [
    "setup_show",
    "check_show",
    "competences_edit",
    *(f"{section}_edit" for section in TYPED),
]


@pytest.mark.parametrize("page", PAGES)
def test_somebody_who_does_not_coordinate_sets_nothing_up(
    page: str, client: Client
) -> None:
    programme = make_programme()
    for stranger in (
        make_hr(),
        make_coordinator(make_programme()),
        make_mentee(programme).person,
    ):
        client.force_login(stranger)
        assert client.get(at(page, programme)).status_code == 403
    assert client.post(at("programme_open", programme)).status_code == 403
    assert client.post(at("contacts_edit", programme), {}).status_code == 403
