"""The refusals of the Bot API: their codes, their texts and the parameters that go with them."""

from __future__ import annotations

from bots.playground.telegram.model import Json


class ApiError(Exception):
    """A call that the Bot API refuses; becomes `{"ok": false, ...}` with the code as HTTP status."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def json(self) -> Json:
        """The answer's body."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(text: str) -> ApiError:
    """400: the request is wrong."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """403: the bot may not."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """409: another way of getting updates is in use."""
    return ApiError(409, f"Conflict: {text}")


def flood(seconds: int) -> ApiError:
    """429: too much at once; `seconds` is when to come back."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


class CannotDo(ValueError):
    """A person in the playground was told to do something that the real Telegram would not let them do."""


class UnknownVerb(ValueError):
    """The control API was asked for something that people here cannot do."""
