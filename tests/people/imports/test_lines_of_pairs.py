"""A file does not take a line away between two of a pair by the word of one alone."""

import pytest

from matching.models import Pairing
from people.models import LineRequest, ReportingLine
from people.operations import imports, line_requests
from people.roster.findings import Kind
from tests.factories import make_hr, make_mentee, make_mentor, make_programme
from tests.pairs import make_pairing
from tests.people.imports import AT, DAY, handed_in, noticed, numbered, take

pytestmark = pytest.mark.django_db

BEFORE = "Number;Name;Manager\n1;Carla;\n2;Dirk;1\n3;Els;2\n4;Farid;1\n"
FREED = "Number;Name;Manager\n1;Carla;\n2;Dirk;4\n3;Els;4\n4;Farid;1\n"


@pytest.fixture
def pairing() -> Pairing:
    """Let Dirk be the suspended mentor of Els, whom he leads."""
    take(BEFORE.replace("3;Els;2", "3;Els;1"))
    programme = make_programme()
    pairing = make_pairing(
        programme,
        make_mentor(programme, person=numbered("2")),
        make_mentee(programme, person=numbered("3")),
    )
    take(BEFORE, at=AT + DAY)
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.SUSPENDED
    return pairing


def superiors_of(number: str) -> set[str]:
    lines = numbered(number).lines_up.in_force().select_related("superior")
    return {str(line.superior) for line in lines}


def test_the_line_stays_beside_the_new_one_and_a_colleague_is_asked(
    pairing: Pairing,
) -> None:
    first = make_hr()
    make_hr()

    report = take(FREED, at=AT + 2 * DAY, by=first)

    assert superiors_of("3") == {"Dirk", "Farid"}
    assert superiors_of("2") == {"Farid"}
    assert (Kind.LINE_WAITS, "3", "Dirk") in noticed(report)
    request = LineRequest.objects.get()
    assert (request.asked_by, request.superior, request.due_on) == (
        first,
        numbered("2"),
        None,
    )
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.SUSPENDED


@pytest.mark.usefixtures("pairing")
def test_the_line_ends_when_a_second_person_agrees() -> None:
    first, second = make_hr(), make_hr()
    take(FREED, at=AT + 2 * DAY, by=first)

    line_requests.confirm(LineRequest.objects.get(), at=AT + 2 * DAY, by=second)

    assert superiors_of("3") == {"Farid"}
    assert take(FREED, at=AT + 3 * DAY, by=first).is_empty


@pytest.mark.usefixtures("pairing")
def test_the_same_file_asks_once_and_changes_nothing_more() -> None:
    first = make_hr()
    take(FREED, at=AT + 2 * DAY, by=first)

    report = take(FREED, at=AT + 3 * DAY, by=first)

    assert (report.to_do, LineRequest.objects.count()) == (0, 1)
    assert (Kind.LINE_WAITS, "3", "Dirk") in noticed(report)


@pytest.mark.usefixtures("pairing")
def test_a_preview_asks_nobody() -> None:

    imports.look(handed_in(FREED), at=AT + 2 * DAY, by=make_hr())

    assert not LineRequest.objects.exists()


@pytest.mark.usefixtures("pairing")
def test_the_command_asks_all_of_hr() -> None:
    make_hr()

    take(FREED, at=AT + 2 * DAY)

    request = LineRequest.objects.get()
    assert (request.asked_by, request.due_on) == (None, None)
    assert superiors_of("3") == {"Dirk", "Farid"}


def test_a_line_between_two_who_are_no_pair_ends_with_the_file() -> None:
    take(BEFORE)

    take(FREED, at=AT + DAY, by=make_hr())

    assert superiors_of("3") == {"Farid"}
    assert not LineRequest.objects.exists()
    assert ReportingLine.objects.in_force().count() == 3
