"""`/bantuan`: services that listen, for everybody in every state, and a way to call who of the community is on call.

Nothing of it asks for a role, and of who needed help nothing is kept but a count a day. What is under way (a message
not delivered yet, a question not answered yet) is a row until then, as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from core.help.listing import Listed, listed, shown
from core.help.model import About, Standing, leaf
from core.help.settings import HelpSettings, Said
from core.help.store import Checks, Counts, meta
from core.kit import (
    ASK,
    Button,
    Card,
    Ctx,
    Length,
    Link,
    Look,
    Person,
    Personal,
    Plugin,
    Refused,
    Role,
    Room,
    Text,
    Tone,
    Urgency,
    t,
)

help = Plugin("help", HelpSettings, tables=meta)

ASK_AGAIN = timedelta(days=7)
"""How long the admins are left alone about a service that they were asked to check."""

COUNTED_FOR = timedelta(days=365)
SHOWN_FOR = timedelta(days=30)
"""How long counters are kept, and of how long a time the admins are shown the sum."""


# --- the services ---


@help.command("bantuan", private=True)
async def show(ctx: Ctx[HelpSettings]) -> Card:
    """The first services, and the two buttons for when it is urgent."""
    return await _open(ctx, 0)


@help.action
async def others(ctx: Ctx[HelpSettings], page: int, urgent: bool) -> Card:
    """The next services."""
    if not urgent:
        return await _open(ctx, page)
    lines, rows = await _services(ctx, page, urgent=True)
    return Card(title=t("help-title"), lines=lines, rows=rows)


async def _open(ctx: Ctx[HelpSettings], page: int) -> Card:
    lines, rows = await _services(ctx, page, urgent=False)
    urgent_rows = [
        [Button(t("help-self"), urgent.bind(About.SELF), Tone.DANGER)],
        [Button(t("help-friend"), urgent.bind(About.FRIEND), Tone.PRIMARY)],
    ]
    return Card(title=t("help-title"), lines=[t("help-hello"), *lines], rows=[*urgent_rows, *rows])


async def _services(
    ctx: Ctx[HelpSettings], page: int, *, urgent: bool
) -> tuple[list[Text], list[Sequence[Button | Link]]]:
    """Two services as lines, and the buttons that open their pages or the next two."""
    here, following = leaf(shown(await listed(ctx), urgent=urgent), page)
    if not here:
        return [t("help-nothing")], []
    lines: list[Text] = []
    links: list[Button | Link] = []
    for one in here:
        service = one.service
        called = [t("help-contact", contact=phone) for phone in service.phones]
        lines.append(
            t("help-service", name=service.name, contacts=called) if called else t("help-web", name=service.name)
        )
        lines.append(t("help-scope", scope=_said(service.scope), hours=_said(service.hours)))
        lines.append(t("help-what", what=_said(service.what)))
        lines.append(_trust(one))
        links += [Link(t("help-site", name=service.name), page) for page in service.pages]
    rows: list[Sequence[Button | Link]] = [links] if links else []
    if following is not None:
        rows.append([Button(t("help-others"), others.bind(following, urgent))])
    return lines, rows


def _trust(one: Listed) -> Text:
    if one.checked is None or one.standing is Standing.NEVER:
        return t("help-unchecked")
    return t("help-checked-long-ago" if one.standing is Standing.OLD else "help-checked", when=one.checked)


def _said(words: Said) -> Text:
    return t("help-said", id=words.id, en=words.en)


# --- when it is urgent ---


@help.action
async def urgent(ctx: Ctx[HelpSettings], about: About) -> Card:
    """Numbers first; then the question whether those on call may know who it is. Nobody is told anything yet."""
    await Counts(ctx.db).add(_today(ctx), about.value)
    lines, rows = await _services(ctx, 0, urgent=True)
    if not await _on_call(ctx):
        begin = [t("help-nobody"), t(f"help-{about.value}-begin")]
        return Card(title=t(f"help-{about.value}-title"), lines=[*begin, *lines, *_steps(about)], rows=rows)
    choice = [
        [Button(t("help-call-yes"), call.bind(about), Tone.GOOD)],
        [Button(t("help-call-no"), steps.bind(about))],
    ]
    return Card(
        title=t(f"help-{about.value}-title"),
        lines=[t(f"help-{about.value}-begin"), *lines, t(f"help-{about.value}-ask")],
        rows=[*choice, *rows],
    )


@help.action
async def steps(ctx: Ctx[HelpSettings], about: About) -> Card:
    """What one can do now; nobody is told, and one may still change one's mind."""
    lines, rows = await _services(ctx, 0, urgent=True)
    changed = [[Button(t("help-call-after-all"), call.bind(about))]] if await _on_call(ctx) else []
    return Card(
        title=t("help-steps-title"), lines=[*_steps(about), *lines, t("help-nobody-told")], rows=[*rows, *changed]
    )


