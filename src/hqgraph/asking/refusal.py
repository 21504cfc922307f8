"""Why a question is not answered: raised by whoever does not understand, said in one line."""

from __future__ import annotations

import re

from hqgraph.asking.lexer import NUMBER, Token
from hqgraph.asking.lexicon import Lexicon
from hqgraph.messages import say

_HEAD = re.compile(r"[\u4e00-\u9fff]{1,8}$")


_GENERIC = re.compile("办公室|管理委员会|管委会|领导小组|工作组|指挥部|委员会|专班|中心")
"""What many bodies are called at the end, and none by that alone."""
_NEAR = 5


class RefusalError(Exception):
    """A question that is not understood; ``why`` is the reason in the reader's language."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.why = say(key, **values)


def unknown_words(text: str, found: list[Token], lexicon: Lexicon) -> RefusalError:
    """Return the refusal of unknown words: a number, a place, a body, or just words.

    What the gazetteer knows and the graph does not is called by its whole name.
    """
    from hqgraph import gazetteer  # noqa: PLC0415 (only a refusal needs it)

    unknown = [token for token in found if token.sense("unknown")]
    match = next(NUMBER.finditer(text), None)
    if match and any(match.start() - 8 <= token.start < match.end() for token in unknown):
        head = _HEAD.search(text[: match.start()])
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
    for match in _GENERIC.finditer(text):
        if not any(match.start() <= token.start < match.end() for token in unknown):
            continue
        found = {
            name
            for agency in lexicon.names.agencies.values()
            for name in agency.names[:1]
            if name.endswith(match.group())
        }
        if found:
            near = "、".join(sorted(found, key=lambda name: (len(name), name))[:_NEAR])
            return RefusalError("asking.near", name=match.group(), near=near)
    return None
