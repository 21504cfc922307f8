"""What somebody probably meant who put a command wrongly: a name, or where the word belongs."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from hqgraph.cli.commands import COMMANDS, HELP, PROGRAM
from hqgraph.cli.spec import Choice, Command, Group, Option
from hqgraph.messages import say

_DASHES = dict.fromkeys(map(ord, "—–―－"), "-")
"""What editors and Chinese keyboards make of the hyphens before an option."""
_LIKENESS = 0.7


def option(command: Command, given: str) -> str:
    """Return a hint for an option that the command has not; nothing where none fits."""
    if command is PROGRAM and _options(given):
        return say("cli.hint.after")
    if any(given in item.spellings for item in PROGRAM.options):
        return say("cli.hint.before")
    return (
        _in_other_words(command, given)
        or _same_thing(command, given)
        or _perhaps(_near(given, _spellings(command)))
    )


def command(given: str, family: Group | None = None) -> str:
    """Return a hint for a command that there is not; a sentence in Chinese is a question."""
    if family is not None:
        return _perhaps(_near(given, [item.name for item in family.commands]))
    if given == "help":
        return _perhaps("hqgraph --help")
    nested = [item.name for item in _commands() if item.name.split()[1:] == [given]]
    found = nested[0] if nested else _near(given, COMMANDS)
    if not found and not given.isascii():
        return say("cli.hint.question", question=given)
    return _perhaps(found)


def loose(command: Command, words: list[str]) -> str:
    """Return a hint for words too many: a dash of another kind, or quotes left out."""
    for word in words:
        plain = word.translate(_DASHES)
        if plain != word and plain.startswith("-"):
            return _perhaps(_near(plain, _spellings(command)))
    return say("cli.hint.quotes") if command.arguments else ""


def _in_other_words(command: Command, given: str) -> str:
    """Tell of ``--format json`` where ``--json`` was said, and the other way round."""
    name = given.lstrip("-")
    for item in command.options:
        if isinstance(item.kind, Choice) and name in item.kind.words:
            return _perhaps(f"{item.spellings[0]} {name}")
    for item in _options(given):
        if isinstance(item.kind, Choice):
            switches = (f"--{word}" for word in item.kind.words)
            return _perhaps(" ".join(name for name in switches if name in _spellings(command)))
    return ""


def _same_thing(command: Command, given: str) -> str:
    """Tell how this command takes what another command's option of that name takes."""
    wanted = {item.metavar for item in _options(given) if item.metavar}
    for option in command.options:
        if option.metavar in wanted:
            return say("cli.hint.here", metavar=option.metavar, option=option.shown())
    for argument in command.arguments:
        if argument.metavar in wanted:
            return say("cli.hint.bare", metavar=argument.metavar)
    return ""


def _spellings(command: Command) -> list[str]:
    return [name for item in (*command.options, HELP) for name in item.spellings]


def _commands() -> Iterable[Command]:
    for item in COMMANDS.values():
        yield from item.commands if isinstance(item, Group) else (item,)


def _options(spelling: str | None = None) -> list[Option]:
    """Return all options of all commands, or those of one spelling."""
    every = (option for item in _commands() for option in item.options)
    return [item for item in every if spelling is None or spelling in item.spellings]


def _near(given: str, known: Iterable[str]) -> str:
    """Return the name that is most like the given one: the same but for its dashes, or begun."""
    bare = {_bare(name): name for name in known}
    said = _bare(given)
    begun = [name for name in bare if len(said) > 1 and name.startswith(said)]
    found = [said] if said in bare else begun or get_close_matches(said, bare, 1, _LIKENESS)
    return bare[found[0]] if found else ""


def _bare(name: str) -> str:
    return name.translate(_DASHES).lstrip("-").replace("_", "-").lower()


def _perhaps(name: str) -> str:
    return say("cli.hint.perhaps", name=name) if name else ""
