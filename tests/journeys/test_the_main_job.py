"""The main job, told once from the import to the figure, in Dutch and in a browser."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from evaluations import tasks as counting
from evaluations.models import Ballot
from impact.templatetags.figures import WORDS
from matching.models import Pairing, Proposal
from people.models import CompanyRole
from people.operations import people, roles
from people.operations.people import Facts
from programmes.models import Programme
from tests.journeys.fabriek_noord import (
    COMPANY,
    COORDINATOR,
    HERO,
    HR,
    MANAGER,
    MENTEES,
    MENTORS,
    Reader,
    enter,
    fill_in,
    let_sign_up,
    link_in_letter_to,
    nl,
    somebody,
    the_post_goes_round,
    through_the_views,
)

pytestmark = [pytest.mark.django_db(transaction=True)]
CANARY = "KANARIE: het tempo lag hoog deze week"
TWO_WEEKS = timedelta(days=14)


@pytest.fixture
def hr(browser: Browser, live_server: LiveServer) -> Reader:
    """Give the first person of the company, as the first visit leaves her."""
    facts = Facts("Sofie", "Claes", "sofie.claes@fabriek-noord.example", HR)
    person = people.add(facts, at=timezone.now(), by=None)
    kind = CompanyRole.Kind.HR
    roles.give(person=person, kind=kind, by=None, at=timezone.now())
    return enter(browser, live_server.url, person)


def a_company_is_imported(hr: Reader) -> None:
    hr.go("people:import_new")
    hr.page.set_input_files("input[type=file]", COMPANY)
    hr.press_main()
    assert "60" in hr.text()
    hr.press_main()
    assert somebody(HERO).chart_state == "known"


def a_programme_is_begun(hr: Reader) -> Programme:
    hr.go("programmes:programme_create")
    hr.page.fill("input[name=name]", "Peterschap 2026")
    hr.page.fill("input[name=starts_on]", timezone.localdate().isoformat())
    hr.page.fill("input[name=substitute_contact]", "Benoît Charlier, 09 000 00 00")
    hr.page.fill("input[name=coordinator]", COORDINATOR)
    hr.press_main()
    return Programme.objects.get()


def the_coordinator_comes_in(hr: Reader, browser: Browser) -> Reader:
    """Invite her, and let her follow the link in the letter."""
    person = somebody(COORDINATOR)
    invite = reverse("people:person_invite", args=[person.pk])
    hr.go("people:person_detail", person.pk)
    hr.page.locator(f"form[action^='{invite}'] button").first.click()
    the_post_goes_round(days=3)
    page = browser.new_context(locale="nl-BE").new_page()
    page.goto(hr.base + link_in_letter_to(person, "/invitation/"))
    for field in page.locator("input[type=password]").all():
        field.fill("een paard onder de lamp")
    coordinator = Reader(page, hr.base)
    coordinator.press_main()
    coordinator.go("today")
    return coordinator


def people_take_part(coordinator: Reader, programme: Programme) -> None:
    coordinator.go("programmes:check_show", programme.slug)
    coordinator.press_main()
    programme.refresh_from_db()
    assert programme.state == Programme.State.RECRUITING
    for role, numbers in (("mentor", MENTORS), ("mentee", MENTEES)):
        coordinator.go("programmes:people_enrol", programme.slug)
        coordinator.page.fill("textarea[name=listed]", "\n".join(numbers))
        coordinator.page.check(f"input[name=role][value={role}]")
        coordinator.press_main()
    let_sign_up(programme, MENTORS, "mentor")
    let_sign_up(programme, [one for one in MENTEES if one != HERO], "mentee")


def the_hero_signs_up(browser: Browser, base: str, programme: Programme) -> Reader:
    hero = enter(browser, base, somebody(HERO))
    hero.go("programmes:apply_mentee", programme.slug)
    hero.page.select_option("select[name=wish_1]", index=1)
    hero.press_main()
    return hero


def everybody_is_approved(coordinator: Reader, programme: Programme) -> None:
    coordinator.go("programmes:people_list", programme.slug)
    for box in coordinator.page.locator("input[name=enrolment]").all():
        box.check()
    coordinator.page.locator("main form[method=post] .btn-primary").click()
    step_to(coordinator, programme, "matching")
    coordinator.go("programmes:role_list", programme.slug)
    coordinator.page.fill("input[name=person]", MANAGER)
    coordinator.page.check("input[name=kind][value=impact_viewer]")
    coordinator.press_main()


def step_to(coordinator: Reader, programme: Programme, state: str) -> None:
    coordinator.go("programmes:programme_advance", programme.slug)
    coordinator.page.check(f"input[name=to][value={state}]")
    coordinator.press_main()


def the_system_proposes(coordinator: Reader, programme: Programme) -> None:
    coordinator.go("matching:board", programme.slug)
    reasons = coordinator.page.locator("main").text_content() or ""
    assert nl("A mentor cannot be a superior of the mentee.") in reasons
    coordinator.press("Let the system propose pairs")
    coordinator.press_main()
    assert Proposal.objects.asked().count() == len(MENTEES)


def all_say_yes(browser: Browser, hero: Reader) -> tuple[Reader, Pairing]:
    """Let the hero and her mentor answer in the browser, the others as they would."""
    for proposal in Proposal.objects.asked().for_display():
        if proposal.mentee.person.employee_number == HERO:
            mentor = enter(browser, hero.base, proposal.mentor.person)
            for reader in (hero, mentor):
                reader.go("matching:proposal", proposal.pk)
                reader.press("Yes, I would like to get acquainted")
        else:
            url = reverse("matching:answer", args=[proposal.pk])
            for person in proposal.people():
                through_the_views(person).post(url, {"answer": "yes"})
    assert Pairing.objects.count() == len(MENTEES)
    return mentor, Pairing.objects.for_display().get(mentee=somebody(HERO))


def the_two_settle(hero: Reader, mentor: Reader, pairing: Pairing) -> None:
    hero.go("sessions_log:plan", pairing.pk)
    hero.page.fill("input[type=date][name=on]", timezone.localdate().isoformat())
    hero.press_main()
    hero.go("sessions_log:goal_add", pairing.pk)
    hero.page.fill("textarea[name=text]", "Zelf een klantendossier afwerken")
    hero.press_main()
    mentor.go("sessions_log:pairing", pairing.pk)
    mentor.press("I agree with this goal")
    for reader in (mentor, hero):
        reader.go("sessions_log:pairing", pairing.pk)
        reader.press("I agree")
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.RUNNING


def the_two_meet_and_write(hero: Reader, mentor: Reader, pairing: Pairing) -> None:
    hero.go("sessions_log:pairing", pairing.pk)
    hero.follow("We met already")
    hero.page.fill("textarea[name=note]", CANARY)
    hero.press_main()
    mentor.go("sessions_log:pairing", pairing.pk)
    assert CANARY in mentor.text()


def the_others_run(pairings: list[Pairing]) -> None:
    """Let the other pairs settle through the same views."""
    for pairing in pairings:
        assert pairing.mentor
        assert pairing.mentee
        mentee, mentor = map(through_the_views, (pairing.mentee, pairing.mentor))
        today = timezone.localdate().isoformat()
        moment = {"on": today, "time": "14:00", "minutes": 60, "way": "face"}
        fill_in(mentee, reverse("sessions_log:plan", args=[pairing.pk]), moment)
        goal = {"text": "Beter plannen"}
        fill_in(mentee, reverse("sessions_log:goal_add", args=[pairing.pk]), goal)
        page = mentor.get(reverse("sessions_log:pairing", args=[pairing.pk]))
        [written] = page.context["page"].goals
        mentor.post(reverse("sessions_log:goal_agree", args=[written.goal.pk]))
        for client in (mentee, mentor):
            client.post(reverse("sessions_log:agree", args=[pairing.pk]))


def everybody_is_asked(coordinator: Reader, programme: Programme) -> None:
    step_to(coordinator, programme, "running")
    coordinator.go("evaluations:evaluation", programme.slug)
    closes_on = timezone.localdate() + TWO_WEEKS
    coordinator.page.fill("input[name=closes_on]", closes_on.isoformat())
    coordinator.press_main()
    for days in range(4, 12):  # at most one letter a day
        the_post_goes_round(days=days)


def the_two_answer(hero: Reader, mentor: Reader, pairing: Pairing) -> None:
    for reader, person in ((hero, pairing.mentee), (mentor, pairing.mentor)):
        assert person
        reader.page.goto(reader.base + link_in_letter_to(person, "/check-in/"))
        reader.page.locator("button[name=satisfaction][value=good]").click()


def others_answer(pairings: list[Pairing], number: int) -> None:
    both = [person for one in pairings for person in (one.mentor, one.mentee)]
    for person in both[:number]:
        assert person
        path = link_in_letter_to(person, "/check-in/")
        response = through_the_views(person).post(path, {"satisfaction": "good"})
        assert response.status_code == 200


def what_the_manager_reads(browser: Browser, base: str, programme: Programme) -> str:
    """Move the clock past the close, let the minute pass, and open the page."""
    with time_machine.travel(timezone.now() + TWO_WEEKS + timedelta(days=1)):
        counting.tick()
        manager = enter(browser, base, somebody(MANAGER))
        manager.go("impact:impact", programme.slug)
        return manager.text()


def until_the_check_in(
    hr: Reader, browser: Browser
) -> tuple[Programme, Pairing, Reader, Reader, Reader]:
    a_company_is_imported(hr)
    programme = a_programme_is_begun(hr)
    coordinator = the_coordinator_comes_in(hr, browser)
    people_take_part(coordinator, programme)
    hero = the_hero_signs_up(browser, hr.base, programme)
    everybody_is_approved(coordinator, programme)
    the_system_proposes(coordinator, programme)
    mentor, pairing = all_say_yes(browser, hero)
    the_two_settle(hero, mentor, pairing)
    the_others_run(list(Pairing.objects.exclude(pk=pairing.pk).for_display()))
    everybody_is_asked(coordinator, programme)
    return programme, pairing, hero, mentor, coordinator


def test_from_the_import_to_the_figure(hr: Reader, browser: Browser) -> None:
    programme, pairing, hero, mentor, coordinator = until_the_check_in(hr, browser)
    the_two_meet_and_write(hero, mentor, pairing)
    the_two_answer(hero, mentor, pairing)
    others_answer(list(Pairing.objects.exclude(pk=pairing.pk).for_display()), 6)
    assert Ballot.objects.count() == 8

    page = what_the_manager_reads(browser, hr.base, programme)

    assert "8-14" in page
    assert [word for word in WORDS.values() if nl(str(word)) in page]
    for reader in (coordinator, hr):
        reader.go("sessions_log:pairing", pairing.pk)
        assert CANARY not in reader.page.content()


def test_seven_people_show_no_figure(hr: Reader, browser: Browser) -> None:
    programme, pairing, hero, mentor, _coordinator = until_the_check_in(hr, browser)
    the_two_answer(hero, mentor, pairing)
    others_answer(list(Pairing.objects.exclude(pk=pairing.pk).for_display()), 5)
    assert Ballot.objects.count() == 7

    page = what_the_manager_reads(browser, hr.base, programme)

    assert "8-14" not in page
    assert not [word for word in WORDS.values() if nl(str(word)) in page]
