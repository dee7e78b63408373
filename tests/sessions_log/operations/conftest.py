"""A pair with a note that both read, and one of the mentee alone."""

import pytest

from sessions_log import notes
from sessions_log.models import Note
from tests.factories import NOW
from tests.pairs import Pair


@pytest.fixture
def pairing(preparing: Pair) -> Pair:
    return preparing


@pytest.fixture
def shared(preparing: Pair) -> Note:
    vault = notes.shared_vault_of(preparing)
    return notes.write(vault, "For us", author=preparing.mentee, kind="shared", at=NOW)


@pytest.fixture
def own(preparing: Pair) -> Note:
    mentee = preparing.mentee
    vault = notes.private_vault_of(mentee, preparing)
    return notes.write(vault, "For me", author=mentee, kind="private", at=NOW)
