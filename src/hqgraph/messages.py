"""Every sentence hqgraph says to a person, in Chinese first and in English.

The words live in ``messages.csv`` (key, zh, en), so that an editor can mend
them. The language is Chinese unless ``HQGRAPH_LANG=en`` or :func:`use_language`
says otherwise; it never depends on the platform's locale.
"""

from __future__ import annotations

import os
from functools import cache

from hqgraph.resources import beside, read

LANGUAGES = ("zh", "en")
_chosen: list[str] = []


def use_language(language: str) -> None:
    """Speak ``zh`` or ``en`` from now on in this process."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {LANGUAGES}, not {language!r}")
    _chosen[:] = [language]


def language() -> str:
    """Return the language in force: ``zh`` or ``en``."""
    if _chosen:
        return _chosen[0]
    wanted = os.environ.get("HQGRAPH_LANG", "zh")[:2].lower()
    return wanted if wanted in LANGUAGES else "zh"


@cache
def _catalogue() -> bytes:
    """Return the whole table as it lies on the disk: making it text would take longer."""
    return b"\n" + read(beside(__file__, "messages.csv")) + b"\n"


@cache
def _sentences(key: str) -> dict[str, str]:
    """Return a sentence by its languages: its one line is found, the others are not read.

    Raises KeyError where there is none.
    """
    start = f"\n{key},".encode()
    table = _catalogue()
    place = table.find(start)
    if place < 0:
        raise KeyError(key)
    line = table[place + len(start) : table.index(b"\n", place + 1)].decode().rstrip("\r")
    cells = line.split(",")
    if len(cells) == len(LANGUAGES) and '""' not in line:
        bare = (cell[1:-1] if cell.startswith('"') else cell for cell in cells)
        return dict(zip(LANGUAGES, bare, strict=True))
    import csv  # noqa: PLC0415 (sentences without commas and quotation marks do without)

    return dict(zip(LANGUAGES, next(csv.reader([line])), strict=True))


def say(key: str, **values: object) -> str:
    """Return the sentence ``key`` in the language in force, with its values filled in.

    Raises KeyError for a key that the catalogue does not hold: a missing
    sentence is a bug, found by the tests, not something to paper over.
    """
    shown = {name: _shown(value) for name, value in values.items()}
    return _sentences(key)[language()].format(**shown)


def _shown(value: object) -> object:
    return readable(str(value)) if isinstance(value, str | os.PathLike) else value


def readable(name: str) -> str:
    """Return a path as people read it and as UTF-8 can hold it, also where its bytes are none.

    Names written on Chinese systems of before UTF-8 are in GB18030, each for itself.
    """
    if _is_whole(name):
        return name
    import re  # noqa: PLC0415

    return "".join(map(_readable, re.split(r"([/\\])", name)))


def _readable(part: str) -> str:
    if _is_whole(part):
        return part
    try:
        return part.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    except UnicodeEncodeError:  # half a character, as other systems allow in names
        return part.encode("utf-8", "replace").decode()


def _is_whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