@help.action
async def call(ctx: Ctx[HelpSettings], about: About) -> Card:
    """Call everybody who is on call now, and say honestly what came of it."""
    lines, rows = await _services(ctx, 0, urgent=True)
    people = await _on_call(ctx)
    if not people:
        told = [t("help-nobody"), t(f"help-{about.value}-begin")]
    elif not ctx.settings.calls.take(ctx.person.id, ctx.now):
        told = [t("help-called-enough")]
    else:
        await Counts(ctx.db).add(_today(ctx), "called")
        for one in people:
            ctx.tell(one, _page(ctx.person, about), urgency=Urgency.SAFETY)
        told = [t("help-called", count=len(people))]
    return Card(title=t("help-steps-title"), lines=[*told, *lines, *_steps(about)], rows=rows)


def _page(person: Person, about: About) -> Card:
    return Card(
        title=t(f"help-page-{about.value}", who=person),
        lines=[t("help-page-how")],
        rows=[
            [Button(t("help-page-read"), answer.bind(person), Tone.GOOD)],
            [Button(t("help-page-write"), write.bind(person), Tone.PRIMARY)],
        ],
    )


def _steps(about: About) -> list[Text]:
    return [t(f"help-{about.value}-step-{number}") for number in ("one", "two", "three")]


async def _on_call(ctx: Ctx[HelpSettings]) -> list[Person]:
    """Who is on call now and can be written to; not the one who asks."""
    now = ctx.now.astimezone(ctx.home_zone)
    found = [await ctx.people.by_account(one.platform, one.account) for one in ctx.settings.turns if one.at(now)]
    distinct = dict.fromkeys(one for one in found if one is not None and one != ctx.person)
    return [one for one in distinct if await ctx.people.reachable(one)]


def _today(look: Look[HelpSettings]) -> date:
    return look.now.astimezone(look.home_zone).date()


# --- those on call answer ---


@help.action
async def answer(ctx: Ctx[HelpSettings], to: Person) -> Text:
    """Tell who called that it was read."""
    await _tell(ctx, to, t("help-read", who=ctx.person))
    return t("help-read-told")


@help.action
async def write(ctx: Ctx[HelpSettings], to: Person, words: Annotated[str, Length(1000)] = ASK) -> Text:
    """Write to each other through the bot: their accounts may be on different platforms."""
    await _tell(ctx, to, t("help-wrote", who=ctx.person, words=words))
    return t("help-sent")


async def _tell(ctx: Ctx[HelpSettings], to: Person, said: Text) -> None:
    if not await ctx.people.reachable(to):
        raise Refused(t("help-unreachable"))
    back = [[Button(t("help-reply"), write.bind(ctx.person), Tone.PRIMARY)]]
    ctx.tell(to, Card(lines=[said], rows=back), urgency=Urgency.SAFETY)


# --- keeping the numbers right ---


@help.command("cekbantuan", role=Role.ADMIN, private=True)
async def check(ctx: Ctx[HelpSettings]) -> Card:
    """Every service with its standing, a button to confirm each, and the counters."""
    return await _checklist(ctx)


