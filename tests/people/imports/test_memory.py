"""The collector of cycles rests during an import, and never beyond it."""

import gc
from contextlib import suppress

from people.operations.imports.memory import without_collector


def test_the_collector_rests_meanwhile_and_goes_on_after_a_failure() -> None:
    at_work_meanwhile: list[bool] = []

    with suppress(ValueError), without_collector():
        at_work_meanwhile.append(gc.isenabled())
        raise ValueError

    assert at_work_meanwhile == [False]
    assert gc.isenabled()


def test_a_collector_that_was_switched_off_stays_off() -> None:
    gc.disable()
    try:
        with without_collector():
            pass

        assert not gc.isenabled()
    finally:
        gc.enable()
