"""HR looks for somebody: the list follows what is typed, and works without a script."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import give_secret, make_hr, make_person
from tests.journeys.fabriek_noord import Reader

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("script", [True, False])
def test_somebody_is_found_as_one_types_and_without_a_script_by_pressing(
    browser: Browser, live_server: LiveServer, *, script: bool
) -> None:
    hr = give_secret(make_hr(given_name="Sofie", family_name="Claes"))
    make_person(given_name="Anaïs", family_name="D'Haene")
    page = browser.new_page(java_script_enabled=script)
    reader = Reader(page, live_server.url)
    reader.sign_in(hr)
    reader.go("people:person_list")
    rows = page.locator("#results tbody tr")
    expect(rows).to_have_count(2)

    page.locator("#search").press_sequentially("anais")
    if not script:
        page.locator("#search").press("Enter")

    expect(rows).to_have_count(1)
    assert "Anaïs" in rows.inner_text()
    assert page.url.endswith("?q=anais")
    page.close()
