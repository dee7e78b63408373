"""When post may reach each of many readers, from what the house knows of their work."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from mailing import letters
from mailing.letters import Attendance, Reader
from mailing.rules import Diary, Hours

Diaries = Mapping[object, Diary]


def diaries_of(readers: Sequence[Reader], *, at: datetime) -> Diaries:
    """Give the diary of each reader, by key; as many queries for one as for all.

    Where nobody knows when people are at work, it is on the working days of Belgium.
    """
    known = {reader.pk: reader for reader in readers}
    found: dict[object, Diary] = {pk: _plain(reader) for pk, reader in known.items()}
    for register in letters.REGISTERS:
        attendances = register([*known.values()], on=at.date()) if known else []
        for reader, attendance in zip(known.values(), attendances, strict=True):
            found[reader.pk] = _kept(reader, attendance)
    return found


def _plain(reader: Reader) -> Diary:
    hours = reader.working_hours()
    return Diary(letters.zone_of(reader.time_zone), lambda _day: hours)


def _kept(reader: Reader, attendance: Attendance) -> Diary:
    def hours_on(day: date) -> Hours:
        return attendance.shift_hours(day) or reader.working_hours()

    zone = letters.zone_of(reader.time_zone)
    return Diary(zone, hours_on, works_on=attendance.is_there)
