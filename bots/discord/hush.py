"""What discord.py may log: its debug lines hold tokens and what people write, so they are never let out."""

from __future__ import annotations

import logging


class _NoVoiceNotice(logging.Filter):
    """Leaves out the notice that optional voice libraries are absent: nothing here needs them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is kept."""
        return "voice will NOT be supported" not in str(record.msg)


def hush() -> None:
    """Keep the library's logger at INFO or above, whatever the root logger is set to."""
    library = logging.getLogger("discord")
    library.setLevel(max(library.level, logging.INFO))
    client = logging.getLogger("discord.client")
    if not any(isinstance(present, _NoVoiceNotice) for present in client.filters):
        client.addFilter(_NoVoiceNotice())
