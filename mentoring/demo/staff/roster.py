"""The file that hr takes out of its own system every month, and what changed in it."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from io import StringIO

from mentoring.demo.staff.workers import Worker

TITLES = (
    "Personeelsnummer",
    "Voornaam",
    "Achternaam",
    "E-mailadres",
    "Taal",
    "In dienst sinds",
    "Uit dienst",
    "Functie",
    "Afdeling",
    "Divisie",
    "Vestiging",
    "Land",
    "Niveau",
    "Arbeidsregime",
    "Leidinggevende",
    "Functioneel leidinggevende",
    "Waarnemend leidinggevende",
    "Waarnemend tot",
    "HR-verantwoordelijke",
)
#: Who advises whom in hr, by the site of the colleague.
HR_PARTNERS = {"Gent": "10009", "Brussel": "10010", "Tournai": "20101"}
#: How long before their first day newcomers are in the file.
KNOWN_BEFORE = timedelta(days=14)


class Roster:
    """Everybody who works here, as it stands at hr; moves and leaves come in on it."""

    def __init__(self, workers: Iterable[Worker]) -> None:
        self.workers = {worker.number: worker for worker in workers}
        self._heads = {
            worker.unit.key: worker.number
            for worker in self.workers.values()
            if worker.is_head
        }
        self._superiors = {
            number: worker.superior for number, worker in self.workers.items()
        }
        self._last_days: dict[str, date] = {}
        self._absences: dict[str, date] = {}

    def heads_of(self, number: str) -> str:
        """Give the number of whoever is the direct superior; empty at the top."""
        return self._superiors[number] or self._superior_in(self.workers[number])

    def move(self, number: str, *, to: str) -> None:
        """Give somebody another direct superior in the next file."""
        self._superiors[number] = to

    def leave(self, number: str, *, last_on: date) -> None:
        self._last_days[number] = last_on

    def replace_head(self, unit: str, *, until: date) -> None:
        """Let the stand-in of a unit act for its head until a day."""
        self._absences[unit] = until

    def file(self, *, on: date) -> bytes:
        """Give the file of a day, as such systems write it."""
        text = StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(TITLES)
        for worker in self.workers.values():
            if worker.hired_on <= on + KNOWN_BEFORE:
                writer.writerow(self._row(worker))
        return text.getvalue().encode("utf-8-sig")

    def _row(self, worker: Worker) -> Iterator[str]:
        unit = worker.unit
        yield from (worker.number, worker.given_name, worker.family_name)
        yield from (worker.email, worker.language.upper())
        yield _day(worker.hired_on)
        yield _day(self._last_days.get(worker.number))
        yield from (worker.title, unit.name, unit.division, worker.site, "België")
        yield str(worker.grade)
        yield "ploegen" if unit.shift else "voltijds"
        yield self.heads_of(worker.number)
        yield self._heads.get(unit.functional, "")
        yield from self._acting(worker)
        partner = HR_PARTNERS[worker.site]
        yield "" if unit.key == "hr" else partner

    def _superior_in(self, worker: Worker) -> str:
        key = worker.unit.parent if worker.is_head else worker.unit.key
        return self._heads.get(key, "")

    def _acting(self, worker: Worker) -> tuple[str, str]:
        until = self._absences.get(worker.unit.key)
        if until is None or worker.is_head:
            return "", ""
        return self._heads[worker.unit.acting], _day(until)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
