"""Charts of public services, where they are at hand; nothing of them is kept here."""

from pathlib import Path

import pytest

from people.operations import imports
from tests.people.imports import AT, DAY

DATA = Path("/work/shared/data")
#: people, pairs, roots, depth, people whose chain is unknown
FACTS = {
    "uk-nhs-england-2013": (293, 948, 1, 6, 0),
    "uk-home-office-2013": (256, 660, 1, 5, 4),
}
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="the charts are not at hand"),
]


@pytest.mark.parametrize("name", FACTS)
def test_a_public_chart_is_taken_in_with_the_counts_of_its_facts(name: str) -> None:
    (file,) = (DATA / name).glob("*.csv")

    report = imports.take(file.read_bytes(), file_name=name, at=AT, by=None)

    assert (
        report.people,
        report.superior_pairs,
        report.roots,
        report.depth,
        report.hierarchy_unknown,
    ) == FACTS[name]
    again = imports.take(file.read_bytes(), file_name=name, at=AT + DAY, by=None)
    assert again.is_empty
