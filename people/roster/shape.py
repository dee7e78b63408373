"""The shape of a chart: circles, depth, and how many stand above how many.

Works on any graph of keys, however deep or tangled, without recursion.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Shape(Generic[K]):
    """What can be said of a chart as a whole."""

    depth: int
    superior_pairs: int
    cycles: tuple[tuple[K, ...], ...]


def measure(above: Mapping[K, Collection[K]], people: Collection[K]) -> Shape[K]:
    """Measure the chart in which `above` names direct superiors.

    Pairs and depth are counted for `people`; superiors may stand outside of them. In a
    circle everybody is a superior of everybody else; depth is taken outside of circles.
    """
    rings = _rings(above, people)
    ring_of = {key: i for i, ring in enumerate(rings) for key in ring}
    parents = [
        {ring_of[up] for key in ring for up in above.get(key, ())} - {i}
        for i, ring in enumerate(rings)
    ]
    counted = set(people)
    pairs = 0
    outer: list[int] = []  # how many stand above each ring; superiors come first
    depths: list[int] = []  # 0 in or below a circle
    for i, ring in enumerate(rings):
        outer.append(_above(i, rings, parents, outer))
        depths.append(_depth(i, rings, parents, depths))
        pairs += len(counted.intersection(ring)) * (outer[i] + len(ring) - 1)
    return Shape(
        depth=max(depths, default=0),
        superior_pairs=pairs,
        cycles=tuple(ring for ring in rings if len(ring) > 1),
    )


def _above(
    at: int, rings: list[tuple[K, ...]], parents: list[set[int]], outer: list[int]
) -> int:
    """Count who stands above a ring; one line up is the usual case, and quick."""
    if len(parents[at]) <= 1:
        return sum(outer[up] + len(rings[up]) for up in parents[at])
    seen: set[int] = set()
    todo = list(parents[at])
    while todo:
        ring = todo.pop()
        if ring not in seen:
            seen.add(ring)
            todo.extend(parents[ring] - seen)
    return sum(len(rings[ring]) for ring in seen)


def _depth(
    at: int, rings: list[tuple[K, ...]], parents: list[set[int]], depths: list[int]
) -> int:
    above = [depths[up] for up in parents[at]]
    in_or_below_a_circle = len(rings[at]) > 1 or 0 in above
    return 0 if in_or_below_a_circle else 1 + max(above, default=0)


def _rings(
    above: Mapping[K, Collection[K]], people: Collection[K]
) -> list[tuple[K, ...]]:
    """Give the strongly connected components, superiors first (Tarjan)."""
    search = _Search(above)
    for key in people:
        if key not in search.index:
            search.walk_from(key)
    return search.rings


class _Search(Generic[K]):
    """One run of Tarjan's algorithm, with a stack of its own instead of recursion."""

    def __init__(self, above: Mapping[K, Collection[K]]) -> None:
        self.above = above
        self.index: dict[K, int] = {}
        self.low: dict[K, int] = {}
        self.open: dict[K, None] = {}  # in order of arrival
        self.rings: list[tuple[K, ...]] = []

    def walk_from(self, start: K) -> None:
        path: list[tuple[K, Iterator[K]]] = [self._arrive(start)]
        while path:
            key, ways = path[-1]
            step = next(ways, None)
            if step is None:
                path.pop()
                self._leave(key, path[-1][0] if path else None)
            elif step not in self.index:
                path.append(self._arrive(step))
            elif step in self.open:
                self.low[key] = min(self.low[key], self.index[step])

    def _arrive(self, key: K) -> tuple[K, Iterator[K]]:
        self.index[key] = self.low[key] = len(self.index)
        self.open[key] = None
        return key, iter(self.above.get(key, ()))

    def _leave(self, key: K, back: K | None) -> None:
        if self.low[key] == self.index[key]:
            self._close(key)
        if back is not None:
            self.low[back] = min(self.low[back], self.low[key])

    def _close(self, key: K) -> None:
        ring: list[K] = []
        while not ring or ring[-1] != key:
            ring.append(self.open.popitem()[0])
        self.rings.append(tuple(reversed(ring)))
