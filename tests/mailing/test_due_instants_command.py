"""`manage.py due_instants`: an instant for each wall time that is asked."""

from io import StringIO

import pytest
from django.core.management import call_command


def test_each_line_gets_its_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "Europe/Brussels 2026-03-29 02:30\nAsia/Kolkata 2026-07-01 09:00\n"
    monkeypatch.setattr("sys.stdin", StringIO(asked))
    said = StringIO()

    call_command("due_instants", stdout=said)

    assert said.getvalue().split() == [
        "2026-03-29T01:30:00+00:00",
        "2026-07-01T03:30:00+00:00",
    ]