@help.restricted(Role.ADMIN)
async def check_now(ctx: Ctx[HelpSettings]) -> Card:
    """The same, from a reminder's button."""
    return await _checklist(ctx)


@help.restricted(Role.ADMIN)
async def confirm(ctx: Ctx[HelpSettings], mark: str) -> Card:
    """Note that the service's data are right today; an old button does not confirm a new number."""
    if ctx.settings.service(mark) is None:
        raise Refused(t("help-check-changed"))
    await Checks(ctx.db).add(mark, ctx.person, ctx.now)
    return await _checklist(ctx)


async def _checklist(ctx: Ctx[HelpSettings]) -> Card:
    all_ = await listed(ctx)
    counts = await Counts(ctx.db).since(_today(ctx) - SHOWN_FOR)
    numbers = {what: counts.get(what, 0) for what in (About.SELF.value, About.FRIEND.value, "called")}
    lines = [_stands(one) for one in all_]
    lines += [t("help-check-on-call", entry=entry) for entry in await _unreached(ctx)]
    lines.append(t("help-check-counts", days=SHOWN_FOR.days, **numbers))
    return Card(
        title=t("help-check-title"),
        lines=lines,
        rows=[[Button(t("help-check-confirm", name=one.service.name), confirm.bind(one.service.mark))] for one in all_],
    )


def _stands(one: Listed) -> Text:
    service = one.service
    contacts = [t("help-contact", contact=contact) for contact in service.contacts]
    if one.checked is None or one.standing is Standing.NEVER:
        return t("help-check-never", name=service.name, contacts=contacts, source=service.source)
    by = t("help-check-by", who=one.by) if one.by else t("help-check-by-nobody")
    return t(f"help-check-{one.standing.value}", name=service.name, contacts=contacts, when=one.checked, by=by)


async def _unreached(look: Look[HelpSettings]) -> list[int]:
    """Which entries of on_call (from 1) cannot be written to."""
    found: list[int] = []
    for number, one in enumerate(look.settings.turns, 1):
        person = await look.people.by_account(one.platform, one.account)
        if person is None or not await look.people.reachable(person):
            found.append(number)
    return found


@help.every("0 9 * * *")
async def remind(ctx: Ctx[HelpSettings]) -> None:
    """Ask the admins to check what is due, each thing at most once a week; forget what has served its time."""
    checks = Checks(ctx.db)
    await Counts(ctx.db).forget_before(_today(ctx) - COUNTED_FOR)
    await checks.forget_before(ctx.now - timedelta(days=ctx.settings.hide_days))
    due = {one.service.mark: _stands(one) for one in await listed(ctx) if one.standing is not Standing.FRESH}
    due |= {f"on_call {entry}": t("help-check-on-call", entry=entry) for entry in await _unreached(ctx)}
    unasked = await checks.unasked(list(due), ctx.now - ASK_AGAIN)
    lines = [line for subject, line in due.items() if subject in unasked]
    admins = await ctx.people.admins()
    if not lines or not (ctx.settings.admin_room or admins):
        return
    for subject in unasked:
        await checks.asked(subject, ctx.now)
    asked = Card(title=t("help-due"), lines=lines, rows=[[Button(t("help-check-open"), check_now.bind())]])
    if ctx.settings.admin_room:
        ctx.say(asked, Room(ctx.settings.admin_room))
        return
    for admin in admins:
        ctx.tell(admin, asked)


# --- whose data it is ---


async def _export(look: Look[HelpSettings], person: Person) -> Any:
    def name(mark: str) -> str:
        service = look.settings.service(mark)
        return service.name if service else ""

    return [{"checked": name(mark), "at": at.isoformat()} for mark, at in await Checks(look.db).of(person)]


async def _erase(ctx: Ctx[HelpSettings], person: Person) -> None:
    await Checks(ctx.db).forget(person)


async def _merge(ctx: Ctx[HelpSettings], keep: Person, gone: Person) -> None:
    await Checks(ctx.db).give(keep, gone)


help.personal = Personal("help-data-purpose", "help-data-retention", _export, _erase, _merge)
