"""Records behave as frozen dataclasses do, where hqgraph relies on it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph.records import draft, fields_of, fresh, record, replace


@record
class Point:
    """Where."""

    x: int
    y: int = 2
    words: tuple[str, ...] = ()

    @cached_property
    def total(self) -> int:
        return self.x + self.y


@record
class Other:
    x: int
    y: int = 2
    words: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Model:
    x: int
    y: int = 2
    words: tuple[str, ...] = ()


ARGUMENTS = st.tuples(
    st.lists(st.integers(0, 3), max_size=4),
    st.dictionaries(st.sampled_from(["x", "y", "words", "z"]), st.integers(0, 3)),
)


@given(ARGUMENTS)
def test_made_as_a_dataclass_is(given_: tuple[list[int], dict[str, int]]) -> None:
    values, named = given_
    try:
        model = Model(*values, **named)
    except TypeError:
        with pytest.raises(TypeError):
            Point(*values, **named)
        return
    made = Point(*values, **named)
    assert fields_of(made) == dataclasses.asdict(model)
    assert repr(made) == repr(model).replace("Model", "Point")


@given(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
def test_compared_by_type_and_values(a: int, b: int, c: int, d: int) -> None:
    one, other = Point(a, b), Point(x=c, y=d)
    assert (one == other) == ((a, b) == (c, d))
    assert one != other or hash(one) == hash(other)
    assert one != Other(a, b)
    assert len({one, Point(a, b), Other(a, b)}) == 2


def test_what_is_remembered_is_no_part_of_it() -> None:
    one = Point(1)
    assert one.total == 3
    assert one == Point(1)
    assert replace(one, y=5).total == 6


def test_not_changed() -> None:
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del Point(1).x
    with pytest.raises(TypeError):
        replace(Point(1), z=3)


def test_matched_copied_and_pickled() -> None:
    match Point(1, 5):
        case Other():
            pytest.fail("another class")
        case Point(x, y=5):
            assert x == 1
        case _:
            pytest.fail("no match")
    for twin in (copy.copy, copy.deepcopy, lambda item: pickle.loads(pickle.dumps(item))):
        assert twin(Point(1, 2, ("三",))) == Point(1, 2, ("三",))


def test_a_field_that_is_needed_comes_first() -> None:
    with pytest.raises(TypeError):

        @record
        class _Wrong:
            x: int = 1
            y: int


@draft
class Notes:
    name: str
    lines: list[str] = fresh(default_factory=list)
    closed: bool = False


def test_a_draft_is_changed_and_shares_nothing() -> None:
    one, other = Notes("a"), Notes("a")
    assert one == other
    one.lines.append("b")
    one.closed = True
    assert (one.lines, one.closed) == (["b"], True)
    assert other == Notes("a", [])
    with pytest.raises(TypeError):
        hash(one)
