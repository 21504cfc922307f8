"""A block in which the collector of garbage does not look through what is just being imported."""

from __future__ import annotations

import gc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType


class Importing:
    """A block of imports: nothing of what they make can be swept, then or later."""

    def __enter__(self) -> None:
        gc.disable()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        gc.freeze()
        gc.enable()
