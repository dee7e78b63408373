"""Somebody at a browser, whose clicks and typed fields are counted."""

from html.parser import HTMLParser

from django.test import Client


class Page(HTMLParser):
    """What a page offers: its links, and its forms with what stands in them."""

    def __init__(self, url: str, body: str) -> None:
        super().__init__()
        self.url = url
        self.links: list[str] = []
        self.forms: list[dict[str, list[str]]] = []
        self.actions: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(said.get("href", ""))
        if tag == "form":
            self.forms.append({})
            self.actions.append(said.get("action", self.url))
        if tag == "input" and self.forms and "name" in said:
            self._take(said)

    def _take(self, said: dict[str, str]) -> None:
        values = self.forms[-1].setdefault(said["name"], [])
        ticked = said.get("type") not in {"radio", "checkbox"} or "checked" in said
        if ticked:
            values.append(said.get("value", ""))


class Visitor:
    """Goes from page to page by what stands on them, and counts."""

    page: Page

    def __init__(self, client: Client, start: str) -> None:
        self.client = client
        self.clicks = self.typed = 0
        self.body = ""
        self._see(start)

    def follow(self, url: str) -> None:
        """Click on a link that is there."""
        assert url in self.page.links, (url, self.page.links)
        self.clicks += 1
        self._see(url)

    def choose(self, name: str, value: str) -> None:
        """Click on a choice in the form that has this field."""
        self.clicks += 1
        self._form_with(name)[name] = [value]

    def write(self, name: str, text: str) -> None:
        """Type into a field that is there."""
        self.typed += 1
        self._form_with(name)[name] = [text]

    def press(self, action: str) -> None:
        """Press the button of the form that goes to this address."""
        number = self.page.actions.index(action)
        self.clicks += 1
        response = self.client.post(action, self.page.forms[number], follow=True)
        self.url = response.redirect_chain[-1][0] if response.redirect_chain else action
        self._look(response.content.decode())

    def _form_with(self, name: str) -> dict[str, list[str]]:
        return next(form for form in self.page.forms if name in form)

    def _see(self, url: str) -> None:
        self.url = url
        response = self.client.get(url)
        assert response.status_code == 200, url
        self._look(response.content.decode())

    def _look(self, body: str) -> None:
        self.body = body
        self.page = Page(self.url, body)
