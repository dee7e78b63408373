"""What a company says of itself in the browser: kept in its folder, in force at once.

Only for an installation that `start` made: one process, whose settings are a file in
its data folder. Elsewhere the environment says these things.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import environ
from django.conf import settings
from django.core.signals import setting_changed

from mentoring import data_folder

NAMES = (
    "SITE_NAME",
    "LANGUAGE_CODE",
    "LANGUAGES",
    "BACKUP_DIR",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "CONFIDENTIAL_COUNSELLOR",
    "PREVENTION_ADVISER",
    "EXTERNAL_SERVICE",
)


def is_ours() -> bool:
    """Say whether this installation is a pilot, with settings in its own folder."""
    return _file().exists() and not settings.DEMO


def say(**values: str) -> None:
    """Keep these settings, and work with them from now on."""
    if not values:
        return
    kept = _kept() | values
    part = _file().with_suffix(".part")
    with os.fdopen(
        os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
    ) as file:
        file.write(data_folder.HEADER)
        file.writelines(f"{name}={value}\n" for name, value in kept.items())
    part.replace(_file())
    _put_in_force(values)


def recall() -> None:
    """Work with what was kept: a worker that is begun anew knows the start's only."""
    if is_ours():
        kept = _kept()
        _put_in_force({name: kept[name] for name in NAMES if name in kept})


def server_in(url: str) -> Mapping[str, Any]:
    """Read the address of a mail server; ValueError when it is none."""
    if not url.startswith(("smtp://", "smtp+tls://", "smtp+ssl://")):
        raise ValueError(url)
    said = environ.Env.email_url_config(url)
    if not said["EMAIL_HOST"]:
        raise ValueError(url)
    port = said["EMAIL_PORT"] or (465 if said.get("EMAIL_USE_SSL") else 587)
    return {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, **said, "EMAIL_PORT": port}


def _put_in_force(values: Mapping[str, str]) -> None:
    for name, value in values.items():
        for setting, meaning in _settings_of(name, value).items():
            setattr(settings, setting, meaning)
            setting_changed.send(
                sender=None, setting=setting, value=meaning, enter=True
            )


def _settings_of(name: str, value: str) -> Mapping[str, Any]:
    """Give the settings that a line of the file stands for."""
    if name == "EMAIL_URL":
        return server_in(value)
    if name == "LANGUAGES":
        spoken = value.split(",")
        ours = settings.OUR_LANGUAGES
        return {name: [(code, own) for code, own in ours if code in spoken]}
    if name == "DEFAULT_FROM_EMAIL":
        return {name: value, "SERVER_EMAIL": value}
    return {name: Path(value) if name == "BACKUP_DIR" else value}


def _kept() -> dict[str, str]:
    lines = _file().read_text(encoding="utf-8").splitlines() if is_ours() else []
    pairs = (line.partition("=") for line in lines if not line.startswith("#"))
    return {name: value for name, equals, value in pairs if equals}


def _file() -> Path:
    return Path(settings.VAR_DIR) / data_folder.SETTINGS
