"""The command says what the chain says, and fails when something does not fit."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from privacy import audit, guards
from privacy.models import AuditEntry
from tests.factories import make_person
from tests.privacy.conftest import Load

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("verify_audit", *words, stdout=out)
    return out.getvalue()


def make_trail() -> None:
    audit.record(None, "opened the house", make_person())
    audit.seal_committed()
    audit.record(None, "invited", make_person())


def test_a_whole_chain_is_said_to_be_whole() -> None:
    make_trail()

    assert run("--anchor", str(audit.head())) == (
        "1 entries are sealed, 1 are not yet.\n"
        f"The head of the chain is {audit.head()}.\n"
        "Every seal fits: nothing was changed, moved or removed.\n"
    )


def test_a_changed_entry_makes_the_command_fail() -> None:
    make_trail()
    guards.remove(connection)
    AuditEntry.objects.update(verb="did nothing")

    with pytest.raises(CommandError, match="at position 1 was changed or moved"):
        run()


def test_what_is_no_anchor_is_refused() -> None:
    with pytest.raises(CommandError, match="no anchor"):
        run("--anchor", "yesterday")


def test_without_the_key_of_the_chain_nothing_is_said(load_ring: Load) -> None:
    make_trail()
    load_ring("2027a")

    with pytest.raises(CommandError, match=r'does not open.*no key "test"'):
        run()
