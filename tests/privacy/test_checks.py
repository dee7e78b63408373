"""What `check` says about keys and guards."""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection
from pytest_django import Settings

from privacy import checks, guards, keyring, sealed_keys
from tests.privacy.conftest import Load, ring_text


def ours(databases: list[str] | None = None) -> list[str]:
    tags = [Tags.security, Tags.database]
    found = [f"{one.id}" for one in run_checks(tags=tags, databases=databases)]
    return [name for name in found if name.startswith("privacy")]


def test_the_house_as_it_stands_is_in_order() -> None:
    assert ours() == []


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_a_missing_key_ring_is_reported(settings: Settings, nothing: str) -> None:
    settings.NOTES_KEYS = nothing

    assert ours() == ["privacy.E001"]
    assert "make_note_keys" in f"{checks.the_key_ring_is_there()[0].hint}"


def test_a_key_of_31_bytes_is_reported(settings: Settings) -> None:
    settings.NOTES_KEYS = f"2026a:{base64.b64encode(b'k' * 31).decode()}"

    found = checks.the_key_ring_is_there()

    assert [one.msg for one in found] == [
        'NOTES_KEYS: The key "2026a" has 31 bytes; it must have 32.'
    ]
    assert ours() == ["privacy.E002"]


@pytest.mark.parametrize(
    "made_from",
    [
        lambda secret: secret[:32],
        lambda secret: hashlib.sha256(secret).digest(),
        lambda secret: hashlib.sha512(secret).digest()[:32],
        lambda secret: hashlib.sha256(secret).hexdigest()[:32].encode(),
        lambda secret: hashlib.md5(secret, usedforsecurity=False).hexdigest().encode(),
    ],
)
def test_a_key_that_is_made_from_the_secret_key_is_reported(
    settings: Settings, made_from: Callable[[bytes], bytes]
) -> None:
    key = base64.b64encode(made_from(settings.SECRET_KEY.encode())).decode()
    settings.NOTES_KEYS = f"{ring_text('2026a')},2025b:{key}"

    assert ours() == ["privacy.E003"]


def test_a_secret_key_that_is_written_as_the_key_is_reported(
    settings: Settings,
) -> None:
    settings.NOTES_KEYS = ring_text("2026a")
    settings.SECRET_KEY = ring_text("2026a").partition(":")[2]

    assert "privacy.E003" in ours()


def make_key_file(folder: Path, mode: int) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "notes.keys"
    path.write_text(ring_text("2026a"))
    path.chmod(mode)
    return path


@pytest.mark.parametrize(("mode", "found"), [(0o600, []), (0o644, ["privacy.W004"])])
def test_a_key_file_is_for_its_owner_only(
    settings: Settings, tmp_path: Path, mode: int, found: list[str]
) -> None:
    settings.NOTES_KEYS_FILE = str(make_key_file(tmp_path, mode))

    assert ours() == found


@pytest.mark.parametrize("setting", ["STATIC_ROOT", "MEDIA_ROOT", "BACKUP_DIR"])
def test_a_key_file_does_not_lie_where_files_are_handed_out(
    settings: Settings, tmp_path: Path, setting: str
) -> None:
    setattr(settings, setting, tmp_path / "out")
    settings.NOTES_KEYS_FILE = str(make_key_file(tmp_path / "out", 0o600))

    assert [one.id for one in checks.the_key_file_is_out_of_reach()] == ["privacy.E005"]


@pytest.mark.django_db
def test_a_value_whose_key_is_gone_is_reported(load_ring: Load) -> None:
    sealed_keys.key_named("pins")
    assert ours(databases=["default"]) == []

    load_ring("2027a")

    found = checks.every_sealed_value_has_its_key(databases=["default"])
    assert [one.msg for one in found] == [
        "privacy.SealedKey.sealed needs the note key 'test', which is not in the ring."
    ]
    assert ours(databases=["default"]) == ["privacy.E006"]
    assert ours() == []


@pytest.mark.django_db
def test_a_house_without_any_key_lacks_those_of_its_values(load_ring: Load) -> None:
    sealed_keys.key_named("pins")
    keyring.load("")

    assert ours(databases=["default"]) == ["privacy.E006"]


@pytest.mark.django_db
def test_a_house_without_sealed_values_needs_no_particular_key(load_ring: Load) -> None:
    load_ring("2027a")

    assert ours(databases=["default"]) == []


@pytest.mark.django_db
def test_a_database_without_tables_is_no_reason_to_stumble() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE privacy_sealedkey RENAME TO privacy_later")

    assert checks.every_sealed_value_has_its_key(databases=["default"]) == []


@pytest.mark.django_db
def test_a_missing_guard_is_reported() -> None:
    guards.remove(connection)

    found = checks.every_guard_stands(databases=["default"])

    assert len(found) == 6
    assert found[0].msg.startswith("The database guard audit_entr")
    assert checks.every_guard_stands() == []
