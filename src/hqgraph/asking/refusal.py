"""Why a question is not answered: raised by whoever does not understand, said in one line."""

from __future__ import annotations

import re

from hqgraph.asking.lexer import NUMBER, Token
from hqgraph.asking.lexicon import Lexicon
from hqgraph.asking.names import ENDINGS
from hqgraph.messages import say

_BEYOND = {"progress": "asking.beyond-progress", "clock": "asking.no-clock"}
"""What is said of questions that the documents do not answer, by the value in ``words.csv``."""
_HEAD = r"[\u4e00-\u9fff]{1,8}$"
_GENERIC = "|".join(ENDINGS)


class RefusalError(Exception):
    """A question that is not understood; ``why`` is the reason in the reader's language."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.why = say(key, **values)


def check_beyond(found: list[Token]) -> None:
    """Refuse what no document tells: with the query for what was reported, or to name the year."""
    beyond = [token for token in found if token.senses[0].sort == "beyond"]
    sorts = [token.senses[0].values[0] for token in beyond]
    words = "、".join(token.text for token in beyond)
    for sort, key in _BEYOND.items():
        if sort in sorts:
            raise RefusalError(key, words=words)
    if beyond and not any(token.sense("unknown") for token in found):
        raise RefusalError("asking.beyond", words=words)


def unknown_words(text: str, found: list[Token], lexicon: Lexicon) -> RefusalError:
    """Return the refusal of unknown words: a number, a place, a body, or just words.

    What the gazetteer knows and the graph does not is called by its whole name.
    """
    from hqgraph import gazetteer  # noqa: PLC0415 (only a refusal needs it)

    unknown = [token for token in found if token.sense("unknown")]
    match = NUMBER.search(text)
    if match and any(match.start() - 8 <= token.start < match.end() for token in unknown):
        head = re.search(_HEAD, text[: match.start()])
        name = (head.group() if head else "") + match.group()
        return RefusalError("asking.no-document", name=name)
    for place in gazetteer.find_regions(text, shorts=True):
        named = any(place.span.start <= token.start < place.span.end for token in unknown)
        if named and place.text not in lexicon.forms:
            return RefusalError("asking.no-region", name=place.text)
    if (near := _near(text, unknown, lexicon)) is not None:
        return near
    for token in unknown:
        if gazetteer.is_body(token.text):
            return RefusalError("asking.no-agency", name=token.text)
    return RefusalError("asking.unknown", words="、".join(token.text for token in unknown))


def _near(text: str, unknown: list[Token], lexicon: Lexicon) -> RefusalError | None:
    """Return a refusal that names the bodies whose names end in 办公室, 管委会 as asked."""
    for match in re.finditer(_GENERIC, text):
        if not any(match.start() <= token.start < match.end() for token in unknown):
            continue
        if found := lexicon.names.bodies_ending(match.group()):
            return RefusalError("asking.near", name=match.group(), near="、".join(found))
    return None
