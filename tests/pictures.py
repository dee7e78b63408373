"""Pictures of every page that the demo's people can reach, for somebody to look at.

    .venv/bin/python -m tests.pictures var/pictures

It serves a demo of its own, signs in as each person of the table, follows every link of
the house, and takes each page at four widths, light and dark, in three languages. It
ends with 1 when a page answers with an error, or is wider than the window.
"""

import json
import re
import sys
import tempfile
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.mentoring.commands.installation import Installation

WIDTHS = (360, 390, 768, 1280)
THEMES = ("light", "dark")
LANGUAGES = ("nl", "fr", "en")
PAGES = 60  # of one role: lists lead to many pages of one kind
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-dev-shm-usage"),
)
ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|[\w-]{20,}")


def kind_of(path: str) -> str:
    """Give a path without what differs from one person or pair to another."""
    return ANY_ID.sub("x", path)


def sign_in(page: Page, url: str, login: dict[str, str]) -> None:
    page.goto(f"{url}/account/login/")
    page.fill("input[name=login]", login["email"])
    page.fill("input[name=password]", login["password"])
    page.locator("form:has(input[name=password]) [type=submit]").first.click()
    page.wait_for_url(lambda at: "/login/" not in at)


def pages_of(page: Page, url: str) -> list[str]:
    """Follow the links of the house; of each kind of page the first is enough."""
    waiting, kinds = ["/"], {"/"}
    found: list[str] = []
    while waiting and len(found) < PAGES:
        path = waiting.pop(0)
        answer = page.goto(url + path)
        if not answer or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.append(path)
        for link in page.locator("a[href]:not([href$='.csv'])").all():
            there = urlsplit(link.get_attribute("href") or "")
            kind = kind_of(there.path)
            if there.path.startswith("/") and not there.netloc and kind not in kinds:
                kinds.add(kind)
                waiting.append(there.path)
    return found


def look_as(page: Page, url: str, **wanted: str) -> None:
    """Choose a language and colours as this person would, by the menu of every page."""
    page.goto(url)
    for name, value in wanted.items():
        page.locator("header details.menu:has([name=theme])").first.locator(
            "summary"
        ).click()
        page.locator(f"button[name={name}][value={value}]").first.click()
        page.wait_for_load_state()


def take(browser: Browser, url: str, login: dict[str, str], to: Path) -> list[str]:
    """Take every page of one person; return what was wrong."""
    wrong = []
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, url, login)
    paths = pages_of(page, url)
    for theme, language, width in product(THEMES, LANGUAGES, WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        look_as(page, url, language=language, theme=theme)
        folder = to / f"{language}-{theme}-{width}" / login["role"]
        for path in paths:
            answer = page.goto(url + path)
            name = kind_of(path).strip("/").replace("/", "-") or "today"
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            status = answer.status if answer else 0
            over = page.evaluate("document.documentElement.scrollWidth") - width
            if status >= 400 or over > 0:
                wrong.append(f"{login['role']} {path} at {width}: {status}, {over} px")
    context.close()
    return wrong


def main(to: Path) -> list[str]:
    """Play a demo, serve it and take its pictures."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = Installation(Path(folder) / "demo")
        logins = json.loads(demo.run("demo", "--prepare", "--json").stdout)["logins"]
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=ARGUMENTS
        )
        with demo.serving("demo"):
            for login in logins:
                wrong += take(browser, f"http://localhost:{demo.port}", login, to)
        browser.close()
    return wrong


if __name__ == "__main__":
    said = main(Path(sys.argv[1]))
    sys.stdout.writelines(f"{line}\n" for line in said)
    sys.exit(bool(said))
