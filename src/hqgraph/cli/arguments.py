"""The words of one command, made into the values that its function takes.

Options may stand anywhere: ``--store S``, ``--store=S``, ``-s S``, ``-sS``. After
``--`` every word is an argument. Names are never guessed from their beginnings; a
misspelt one is refused with the nearest that there is.
"""

from __future__ import annotations

from collections.abc import Sequence

from hqgraph.cli.spec import Argument, Command, Group, Option
from hqgraph.errors import UsageError
from hqgraph.messages import say

_END = "--"


class MisuseError(UsageError):
    """A command that was put wrongly. ``usage`` is the line that shows how it is put."""

    def __init__(self, usage: str, key: str, **values: object) -> None:
        super().__init__(key, **values)
        self.usage = usage


def read(command: Command, words: Sequence[str]) -> dict[str, object]:
    """Return what the words give, by the names of the command's arguments and options.

    Raises MisuseError for an option or a word too many, for a value that is missing
    or of the wrong kind, and where something needed was left out.
    """
    options, rest = _split(command, words)
    values = {option.name: _given(command, option, options) for option in command.options}
    values |= _placed(command, rest)
    _refuse_gaps(command, values)
    return values


def misuse(command: Command | Group, key: str, **values: object) -> MisuseError:
    """Return the error of a command that was put wrongly, to be raised."""
    usage = say("cli.usage.line", usage=command.usage(), page=f"{command.line} --help")
    return MisuseError(usage, key, **values)


def is_option(word: str) -> bool:
    """Tell whether a word looks like an option; a lone ``-`` does not."""
    return word.startswith("-") and word != "-"


def _split(command: Command, words: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Tell the options from the arguments: what was given by the option's name, and the rest."""
    known = {spelling: option for option in command.options for spelling in option.spellings}
    options: dict[str, list[str]] = {}
    rest: list[str] = []
    left = list(reversed(words))
    while left:
        word = left.pop()
        if word == _END:
            rest += reversed(left)
            break
        if not is_option(word):
            rest.append(word)
            continue
        spelling, value = _cut(word)
        option = known.get(spelling)
        if option is None:
            raise _unknown(command, spelling)
        if not option.metavar and value is not None:
            raise misuse(command, "cli.usage.no-value", option=spelling)
        if option.metavar and value is None:
            if not left or _cut(left[-1])[0] in known or left[-1] == _END:
                raise misuse(command, "cli.usage.value", option=spelling, metavar=option.metavar)
            value = left.pop()
        options.setdefault(option.name, []).append(value or "")
    return options, rest


def _cut(word: str) -> tuple[str, str | None]:
    """Cut ``--store=S`` or ``-sS`` into the option's name and its value, None without one."""
    if word.startswith("--"):
        name, sign, value = word.partition("=")
        return name, value if sign else None
    return word[:2], word[2:].removeprefix("=") if len(word) > 2 else None


def _given(command: Command, option: Option, options: dict[str, list[str]]) -> object:
    """Return the value of an option: the last one given counts, unless it may come often."""
    words = options.get(option.name)
    if words is None:
        return [] if option.many else _default(option)
    if not option.metavar:
        return True
    values = [_read(command, option.spellings[0], option, word) for word in words]
    return values if option.many else values[-1]


def _default(option: Option) -> object:
    word = option.default
    return option.kind.read(word) if isinstance(word, str) else word


def _placed(command: Command, words: list[str]) -> dict[str, object]:
    """Return the arguments by their places; one that was left out is None, or an empty list."""
    values: dict[str, object] = {}
    left = list(words)
    for argument in command.arguments:
        taken, left = (left, []) if argument.many else (left[:1], left[1:])
        made = [_read(command, argument.metavar, argument, word) for word in taken]
        values[argument.name] = made if argument.many else next(iter(made), None)
    if left:
        raise _too_many(command, left)
    return values


def _read(command: Command, name: str, taker: Argument | Option, word: str) -> object:
    try:
        return taker.kind.read(word)
    except ValueError:
        wanted = taker.kind.wanted()
        raise misuse(command, "cli.usage.bad", name=name, wanted=wanted, given=word) from None


def _refuse_gaps(command: Command, values: dict[str, object]) -> None:
    """Raise MisuseError where something needed was left out, naming all of it."""
    missing = [
        item.shown() for item in command.arguments if item.required and not values[item.name]
    ]
    missing += [
        item.needed() for item in command.options if item.required and values[item.name] is None
    ]
    if missing:
        raise misuse(command, "cli.usage.missing", names="、".join(missing))


def _unknown(command: Command, given: str) -> MisuseError:
    from hqgraph.cli import hints  # noqa: PLC0415 (read when something went wrong)

    return misuse(command, "cli.usage.no-option", given=given, hint=hints.option(command, given))


def _too_many(command: Command, words: list[str]) -> MisuseError:
    from hqgraph.cli import hints  # noqa: PLC0415

    hint = hints.loose(command, words)
    return misuse(command, "cli.usage.too-many", words=" ".join(words), hint=hint)
