"""Who and what is in the stand-in's world, and the shape each has in Bot API JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Json = dict[str, Any]
"""One JSON object. A published one is never changed afterwards: whoever changes a thing makes a new object for it."""

Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
ChatType = Literal["private", "group", "supergroup"]

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
)
"""What an administrator of a group may be allowed (ChatMemberAdministrator in the Bot API)."""

PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
"""What a plain member may be allowed (ChatPermissions in the Bot API)."""

EVERYTHING = frozenset(PERMISSIONS)
USUAL_RIGHTS = frozenset(ADMIN_RIGHTS) - {"can_promote_members", "can_manage_tags"}
"""The rights that a promotion gives when none are named."""


def now_utc() -> datetime:
    """The current instant, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    json: Json = field(default_factory=dict[str, Any])

    def __post_init__(self) -> None:
        self.json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name, value in (
            ("last_name", self.last_name),
            ("username", self.username),
            ("language_code", self.language_code),
        ):
            if value:
                self.json[name] = value


@dataclass(frozen=True, slots=True)
class Member:
    """How one user stands in one chat; a change is a new Member."""

    status: Status = "left"
    rights: frozenset[str] = frozenset()
    allowed: frozenset[str] = EVERYTHING
    until_date: int = 0
    inside: bool = True
    tag: str = ""
    """What stands beside the name of a plain or restricted member."""

    @property
    def present(self) -> bool:
        """Whether the user is in the chat (a restricted one may have left)."""
        return self.status in ("creator", "administrator", "member") or (self.status == "restricted" and self.inside)

    @property
    def admin(self) -> bool:
        """Whether the user is the owner or an administrator."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether the user holds an administrator's right."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def json(self, user: Json) -> Json:
        """The ChatMember object for this standing of `user`."""
        told: Json = {"status": self.status, "user": user}
        if self.status == "creator":
            told["is_anonymous"] = False
        elif self.status == "administrator":
            told |= {"can_be_edited": False, "is_anonymous": False}
            told |= {right: right in self.rights for right in ADMIN_RIGHTS}
        elif self.status == "restricted":
            told |= {"is_member": self.inside, "until_date": self.until_date}
            told |= {permission: permission in self.allowed for permission in PERMISSIONS}
        elif self.status == "kicked":
            told["until_date"] = self.until_date
        if self.tag and self.status in ("member", "restricted"):
            told["tag"] = self.tag
        return told


@dataclass(slots=True)
class Message:
    """One message of a chat: its JSON as everybody sees it now, and what the JSON does not say."""

    json: Json
    fixed: bool = False
    """Whether it can never be edited, because it was sent with a keyboard that is not inline."""
    reactions: dict[int, list[Json]] = field(default_factory=dict[int, list[Json]])

    @property
    def id(self) -> int:
        """The number of the message within its chat."""
        return int(self.json["message_id"])

    @property
    def sender(self) -> int:
        """The id of the user who sent it."""
        return int(self.json["from"]["id"])


@dataclass(slots=True)
class Topic:
    """A topic of a forum."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    closed: bool = False


@dataclass(slots=True)
class InviteLink:
    """An invite link of a group."""

    url: str
    creator: Json
    name: str = ""
    expire_date: int = 0
    member_limit: int = 0
    asks: bool = False
    primary: bool = False
    revoked: bool = False
    used: int = 0

    def json(self, pending: int = 0) -> Json:
        """The ChatInviteLink object; `pending` is how many people wait for an answer behind it."""
        told: Json = {
            "invite_link": self.url,
            "creator": self.creator,
            "creates_join_request": self.asks,
            "is_primary": self.primary,
            "is_revoked": self.revoked,
        }
        for name, value in (
            ("name", self.name),
            ("expire_date", self.expire_date),
            ("member_limit", self.member_limit),
            ("pending_join_request_count", pending),
        ):
            if value:
                told[name] = value
        return told


@dataclass(slots=True)
class Chat:
    """A private chat between a person and the bot, a basic group or a supergroup."""

    id: int
    type: ChatType
    title: str = ""
    username: str | None = None
    is_forum: bool = False
    description: str = ""
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    messages: dict[int, Message] = field(default_factory=dict[int, Message])
    topics: dict[int, Topic] = field(default_factory=dict[int, Topic])
    pinned: list[int] = field(default_factory=list[int])
    links: dict[str, InviteLink] = field(default_factory=dict[str, InviteLink])
    requests: dict[int, str | None] = field(default_factory=dict[int, "str | None"])
    """Who waits to be let in, and the link that each asked by (None: without a link)."""
    allowed: frozenset[str] = EVERYTHING
    general_closed: bool = False
    migrated_to: int = 0
    video_chat_since: int = 0
    last_id: int = 0
    started: bool = False
    """Private: the person has started the bot at least once."""
    blocked: bool = False
    """Private: the person has blocked the bot."""
    door_until: float = 0.0
    """Private: until this Unix time the bot may write first, because the person has asked to join a group."""
    json: Json = field(default_factory=dict[str, Any])

    def __post_init__(self) -> None:
        if self.type == "private":
            return
        self.json = {"id": self.id, "type": self.type, "title": self.title}
        if self.username:
            self.json["username"] = self.username
        if self.is_forum:
            self.json["is_forum"] = True

    @property
    def word(self) -> str:
        """What the Bot API's error texts call a chat of this kind."""
        return "supergroup" if self.type == "supergroup" else "group"

    def pending(self, url: str) -> int:
        """How many people wait behind an invite link."""
        return sum(link == url for link in self.requests.values())
