import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import make_person

INCLUDES = Path(settings.BASE_DIR, "templates/includes")


@pytest.fixture
def guide(client: Client) -> str:
    client.force_login(make_person())
    return client.get(reverse("styleguide")).text


@pytest.mark.django_db
def test_the_style_guide_asks_to_sign_in_first(client: Client) -> None:
    response = client.get(reverse("styleguide"))

    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=/styleguide/"


@pytest.mark.django_db
def test_every_part_is_shown(client: Client) -> None:
    client.force_login(make_person())

    response = client.get(reverse("styleguide"))

    shown = {template.name for template in response.templates}
    assert {
        f"includes/{part.name}" for part in INCLUDES.glob("_*.html")
    } - shown == set()


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["me", "us", "us_hr", "totals"])
def test_every_circle_of_readers_has_its_mark(guide: str, reader: str) -> None:
    assert f"reader-{reader}" in guide


@pytest.mark.django_db
@pytest.mark.parametrize("level", ["debug", "info", "success", "warning", "error"])
def test_every_kind_of_message_has_its_look(guide: str, level: str) -> None:
    assert f"alert-{level}" in guide


@pytest.mark.django_db
def test_every_box_for_text_says_who_reads_it(guide: str) -> None:
    boxes = re.findall(r"<textarea[^>]*>", guide)

    assert boxes
    for box in boxes:
        described = re.search(r'aria-describedby="([^"]+)"', box)
        assert described
        assert re.search(rf'class="reader[^"]*"\s+id="{described[1]}"', guide)


@pytest.mark.django_db
def test_a_refused_form_lists_each_problem_with_a_way_to_it(guide: str) -> None:
    links = re.findall(r'<a href="#(refused_\w+)">', guide)

    assert "These two cannot be paired." in guide
    assert len(links) == 8
    assert all(f'id="{target}"' in guide for target in links)


@pytest.mark.django_db
def test_its_own_words_are_marked_as_english(client: Client) -> None:
    client.force_login(make_person(language="nl"))

    guide = client.get(reverse("styleguide")).text

    assert '<html lang="nl-BE"' in guide
    assert guide.count('<div class="stack" lang="en">') == 2
