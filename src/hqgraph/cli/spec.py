"""What a command takes, said as data: its arguments, its options, and the function that runs it.

Plain classes and no more: this is read by every command at its start, so nothing
heavy is imported here. The table of commands is :mod:`hqgraph.cli.commands`.
"""

from __future__ import annotations

from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


class Kind:
    """A word taken as it is. Its subclasses make something else of a word, or refuse it."""

    def read(self, word: str) -> object:
        """Return what the word stands for. Raises ValueError where it is none of this kind."""
        return word

    def wanted(self) -> str:
        """Say which words are good; nothing where all are."""
        return ""


class PathKind(Kind):
    """A file or a folder, there or not."""

    def read(self, word: str) -> Path:
        """Return the path."""
        from pathlib import Path  # noqa: PLC0415 (an answer does without)

        return Path(word)


class Number(Kind):
    """A number that is not below ``least``: whole, unless ``least`` is itself a fraction."""

    def __init__(self, least: float) -> None:
        self.least = least

    def read(self, word: str) -> float:
        """Return the number. Raises ValueError for another word, or too small a number."""
        import math  # noqa: PLC0415

        number = type(self.least)(word)
        if not math.isfinite(number) or number < self.least:
            raise ValueError(word)
        return number

    def wanted(self) -> str:
        """Say what the number is at least, and whether it is whole."""
        key = "cli.wanted.whole" if isinstance(self.least, int) else "cli.wanted.number"
        return say(key, least=self.least)


class Choice(Kind):
    """One word of a few."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def read(self, word: str) -> str:
        """Return the word. Raises ValueError for any other."""
        if word not in self.words:
            raise ValueError(word)
        return word

    def wanted(self) -> str:
        """List the words."""
        return say("cli.wanted.choice", words=" ".join(self.words))


class Day(Kind):
    """A day, as 2025-06-30."""

    def read(self, word: str) -> object:
        """Return it as a ``datetime.date``. Raises ValueError for anything else."""
        from datetime import datetime  # noqa: PLC0415

        return datetime.strptime(word, "%Y-%m-%d").date()

    def wanted(self) -> str:
        """Show one."""
        return say("cli.wanted.day")


TEXT = Kind()
PATH = PathKind()


class Argument:
    """A word told by its place. ``many`` takes all the words that are left, as a list.

    ``name`` is the parameter of the command's function, ``words`` the key of its help.
    """

    def __init__(
        self,
        name: str,
        metavar: str,
        words: str,
        kind: Kind = TEXT,
        *,
        required: bool = True,
        many: bool = False,
    ) -> None:
        self.name = name
        self.metavar = metavar
        self.words = words
        self.kind = kind
        self.required = required
        self.many = many

    def shown(self) -> str:
        """Return it as a usage line shows it: ``PATH...``, in brackets where it may be left out."""
        name = self.metavar if self.required else f"[{self.metavar}]"
        return f"{name}..." if self.many else name


class Option:
    """A word told by its name, ``--store STORE``; one without a ``metavar`` is a switch.

    ``spellings`` begin with the long one. ``many`` lets it be given several times and
    makes a list. What is not given is ``default``: a word, which is read like one that is
    given, or the value itself (False for a switch, None where nothing is said).
    """

    def __init__(
        self,
        name: str,
        spellings: str,
        words: str,
        metavar: str = "",
        kind: Kind = TEXT,
        *,
        default: object = None,
        required: bool = False,
        many: bool = False,
    ) -> None:
        self.name = name
        self.spellings = tuple(spellings.split())
        self.words = words
        self.metavar = metavar
        self.kind = kind
        self.default = default if metavar else False
        self.required = required
        self.many = many

    def shown(self) -> str:
        """Return it as help shows it: ``-s, --store STORE``."""
        names = ", ".join(reversed(self.spellings))
        return f"{names} {self.metavar}" if self.metavar else names

    def needed(self) -> str:
        """Return it as a usage line shows it: ``-s STORE``."""
        return f"{self.spellings[-1]} {self.metavar}"


class Command:
    """One command. ``run`` is ``module:function`` in this package, imported when it runs.

    The function gets what was given by name and returns the exit code, None for 0.
    """

    def __init__(self, name: str, run: str, *takes: Argument | Option) -> None:
        self.name = name
        self.run = run
        self.arguments = tuple(item for item in takes if isinstance(item, Argument))
        self.options = tuple(item for item in takes if isinstance(item, Option))

    @property
    def line(self) -> str:
        """What is typed to call it."""
        return f"hqgraph {self.name}"

    @property
    def words(self) -> str:
        """What it does, in a line."""
        return say(f"cli.{self.name.replace(' ', '.')}.help")

    def usage(self) -> str:
        """Return the line that shows how it is called."""
        needed = [item.needed() for item in self.options if item.required]
        parts = [self.line, *(item.shown() for item in self.arguments), *needed]
        if len(needed) < len(self.options):
            parts.append(f"[{say('cli.panel.options')}]")
        return " ".join(parts)


class Program(Command):
    """What stands before a command: ``hqgraph --lang en``."""

    def __init__(self, *takes: Option) -> None:
        super().__init__("", "", *takes)

    @property
    def line(self) -> str:
        """What is typed to call it."""
        return "hqgraph"

    @property
    def words(self) -> str:
        """What all this is for, in a line."""
        return say("cli.help")

    def usage(self) -> str:
        """Return the line that shows how commands are called."""
        return f"hqgraph [{say('cli.panel.options')}] {say('cli.usage.command')} …"


class Group:
    """Commands under one name: ``catalogue add``, ``catalogue list``."""

    def __init__(self, name: str, *commands: Command) -> None:
        self.name = name
        self.commands = commands

    @property
    def line(self) -> str:
        """What is typed to call it."""
        return f"hqgraph {self.name}"

    @property
    def words(self) -> str:
        """What its commands are about, in a line."""
        return say(f"cli.{self.name}.help")

    def usage(self) -> str:
        """Return the line that shows how its commands are called."""
        return f"{self.line} {say('cli.usage.command')} …"
