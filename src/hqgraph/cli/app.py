"""From the words on the command line to the function of a command, and to its exit code."""

from __future__ import annotations

from hqgraph.cli import arguments, terminal
from hqgraph.cli.commands import COMMANDS, HELP, LANG, PROGRAM
from hqgraph.cli.importing import Importing
from hqgraph.cli.spec import Command, Group
from hqgraph.messages import use_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WRONG_USAGE = 2


def run(words: Sequence[str]) -> int:
    """Run the command that ``words`` are, and return its exit code.

    Raises MisuseError where they are no command or it is put wrongly, and whatever
    the command raises.
    """
    place = 0
    while place < len(words) and arguments.is_option(words[place]):
        place += 2 if words[place] in LANG.spellings else 1
    before = arguments.read(PROGRAM, words[:place])
    if before["lang"]:
        use_language(str(before["lang"]))
    if before["version"]:
        import hqgraph  # noqa: PLC0415

        terminal.out(f"hqgraph {hqgraph.__version__}\n")
        return 0
    found, rest = _found(words[place:])
    asked = bool(before["help"]) or _wants_help(rest)
    if asked or not isinstance(found, Command):
        return _help(found, asked=asked)
    return _function(found)(**arguments.read(found, rest)) or 0


def _function(command: Command) -> Callable[..., int | None]:
    """Import the function of a command."""
    module, _, name = command.run.partition(":")
    with Importing():
        home = __import__(f"hqgraph.cli.{module}", fromlist=[name])
    found: Callable[..., int | None] = getattr(home, name)
    return found


def _found(words: Sequence[str]) -> tuple[Command | Group | None, Sequence[str]]:
    """Return the command or the group of commands that the words begin with, and the rest.

    None is for no words at all. Raises MisuseError where there is no such command.
    """
    if not words or _wants_help(words[:1]):
        return None, words
    found = COMMANDS.get(words[0])
    rest = words[1:]
    if isinstance(found, Group) and rest and not _wants_help(rest[:1]):
        full = f"{words[0]} {rest[0]}"
        nested = next((one for one in found.commands if one.name == full), None)
        if nested is None:
            raise _no_command(full, found)
        return nested, rest[1:]
    if found is None:
        raise _no_command(words[0], None)
    return found, rest


def _no_command(given: str, family: Group | None) -> arguments.MisuseError:
    from hqgraph.cli import hints  # noqa: PLC0415 (read when something went wrong)

    hint = hints.command(given, family)
    where = family or PROGRAM
    return arguments.misuse(where, "cli.usage.no-command", given=given, hint=hint)


def _wants_help(words: Sequence[str]) -> bool:
    """Tell whether help is asked for; after ``--`` nothing is an option."""
    before = words[: words.index("--")] if "--" in words else words
    return any(word in HELP.spellings for word in before)


def _help(what: Command | Group | None, *, asked: bool) -> int:
    """Write a page of help: as the answer where it was asked for, else because a word lacks."""
    from hqgraph.cli import helping  # noqa: PLC0415

    if asked:
        terminal.out(helping.page(what))
        return 0
    terminal.words(helping.page(what).rstrip("\n"))
    return _WRONG_USAGE
