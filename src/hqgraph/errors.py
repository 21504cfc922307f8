"""The one family of errors: what went wrong, where, and what to do about it.

A message is looked up by key in the catalogue of :mod:`hqgraph.messages`, so it
is rendered in the reader's language at the moment it is shown.
"""

from __future__ import annotations

from hqgraph.messages import say


class HqgraphError(Exception):
    """Something a user can understand and act on. ``exit_code`` is the CLI's."""

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return say(self.key, **self.values)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole: key and values, not the rendered sentence."""
        return _remade, (type(self), self.key, self.values)


def _remade(kind: type[HqgraphError], key: str, values: dict[str, object]) -> HqgraphError:
    error = kind.__new__(kind)
    HqgraphError.__init__(error, key, **values)
    return error


class ReadError(HqgraphError):
    """A file could not be turned into text."""


class ParseError(HqgraphError):
    """A text was read, but is no policy document."""


class StoreError(HqgraphError):
    """A store is missing, locked, broken or of another format version."""


class QueryError(HqgraphError):
    """A query is unknown, malformed, refused or was stopped."""


class NotFoundError(HqgraphError):
    """A name does not stand for anything in the graph."""


class UsageError(HqgraphError):
    """The call itself is wrong: an unknown option, a parameter of the wrong type."""

    exit_code = 2
