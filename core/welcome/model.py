"""What an application is and what may be done with it, which questions it asks, when joins are a wave. No database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.kit import Person, Refused, t
from core.welcome.settings import Question

Answers = Mapping[str, tuple[str, ...]]
"""Question -> its answer: the words, or the ids of options. An empty one was skipped."""


class State(StrEnum):
    """Where an application is."""

    OPEN = "open"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Reason(StrEnum):
    """Why an application is declined, as the applicant is told."""

    FULL = "full"
    UNCLEAR = "unclear"
    ELSEWHERE = "elsewhere"
    LATER = "later"


# --- questions ---


def applies(question: Question, answers: Answers) -> bool:
    """Whether a question is asked at all, after these answers."""
    return question.only_if is None or any(
        one in question.only_if.answers for one in answers.get(question.only_if.question, ())
    )


def relevant(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """The questions that are asked, after these answers; one whose condition is itself not asked is not, either."""
    asked: list[Question] = []
    standing: dict[str, tuple[str, ...]] = {}
    for question in questions:
        if applies(question, standing):
            asked.append(question)
            if question.id in answers:
                standing[question.id] = answers[question.id]
    return asked


def unanswered(questions: Sequence[Question], answers: Answers) -> Question | None:
    """The first question that is to be answered yet."""
    return next((one for one in relevant(questions, answers) if one.id not in answers), None)


def answered(question: Question, given: Sequence[str]) -> tuple[str, ...]:
    """An answer as it is kept; refuses one that the question does not allow."""
    if not given or not any(one.strip() for one in given):
        if question.required:
            raise Refused(t("welcome-required"))
        return ()
    if question.kind == "text":
        return (given[0].strip(),)
    known = [option.id for option in question.options if option.id in given]
    if len(known) != len(set(given)) or (question.kind == "choice" and len(known) != 1):
        raise Refused(t("welcome-changed"))
    return tuple(known)


# --- an application ---


@dataclass(frozen=True, slots=True)
class Application:
    """One person's application; `votes` are the moderators who accepted, `by` is who takes care of it."""

    id: int
    person: Person
    state: State = State.OPEN
    answers: Answers = field(default_factory=dict[str, tuple[str, ...]])
    sent: datetime | None = None
    decided: datetime | None = None
    again: datetime | None = None
    by: Person | None = None
    votes: frozenset[int] = frozenset()
    referral: Person | None = None
    vouched: bool | None = None
    account_lang: str = ""
    account_since: datetime | None = None
    """What the platform told of the account it was sent through."""

    def editable(self) -> Application:
        """It, if it may still be changed by the applicant; refuses otherwise."""
        if self.state is not State.OPEN:
            raise Refused(t("welcome-sent-already"))
        return self

    def send(self, questions: Sequence[Question], now: datetime) -> Application:
        """Handed in; refuses one that is incomplete."""
        self.editable()
        missing = unanswered(questions, self.answers)
        if missing is not None or any(
            one.required and not self.answers[one.id] for one in relevant(questions, self.answers)
        ):
            raise Refused(t("welcome-incomplete"))
        kept = {one.id for one in relevant(questions, self.answers)}
        asked = {name: answer for name, answer in self.answers.items() if name in kept}
        return replace(self, state=State.SENT, answers=asked, sent=now)

    def waiting(self) -> Application:
        """It, if it still waits for a decision; refuses otherwise."""
        if self.state is not State.SENT:
            raise Refused(t("welcome-decided-already"))
        return self

    def handled(self, moderator: Person) -> Application:
        """It, if this moderator may act on it; refuses what another takes care of, and one's own."""
        self.waiting()
        if moderator == self.person:
            raise Refused(t("welcome-own"))
        if self.by is not None and self.by != moderator:
            raise Refused(t("welcome-taken", who=self.by))
        return self

    def take(self, moderator: Person) -> Application:
        """Taken over, from whoever had it."""
        self.waiting()
        if moderator == self.person:
            raise Refused(t("welcome-own"))
        return replace(self, by=moderator)

    def accept(self, moderator: Person, needed: int, now: datetime) -> Application:
        """One more vote for it; accepted when there are enough, each of another moderator."""
        # with two votes the second one is somebody else's, who need not take it over first
        (self.handled(moderator) if needed == 1 or not self.votes else self.waiting())
        if moderator == self.person:
            raise Refused(t("welcome-own"))
        if moderator.id in self.votes:
            raise Refused(t("welcome-voted"))
        voted = replace(self, votes=self.votes | {moderator.id})
        return replace(voted, state=State.ACCEPTED, decided=now) if len(voted.votes) >= needed else voted

    def decline(self, moderator: Person, now: datetime, wait: timedelta) -> Application:
        """Declined; one may apply again after `wait`."""
        self.handled(moderator)
        return replace(self, state=State.DECLINED, decided=now, again=now + wait)


def may_apply(last: Application | None, now: datetime) -> None:
    """Whether somebody may begin a new application; refuses before the date that a declined one was told."""
    if last is not None and last.state is State.DECLINED and last.again is not None and now < last.again:
        raise Refused(t("welcome-again", when=last.again))


# --- a wave ---


def is_wave(joins: Sequence[datetime], now: datetime, size: int, within: timedelta) -> bool:
    """Whether so many came within so short a time that it is a wave."""
    return sum(now - at <= within for at in joins) >= size


# --- greeters ---


def next_greeter(rota: Sequence[tuple[Person, datetime | None]], aloof: frozenset[int]) -> Person | None:
    """Whose turn it is: who greeted longest ago (or never), who is to be kept apart left out."""
    free = [(last is not None, last, who.id, who) for who, last in rota if who.id not in aloof]
    return min(free, key=lambda one: (one[0], one[1].timestamp() if one[1] else 0.0, one[2]))[3] if free else None
