"""Records that cost next to nothing to define, for what every command imports.

A frozen ``dataclass`` compiles its methods when its module is imported, a third of
a millisecond for each class and more for ``inspect`` behind it: with forty of them,
more than an answer takes. A :func:`record` reads the same to a type checker and
behaves the same where hqgraph relies on it (made by place or name, compared and
hashed by type and values, shown, matched, pickled, not changed), with methods
that all records share. Where nothing is in a hurry, dataclasses are right.

For the same reason no module that every command imports has ``typing`` at run time:
``TYPE_CHECKING = False`` says the same to a type checker (tested).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar, dataclass_transform

    _T = TypeVar("_T")
else:

    def dataclass_transform(**_):
        """Return what leaves a function as it is, as the one of ``typing`` nearly does."""
        return lambda function: function


class _Fresh:
    """Stands in a class for a default that is made anew for every record."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def fresh(*, default_factory: Callable[[], _T]) -> _T:
    """Return a field's default that is made anew for every record, as ``dataclasses.field``."""
    held: Any = _Fresh(default_factory)
    return held  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True, field_specifiers=(fresh,))
def record(cls: type[_T]) -> type[_T]:
    """Make a class with annotated fields a record; a value in its body is the field's default.

    It takes no part in inheritance, and every annotation is a field. Raises TypeError
    where a field without a default comes after one that has it.
    """
    _equip(cls, __hash__=_hashed, __setattr__=_frozen, __delattr__=_frozen)
    return cls


@dataclass_transform(field_specifiers=(fresh,))
def draft(cls: type[_T]) -> type[_T]:
    """Make a class a record that may be changed, and that no set holds; else as :func:`record`."""
    _equip(cls, __hash__=None)
    return cls


def _equip(cls: type, **methods: object) -> None:
    names = tuple(cls.__annotations__)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    needed = len(names) - len(defaults)
    if any(name in defaults for name in names[:needed]):
        raise TypeError(f"{cls.__name__}: a field without a default comes after one that has it")
    made = {name: value.make for name, value in defaults.items() if isinstance(value, _Fresh)}
    shared = {"__match_args__": names, "__init__": _init, "__eq__": _equal, **methods}
    if "__repr__" not in cls.__dict__:
        shared["__repr__"] = _shown
    for key, value in {"__record__": (names, defaults, made), **shared}.items():
        setattr(cls, key, value)


def replace(item: _T, **changes: object) -> _T:
    """Return a record like ``item`` but for some fields. Raises TypeError for no field of it."""
    return type(item)(**{**_fields(item), **changes})


def fields_of(item: object) -> dict[str, Any]:
    """Return the fields of a record, by name and in order."""
    return _fields(item)


def _init(self: Any, *values: object, **named: object) -> None:
    names, defaults, made = self.__record__
    if len(values) == len(names) and not named:  # as most are made
        self.__dict__.update(zip(names, values, strict=True))
        return
    given = dict(zip(names, values, strict=False))
    wrong = [name for name in named if name in given or name not in names]
    if wrong or len(values) > len(names):
        raise TypeError(f"{type(self).__name__}() takes {', '.join(names)}, each of them once")
    for name, make in made.items():
        if name not in given and name not in named:
            given[name] = make()
    given = {**defaults, **given, **named}
    if len(given) < len(names):
        missing = ", ".join(name for name in names if name not in given)
        raise TypeError(f"{type(self).__name__}() wants {missing}, too")
    self.__dict__.update(given)


def _fields(self: Any) -> dict[str, Any]:
    held = self.__dict__
    return {name: held[name] for name in self.__record__[0]}


def _equal(self: object, other: object) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return self is other or _fields(self) == _fields(other)


def _hashed(self: object) -> int:
    return hash((type(self), *_fields(self).values()))


def _shown(self: object) -> str:
    fields = ", ".join(f"{name}={value!r}" for name, value in _fields(self).items())
    return f"{type(self).__qualname__}({fields})"


def _frozen(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")
