from hypothesis import given
from hypothesis import strategies as st

from people.roster.shape import measure
from tests.people.naive_chart import superiors

PLACES = st.integers(0, 8)
LINES = st.sets(
    st.tuples(PLACES, PLACES).filter(lambda pair: pair[0] != pair[1]), max_size=20
)


def above_of(lines: set[tuple[int, int]]) -> dict[int, set[int]]:
    return {low: {up for up, one in lines if one == low} for _up, low in lines}


def naive_depth(person: int, lines: set[tuple[int, int]]) -> int:
    """Climb along every line; 0 for whoever is in or below a circle."""
    chain = {person, *superiors(person, lines)}
    if any(
        up in superiors(low, lines) and low in superiors(up, lines)
        for up in chain
        for low in chain
    ):
        return 0
    return 1 + max(
        (naive_depth(up, lines) for up, low in lines if low == person), default=0
    )


@given(lines=LINES, people=st.sets(PLACES))
def test_a_chart_is_measured_as_by_a_plain_walk(
    lines: set[tuple[int, int]], people: set[int]
) -> None:
    shape = measure(above_of(lines), people)

    reached = people.union(*(superiors(one, lines) for one in people))
    assert shape.superior_pairs == sum(len(superiors(one, lines)) for one in people)
    assert shape.depth == max((naive_depth(one, lines) for one in reached), default=0)
    assert {frozenset(ring) for ring in shape.cycles} == {
        frozenset(
            {one, *(up for up in superiors(one, lines) if one in superiors(up, lines))}
        )
        for one in reached
        if any(one in superiors(up, lines) for up in superiors(one, lines))
    }


def test_a_chain_of_fifty_thousand_is_measured_without_recursion() -> None:
    length = 50_000

    shape = measure({n: [n - 1] for n in range(1, length)}, range(length))

    assert shape.depth == length
    assert shape.superior_pairs == length * (length - 1) // 2


def test_a_circle_of_fifty_thousand_is_one_circle() -> None:
    length = 50_000

    shape = measure({n: [(n + 1) % length] for n in range(length)}, range(length))

    assert [len(ring) for ring in shape.cycles] == [length]
    assert shape.superior_pairs == length * (length - 1)
    assert shape.depth == 0


def test_superiors_outside_the_file_are_counted_as_superiors_only() -> None:
    shape = measure({"anna": ["chief"], "chief": ["owner"]}, ["anna"])

    assert (shape.superior_pairs, shape.depth) == (2, 3)
