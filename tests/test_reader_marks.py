"""Every box for text says who reads it, before anything is typed in it."""

from collections.abc import Iterable, Iterator
from copy import copy
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.forms import BaseForm, Textarea
from django.test import Client
from django.urls import reverse

from tests.factories import NOW, sign_in
from tests.measuring import unmeasured
from tests.pairs import make_pairing_after_another
from tests.test_house_rules import modules
from tests.world import ROLES, World, make_world, routes

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"}
Attributes = list[tuple[str, str | None]]


class Boxes(HTMLParser):
    """Read a page: its boxes for text, and the ids of what holds a reader mark."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._open: list[str] = []
        self._marked: set[str] = set()
        self.boxes: dict[str, list[str]] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(said.get("id", ""))
        if "reader" in said.get("class", "").split():
            self._marked |= set(self._open)
        if tag == "textarea":
            self.boxes[said["name"]] = said.get("aria-describedby", "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def unmarked(self) -> list[str]:
        """Name the boxes that are not described by a reader mark."""
        marks = self._marked - {""}
        return [name for name, said in self.boxes.items() if not marks & set(said)]


def pages(world: World) -> Iterator[tuple[str, str, set[str]]]:
    """Give every page of every role, with the modules of its forms that take text."""
    for role in ROLES:
        client = world.clients[role]
        cookies = copy(client.cookies)
        for route, wanted in routes():
            url = reverse(route, kwargs=world.arguments(route, wanted))
            response = client.get(url)
            client.cookies = copy(cookies)
            if response.context:
                found = set(forms_in(response.context))
                yield f"{role} {url}", response.text, found


def pages_of_a_new_pair() -> Iterator[tuple[str, str, set[str]]]:
    """Give what only two see who get acquainted after an earlier journey."""
    pairing, client = make_pairing_after_another(), Client()
    sign_in(client, pairing.mentee)
    for route in ("settle", "handover"):
        page = client.get(reverse(f"sessions_log:{route}", args=[pairing.pk]))
        yield route, page.text, set(forms_in(page.context))


def forms_in(contexts: Iterable[Any]) -> Iterator[str]:
    """Name the modules of the forms on a page in which one types a text."""
    for layer in contexts:
        for values in layer:
            for value in dict(values).values():
                if isinstance(value, BaseForm) and any(
                    isinstance(field.widget, Textarea)
                    for field in value.fields.values()
                ):
                    yield from (one.__module__ for one in type(value).__mro__)


def modules_with_boxes() -> set[str]:
    """Name every module of ours that makes a box for text."""
    return {
        ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
        for path in modules()
        if "forms.Textarea" in path.read_text()
    }


@pytest.mark.django_db
def test_every_box_of_every_page_says_who_reads_it() -> None:
    # The access matrix asks for the same pages.
    with time_machine.travel(NOW, tick=False), unmeasured():
        seen = [*pages(make_world()), *pages_of_a_new_pair()]

    offences = [(name, box) for name, page, _ in seen for box in Boxes(page).unmarked()]
    assert offences == []
    assert sum(len(Boxes(page).boxes) for _name, page, _ in seen) > 10
    shown = {module for _name, _page, found in seen for module in found}
    assert modules_with_boxes() - shown == set()


@pytest.mark.parametrize(
    ("before", "described"),
    [
        ("", ""),
        ('<p id="a">Who reads it</p>', ' aria-describedby="a"'),
        ('<p id="a"><b class="reader">Us</b></p>', ""),
        ('<p id="a"><b class="reader">Us</b></p>', ' aria-describedby="b"'),
        ('<p id="a"><br></p><b class="reader">Us</b>', ' aria-describedby="a"'),
    ],
)
def test_a_planted_box_without_a_mark_is_found(before: str, described: str) -> None:
    page = f'{before}<textarea name="text"{described}></textarea>'

    assert Boxes(page).unmarked() == ["text"]


def test_a_box_with_its_mark_is_lawful() -> None:
    page = (
        '<p id="a">Help <svg><circle /></svg> <b class="reader reader-us">Us</b></p>'
        '<textarea name="text" aria-describedby="c a">'
    )

    assert Boxes(page).unmarked() == []
