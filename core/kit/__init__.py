"""The words: all that a feature may import. Values and declarations only; the machine is elsewhere."""

from core.kit.action import ASK, Action, Between, Bound, Choice, DeclarationError, From, Length, Suggest
from core.kit.card import Button, Card, Link, Paper, Tone
from core.kit.ctx import Ctx, Look, People, Refused
from core.kit.deeds import Outcome
from core.kit.people import Account, Person, Role
from core.kit.places import Kind, Place, Room
from core.kit.plugin import Personal, Plugin, RoomName, Settings
from core.kit.port import Came, Can, File, Reached, Reacted, Requested, Said, Urgency, Went
from core.kit.rights import Apart, Consent, Decision, Keeper, Noted
from core.kit.text import Text, t

__all__ = [
    "ASK",
    "Account",
    "Action",
    "Apart",
    "Between",
    "Bound",
    "Button",
    "Came",
    "Can",
    "Card",
    "Choice",
    "Consent",
    "Ctx",
    "Decision",
    "DeclarationError",
    "File",
    "From",
    "Keeper",
    "Kind",
    "Length",
    "Link",
    "Look",
    "Noted",
    "Outcome",
    "Paper",
    "People",
    "Person",
    "Personal",
    "Place",
    "Plugin",
    "Reached",
    "Reacted",
    "Refused",
    "Requested",
    "Role",
    "Room",
    "RoomName",
    "Said",
    "Settings",
    "Suggest",
    "Text",
    "Tone",
    "Urgency",
    "Went",
    "t",
]
