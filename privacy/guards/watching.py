"""Keeping the guards of every app in place: off for a migration, on after it."""

from importlib import import_module
from types import ModuleType

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

from privacy.guards.triggers import applicable, present

_watched: dict[str, ModuleType] = {}


def watch(config: AppConfig) -> None:
    """Take an app's guards off before a migration and put them on after it."""
    guards = import_module(f"{config.name}.guards")
    _watched[config.label] = guards

    def off(*, using: str, **_said: object) -> None:
        guards.remove(connections[using])

    def on(*, using: str, **_said: object) -> None:
        guards.install(connections[using])

    uid = f"guards of {config.label}"
    pre_migrate.connect(off, sender=config, weak=False, dispatch_uid=uid)
    post_migrate.connect(on, sender=config, weak=False, dispatch_uid=uid)


def watched() -> list[ModuleType]:
    """Give the guards module of every app that has one."""
    return list(_watched.values())


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Name the guards that should be at work in this database, and are not."""
    there = present(connection)
    return sorted(
        trigger.name
        for guards in watched()
        for trigger in applicable(connection, guards.TRIGGERS)
        if (trigger.name, trigger.table) not in there
    )
