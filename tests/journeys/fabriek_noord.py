"""The people of the story, and what each does in a browser of their own.

Texts are looked up in the Dutch catalogue: the story presses what a reader sees.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import Browser, Page

from mailing import outbox
from mailing.rules import Diary
from people.models import Person
from programmes.models import Competence, Enrolment, Programme
from tests.factories import SECRET, give_secret, sign_in

COMPANY = Path(__file__).parents[1] / "fixtures" / "company60.csv"
HR, COORDINATOR, MANAGER = "00003", "00070", "00007"
MENTORS = ("00010", "00030", "00060", "00020", "00012", "00011")
MENTEES = ("00013", "00033", "00077", "00035", "00024", "00016")
PATIENCE = 10_000  # milliseconds for a page that other work slows down
HERO = "00013"  # Amina, whose journey is told


def nl(text: str) -> str:
    with translation.override("nl"):
        return gettext(text)


def nl_many(one: str, many: str, count: int) -> str:
    with translation.override("nl"):
        return ngettext(one, many, count)


def somebody(number: str) -> Person:
    return Person.objects.get(employee_number=number)


@dataclass
class Reader:
    """Somebody with a browser, signed in or about to be."""

    page: Page
    base: str

    def go(self, route: str, *args: object) -> None:
        self.page.goto(self.base + reverse(route, args=args))

    def press(self, text: str) -> None:
        self.page.get_by_role("button", name=nl(text), exact=True).first.click()

    def press_main(self) -> None:
        """Press the one solid button of the page."""
        self.page.locator("main .btn-primary").first.click()

    def follow(self, text: str) -> None:
        self.page.get_by_role("link", name=nl(text)).first.click()

    def sign_in(self, person: Person, secret: str = SECRET) -> None:
        self.go("account_login")
        self.page.fill("input[name=login]", str(person.email))
        self.page.fill("input[name=password]", secret)
        self.press_main()
        self.page.wait_for_url(self.base + reverse("today"))

    def text(self) -> str:
        return self.page.locator("main").inner_text()


def enter(browser: Browser, base: str, person: Person) -> Reader:
    """Open a browser of one's own, on a phone-sized Dutch screen, and sign in."""
    context = browser.new_context(
        locale="nl-BE", viewport={"width": 390, "height": 844}
    )
    context.set_default_timeout(PATIENCE)
    reader = Reader(context.new_page(), base)
    reader.sign_in(with_secret(person))
    return reader


def with_secret(person: Person) -> Person:
    """Let somebody choose a password, if that was not done yet."""
    return person if person.has_usable_password() else give_secret(person)


def through_the_views(person: Person) -> Client:
    """Let somebody take the same steps without a browser."""
    client = Client()
    sign_in(client, with_secret(person))
    return client


def fill_in(client: Client, url: str, said: Mapping[str, object]) -> None:
    """Open a form, fill it in and send it, with what the page itself put in it."""
    form = client.get(url).context["form"]
    hidden = {field.name: field.value() for field in form.hidden_fields()}
    response = client.post(url, {**hidden, **said})
    assert response.status_code == 302, response.content.decode()


def application(enrolment: Enrolment) -> dict[str, object]:
    """Fill in what the page of signing up asks."""
    first = str(Competence.objects.order_by("pk")[0].pk)
    common = {
        "first_language": enrolment.person.language,
        "other_languages": ["nl", "fr"],
        "ways": enrolment.programme.forms,
        "half_days": list(range(10)),
    }
    if enrolment.is_mentor:
        levels = {f"level_{number}": 3 for number in (1, 2, 3)}
        return {**common, **levels, "offer_1": first, "capacity": 1}
    return {**common, "wish_1": first}


def let_sign_up(programme: Programme, numbers: Iterable[str], role: str) -> None:
    for number in numbers:
        person = somebody(number)
        enrolment = Enrolment.objects.get(person=person, programme=programme)
        url = reverse(f"programmes:apply_{role}", args=[programme.slug])
        response = through_the_views(person).post(url, application(enrolment))
        assert response.status_code == 302, response.content.decode()


def the_post_goes_round(*, days: int) -> None:
    """Deliver what waits, so many days on, in the hours in which people read mail."""
    later, hours = timezone.now() + timedelta(days=days), (time(9), time(17))
    diary = Diary(ZoneInfo(settings.TIME_ZONE), lambda _day: hours)
    outbox.deliver_due(at=diary.next_moment(later))


def link_in_letter_to(person: Person, part: str) -> str:
    """Give the path of the newest link of this kind that was sent to somebody."""
    letters = [one for one in mail.outbox if person.email in one.to]
    words = [word for letter in letters for word in str(letter.body).split()]
    return urlsplit([word for word in words if part in word][-1]).path
