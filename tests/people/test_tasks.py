from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from people.models import ImportBatch, Person, ReportingLine
from people.tasks import tick
from tests.factories import make_line, make_person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@time_machine.travel(AT, tick=False)
def test_lines_leavers_and_old_files_follow_the_calendar() -> None:
    chief, anna = make_person(), make_person()
    make_line(chief, anna, from_on=TODAY, in_force=False)
    leaver = make_person(left_on=TODAY - DAY)
    ImportBatch.objects.create(at=AT - 2 * DAY, undo_until=AT - DAY)

    tick()

    assert ReportingLine.objects.get().in_force
    assert not Person.objects.get(pk=leaver.pk).may_sign_in
    assert not ImportBatch.objects.exists()
