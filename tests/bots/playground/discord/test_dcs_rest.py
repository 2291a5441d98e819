"""The stand-in's REST API with the real discord.py: messages, members, roles, channels, invites, events, DMs."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import aiohttp
import discord
import pytest
from dcs_rig import Bot, Make, Rig, until

from bots.playground.discord.errors import Refusal
from bots.playground.faults import Fault

Code = tuple[int, int]


async def refused(awaitable: Any) -> Code:
    with pytest.raises(discord.HTTPException) as caught:
        await awaitable
    return caught.value.status, caught.value.code


def text_of(bot: Bot) -> discord.TextChannel:
    return bot.guilds[0].text_channels[0]


async def test_messages_from_first_to_last(rig: Rig) -> None:
    bot = await rig.bot()
    channel = text_of(bot)
    sent = await channel.send(
        "satu", embed=discord.Embed(title="Judul", description="Isi").add_field(name="a", value="b")
    )
    await sent.edit(content="dua")
    assert (await channel.fetch_message(sent.id)).content == "dua"
    assert rig.dc.messages("umum", seen_by="Sari")[0]["edited_timestamp"] is not None
    reply = await sent.reply("tiga", mention_author=False)
    assert reply.reference is not None
    assert reply.reference.message_id == sent.id
    assert [m.content async for m in channel.history(limit=10)] == ["tiga", "dua"]
    await sent.pin()
    assert [m.id async for m in channel.pins()] == [sent.id]
    await sent.unpin()
    await sent.add_reaction("👍")
    rig.dc.react("Sari", str(sent.id), "👍")
    await until(lambda: bot.count("raw_reaction_add") == 2)
    fetched = await channel.fetch_message(sent.id)
    assert [(str(r.emoji), r.count, r.me) for r in fetched.reactions] == [("👍", 2, True)]
    assert [user.name async for user in fetched.reactions[0].users()] == ["sari", "Guyub"]
    await sent.remove_reaction("👍", bot.guilds[0].me)
    await sent.clear_reactions()
    await channel.delete_messages([sent, reply])
    assert await refused(channel.fetch_message(sent.id)) == (404, 10008)
    await (await channel.send("empat")).delete()
    assert [m["type"] for m in rig.dc.messages("umum")] == [6]


async def test_files_can_be_sent_and_fetched(rig: Rig) -> None:
    bot = await rig.bot()
    file = discord.File(io.BytesIO(b"peta"), "peta.txt", description="Peta")
    sent = await text_of(bot).send(file=file, embed=discord.Embed().set_image(url="attachment://peta.txt"))
    assert (sent.attachments[0].filename, sent.attachments[0].description) == ("peta.txt", "Peta")
    assert await sent.attachments[0].read() == b"peta"
    edited = await sent.edit(attachments=[])
    assert edited.attachments == []


async def test_a_nonce_is_sent_once(rig: Rig) -> None:
    bot = await rig.bot()
    first = await text_of(bot).send("sekali", nonce="outbox-7")
    second = await text_of(bot).send("sekali", nonce="outbox-7")
    assert first.id == second.id
    assert len(rig.dc.messages("umum")) == 1
    assert (await text_of(bot).send("lain", nonce="outbox-8")).id != first.id


async def test_a_nonce_is_forgotten_after_minutes_and_optional(rigs: Make) -> None:
    now = [1_800_000_000.0]
    rig: Rig = await rigs(clock=lambda: now[0])
    rig.dc.add_guild("Kampung")
    path = f"/channels/{rig.dc.add_channel('Kampung', 'umum').id}/messages"
    body = {"content": "x", "nonce": "a", "enforce_nonce": True}
    first = (await rig.call("POST", path, body))[1]["id"]
    assert (await rig.call("POST", path, body))[1]["id"] == first
    assert (await rig.call("POST", path, {**body, "enforce_nonce": False}))[1]["id"] != first
    now[0] += 301
    assert (await rig.call("POST", path, body))[1]["id"] not in (first, None)
    assert len(rig.dc.messages("umum")) == 3


async def test_a_dropped_answer_leaves_the_message(rig: Rig) -> None:
    bot = await rig.bot()
    rig.dc.faults.order(Fault("drop", "POST /channels/{id}/messages"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await text_of(bot).send("sampai", nonce="n1")
    assert [m["content"] for m in rig.dc.messages("umum")] == ["sampai"]
    await text_of(bot).send("sampai", nonce="n1")
    assert len(rig.dc.messages("umum")) == 1
    rig.dc.faults.order(Fault("cut", "POST /channels/{id}/messages"))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await text_of(bot).send("tidak sampai")
    rig.dc.faults.order(Fault("status", "POST /channels/*", status=503))
    with pytest.raises(discord.DiscordServerError):
        await text_of(bot).send("tidak sampai")
    assert len(rig.dc.messages("umum")) == 1


async def test_mentions_ping_only_as_allowed(rig: Rig) -> None:
    bot = await rig.bot()
    role = rig.dc.add_role("Kampung", "Kapten", mentionable=True)
    sari, budi = rig.dc.person("Sari").id, rig.dc.person("Budi").id
    text = f"<@{sari}> <@{budi}> <@&{role.id}> @everyone"
    loud = await text_of(bot).send(text)
    assert (len(loud.mentions), len(loud.raw_role_mentions), loud.mention_everyone) == (2, 1, True)
    quiet = await text_of(bot).send(text, allowed_mentions=discord.AllowedMentions.none())
    shown = rig.dc.message(str(quiet.id)).body
    assert (shown["mentions"], shown["mention_roles"], shown["mention_everyone"]) == ([], [], False)
    allowed = discord.AllowedMentions(users=[discord.Object(int(sari))], roles=False, everyone=False)
    one = await text_of(bot).send(text, allowed_mentions=allowed)
    assert [user.id for user in one.mentions] == [int(sari)]


async def test_components_v2(rig: Rig) -> None:
    bot = await rig.bot()

    class Layout(discord.ui.LayoutView):
        box: discord.ui.Container[Layout] = discord.ui.Container(
            discord.ui.TextDisplay("# Mabar"),
            discord.ui.Section("5 kursi", accessory=discord.ui.Button(label="Ikut", custom_id="ikut")),
            discord.ui.Separator(),
            discord.ui.ActionRow(discord.ui.Button(label="Buka", url="https://example.org")),
            accent_color=0x336699,
        )

    sent = await text_of(bot).send(view=Layout())
    assert sent.flags.components_v2
    pressed = rig.dc.press("Sari", str(sent.id), "Ikut")
    await until(lambda: bot.count("interaction"))
    assert bot.last("interaction").data["custom_id"] == pressed.data["custom_id"] == "ikut"
    with pytest.raises(Refusal, match="link button"):
        rig.dc.press("Sari", str(sent.id), "Buka")


async def test_members_are_looked_up_and_kept_in_order(rig: Rig) -> None:
    bot = await rig.bot()
    guild = bot.guilds[0]
    sari = await guild.fetch_member(int(rig.dc.person("Sari").id))
    assert len([m async for m in guild.fetch_members(limit=None)]) == 4
    role = await guild.create_role(name="Kapten", permissions=discord.Permissions(manage_messages=True), color=0x112233)
    await sari.add_roles(role)
    await sari.edit(nick="Sar")
    until_then = discord.utils.utcnow() + dt.timedelta(hours=1)
    await sari.timeout(until_then)
    with pytest.raises(Refusal, match="send_messages"):
        rig.dc.write("Sari", "umum", "halo")
    await sari.timeout(None)
    rig.dc.write("Sari", "umum", "halo")
    assert await refused(sari.timeout(dt.timedelta(days=29))) == (400, 50035)
    fetched = await guild.fetch_member(sari.id)
    assert (fetched.nick, [r.name for r in fetched.roles]) == ("Sar", ["@everyone", "Kapten"])
    await role.edit(name="Ketua", hoist=True)
    await sari.remove_roles(role)
    await role.delete()
    await guild.me.edit(nick="Robot")
    await sari.kick(reason="kangen")
    assert await refused(guild.fetch_member(sari.id)) == (404, 10007)
    assert await refused(guild.fetch_member(1)) == (404, 10013)
    budi = await guild.fetch_member(int(rig.dc.person("Budi").id))
    rig.dc.write("Budi", "umum", "spam")
    await guild.ban(budi, delete_message_seconds=3600)
    assert [m["content"] for m in rig.dc.messages("umum")] == ["halo"]
    assert [entry.user.name async for entry in guild.bans()] == ["budi"]
    with pytest.raises(Refusal, match="banned"):
        rig.dc.join("Budi", "Kampung")
    assert (await guild.fetch_ban(budi)).user.id == budi.id
    await guild.unban(budi)
    assert await refused(guild.fetch_ban(budi)) == (404, 10026)


async def test_who_stands_above_the_bot_is_out_of_reach(rig: Rig) -> None:
    bot = await rig.bot()
    guild = bot.guilds[0]
    owner = guild.owner
    assert owner is not None
    assert await refused(owner.kick()) == (403, 50013)
    assert await refused(owner.edit(nick="Bos")) == (403, 50013)
    assert await refused(guild.me.add_roles(guild.me.roles[-1])) == (403, 50013)
    rig.dc.set_role_permissions("Guyub", ["view_channel", "send_messages"])
    sari = await guild.fetch_member(int(rig.dc.person("Sari").id))
    assert await refused(sari.kick()) == (403, 50013)
    assert await refused(guild.create_role(name="x")) == (403, 50013)
    assert await refused(guild.create_text_channel("x")) == (403, 50013)


async def test_channel_permissions_hold(rig: Rig) -> None:
    bot = await rig.bot()
    channel = text_of(bot)
    rig.dc.set_permissions("umum", "Guyub", deny=["send_messages"])
    assert await refused(channel.send("x")) == (403, 50013)
    rig.dc.set_permissions("umum", "Guyub", deny=["embed_links"])
    assert await refused(channel.send(embed=discord.Embed(title="x"))) == (403, 50013)
    rig.dc.set_permissions("umum", "Guyub", deny=["view_channel"])
    assert await refused(channel.send("x")) == (403, 50001)
    rig.dc.set_permissions("umum", "Guyub")
    said = rig.dc.write("Sari", "umum", "halo")
    await channel.send("x")
    message = await channel.fetch_message(int(said.id))
    assert await refused(message.edit(content="x")) == (403, 50005)
    assert await refused(bot.fetch_channel(1)) == (404, 10003)
    assert await refused(bot.fetch_guild(1)) == (404, 10004)


async def test_channels_are_made_changed_and_removed(rig: Rig) -> None:
    bot = await rig.bot()
    guild = bot.guilds[0]
    category = await guild.create_category("Mabar")
    hidden = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    room = await guild.create_text_channel("Ruang Satu", category=category, overwrites=hidden, topic="Topik")
    assert (room.name, room.category_id) == ("ruang-satu", category.id)
    with pytest.raises(Refusal, match="view_channel"):
        rig.dc.write("Sari", "ruang-satu", "halo")
    sari = await guild.fetch_member(int(rig.dc.person("Sari").id))
    await room.set_permissions(sari, view_channel=True)
    rig.dc.write("Sari", "ruang-satu", "halo")
    await room.set_permissions(sari, overwrite=None)
    await room.edit(name="ruang-dua", slowmode_delay=5)
    voice = await guild.create_voice_channel("Suara Dua", user_limit=1)
    await voice.edit(status="Lagi main")
    rig.dc.join_voice("Sari", "Suara Dua")
    with pytest.raises(Refusal, match="full"):
        rig.dc.join_voice("Budi", "Suara Dua")
    await until(lambda: sari.voice is not None)
    await sari.move_to(None)
    await guild.create_stage_channel("Panggung")
    assert {c.name for c in await guild.fetch_channels()} >= {"Mabar", "ruang-dua", "Suara Dua", "Panggung"}
    await room.delete()
    assert await refused(bot.fetch_channel(room.id)) == (404, 10003)


async def test_threads(rig: Rig) -> None:
    bot = await rig.bot()
    sent = await text_of(bot).send("obrolan")
    thread = await sent.create_thread(name="Obrolan", auto_archive_duration=60)
    assert thread.id == sent.id
    await thread.send("di dalam")
    rig.dc.write("Sari", str(thread.id), "ikut")
    other = await text_of(bot).create_thread(name="Lain", type=discord.ChannelType.public_thread)
    await other.add_user(bot.guilds[0].members[0])
    assert {t.name for t in await bot.guilds[0].active_threads()} == {"Obrolan", "Lain"}
    await other.edit(archived=True)
    await other.delete()
    assert await refused(sent.create_thread(name="Lagi")) == (400, 160004)


async def test_invites_count_their_uses(rig: Rig) -> None:
    bot = await rig.bot()
    invite = await text_of(bot).create_invite(max_uses=1, max_age=600, unique=True)
    again = await text_of(bot).create_invite(max_uses=5, max_age=600, unique=True)
    assert (await bot.fetch_invite(invite.code)).approximate_member_count == 4
    for name in ("Tono", "Tini"):
        rig.dc.add_person(name)
    rig.dc.join("Tono", invite=invite.code)
    with pytest.raises(Refusal, match="Unknown Invite"):
        rig.dc.join("Tini", invite=invite.code)
    rig.dc.join("Tini", invite=again.code)
    assert {i.code: i.uses for i in await bot.guilds[0].invites()} == {again.code: 1}
    assert len(await text_of(bot).invites()) == 1
    await until(lambda: bot.count("invite_delete"))
    await again.delete()
    assert await refused(bot.fetch_invite(again.code)) == (404, 10006)


async def test_invites_end_by_age(rigs: Make) -> None:
    now = [1_800_000_000.0]
    rig: Rig = await rigs(clock=lambda: now[0])
    rig.dc.add_guild("Kampung")
    channel = rig.dc.add_channel("Kampung", "umum")
    rig.dc.add_person("Sari")
    _, invite, _ = await rig.call("POST", f"/channels/{channel.id}/invites", {"max_age": 60})
    now[0] += 61
    with pytest.raises(Refusal, match="Unknown Invite"):
        rig.dc.join("Sari", invite=invite["code"])


async def test_direct_messages_and_their_refusals(rig: Rig) -> None:
    bot = await rig.bot()
    sari = await bot.fetch_user(int(rig.dc.person("Sari").id))
    await sari.send("hai")
    assert [m["content"] for m in rig.dc.dms("Sari")] == ["hai"]
    rig.dc.write("Sari", "dm", "hai juga")
    await until(lambda: bot.count("message") == 2)
    rig.dc.close_dms("Sari")
    assert await refused(sari.send("lagi")) == (403, 50007)
    rig.dc.close_dms("Sari", closed=False)
    rig.dc.block_bot("Sari")
    assert await refused(sari.send("lagi")) == (403, 50007)
    rig.dc.block_bot("Sari", blocked=False)
    rig.dc.leave("Sari", "Kampung")
    assert await refused(sari.send("lagi")) == (403, 50007)
    status, shown, _ = await rig.call("POST", "/users/@me/channels", {"recipient_id": "12345"})
    assert (status, shown["code"]) == (400, 50033)


async def test_scheduled_events(rig: Rig) -> None:
    bot = await rig.bot()
    guild = bot.guilds[0]
    start = discord.utils.utcnow() + dt.timedelta(days=1)
    event = await guild.create_scheduled_event(
        name="Kopdar", start_time=start, end_time=start + dt.timedelta(hours=2), location="Alun-alun",
        entity_type=discord.EntityType.external, privacy_level=discord.PrivacyLevel.guild_only,
    )  # fmt: skip
    voice = await guild.create_scheduled_event(
        name="Mabar", start_time=start, channel=guild.voice_channels[0], entity_type=discord.EntityType.voice,
        privacy_level=discord.PrivacyLevel.guild_only,
    )  # fmt: skip
    rig.dc.interest("Sari", str(event.id))
    await until(lambda: bot.count("scheduled_event_user_add"))
    assert [user.name async for user in event.users()] == ["sari"]
    assert [e.user_count for e in await guild.fetch_scheduled_events()] == [1, 0]
    await event.edit(name="Kopdar besar")
    started = await voice.start()
    await started.end()
    await event.delete()
    assert await guild.fetch_scheduled_events() == []
    assert await refused(guild.fetch_scheduled_event(event.id)) == (404, 10070)
    past = discord.utils.utcnow() - dt.timedelta(days=1)
    assert await refused(
        guild.create_scheduled_event(
            name="Lewat", start_time=past, channel=guild.voice_channels[0], entity_type=discord.EntityType.voice,
            privacy_level=discord.PrivacyLevel.guild_only,
        )
    ) == (400, 50035)  # fmt: skip


async def test_people_see_what_they_may(rig: Rig) -> None:
    rig.dc.add_channel("Kampung", "pengurus", overwrites={"@everyone": {"deny": ["view_channel"]}})
    with pytest.raises(Refusal, match="view_channel"):
        rig.dc.messages("pengurus", seen_by="Sari")
    said = rig.dc.write("Sari", "umum", "salah")
    with pytest.raises(Refusal, match="own messages"):
        rig.dc.edit("Budi", said, "x")
    with pytest.raises(Refusal, match="manage_messages"):
        rig.dc.erase("Budi", said)
    rig.dc.edit("Sari", said, "betul")
    rig.dc.react("Budi", said, "🎉")
    rig.dc.unreact("Budi", said, "🎉")
    rig.dc.erase("Sari", said)
    assert rig.dc.messages("umum") == []
    for act in (lambda: rig.dc.person("x"), lambda: rig.dc.channel("x"), lambda: rig.dc.guild("x")):
        with pytest.raises(Refusal):
            act()
    with pytest.raises(Refusal, match="no permission"):
        rig.dc.add_role("Kampung", "x", permissions=["terbang"])
