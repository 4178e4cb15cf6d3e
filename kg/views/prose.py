"""Messages of rules as pages print them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kg.views.values import Text


@dataclass(frozen=True, slots=True)
class Prose(Text):
    """A message; names of fields stand in it between backticks."""

    def __html__(self) -> str:
        """Return the message as HTML, names of fields as code."""
        parts = str(super(Prose, self).__html__()).split("`")
        if len(parts) % 2 == 0:
            return Markup("`".join(parts))  # noqa: S704 - escaped by `Text`
        marked = (f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
        return Markup("".join(marked))  # noqa: S704 - escaped by `Text`
