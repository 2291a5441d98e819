"""The calls that no other scene makes, by plain HTTP, so that every route is seen to work and to conform."""

from __future__ import annotations

from dcs_rig import Rig


async def test_looking_things_up(rig: Rig) -> None:
    guild, channel = rig.dc.guild("Kampung"), rig.dc.channel("umum")
    role = rig.dc.add_role(guild, "Kapten")
    assert (await rig.call("GET", "/gateway"))[1] == {"url": f"ws://{rig.host}/discord/gateway"}
    assert (await rig.call("GET", f"/guilds/{guild.id}"))[1]["name"] == "Kampung"
    assert (await rig.call("GET", f"/guilds/{guild.id}?with_counts=true"))[1]["approximate_member_count"] == 4
    assert [r["name"] for r in (await rig.call("GET", f"/guilds/{guild.id}/roles"))[1]][-1] == "Kapten"
    assert (await rig.call("GET", f"/guilds/{guild.id}/roles/{role.id}"))[1]["position"] == 1
    assert (await rig.call("GET", f"/guilds/{guild.id}/roles/1"))[1]["code"] == 10011
    assert (await rig.call("GET", f"/channels/{channel.id}"))[1]["type"] == 0
    found = (await rig.call("GET", f"/guilds/{guild.id}/members/search?query=sa"))[1]
    assert [member["user"]["username"] for member in found] == ["sari"]
    mine = (await rig.call("GET", "/users/@me/guilds?with_counts=true"))[1]
    assert [(one["name"], one["approximate_member_count"]) for one in mine] == [("Kampung", 4)]
    rig.dc.join_voice("Sari", "suara")
    state = (await rig.call("GET", f"/guilds/{guild.id}/voice-states/{rig.dc.person('Sari').id}"))[1]
    assert state["channel_id"] == rig.dc.channel("suara").id
    assert (await rig.call("GET", f"/guilds/{guild.id}/voice-states/@me"))[1]["code"] == 10065
    assert (await rig.call("GET", f"/guilds/{guild.id}/members?limit=1001"))[1]["code"] == 50035


async def test_reactions_and_pins_of_others(rig: Rig) -> None:
    said = rig.dc.write("Sari", "umum", "halo")
    path = f"/channels/{said.channel.id}"
    for who, emoji in (("Sari", "👍"), ("Budi", "👍"), ("Budi", "🎲")):
        rig.dc.react(who, said, emoji)
    budi = rig.dc.person("Budi").id
    assert (await rig.call("DELETE", f"{path}/messages/{said.id}/reactions/👍/{budi}"))[0] == 204
    assert list(said.reactions["👍"]) == [rig.dc.person("Sari").id]
    assert (await rig.call("DELETE", f"{path}/messages/{said.id}/reactions/🎲"))[0] == 204
    assert (await rig.call("DELETE", f"{path}/messages/{said.id}/reactions/🎲"))[1]["code"] == 10014
    assert (await rig.call("PUT", f"{path}/messages/{said.id}/reactions/bukan/@me"))[1]["code"] == 10014
    assert list(said.reactions) == ["👍"]
    assert (await rig.call("PUT", f"{path}/pins/{said.id}"))[0] == 204
    assert [m["pinned"] for m in (await rig.call("GET", f"{path}/pins"))[1]] == [True]
    assert (await rig.call("DELETE", f"{path}/pins/{said.id}"))[0] == 204
    rig.dc.set_role_permissions("Guyub", ["view_channel", "manage_messages"])
    assert (await rig.call("PUT", f"{path}/pins/{said.id}"))[1]["code"] == 50013


async def test_threads_events_and_leaving(rig: Rig) -> None:
    guild, channel = rig.dc.guild("Kampung"), rig.dc.channel("umum")
    sari = rig.dc.person("Sari").id
    assert (await rig.call("POST", f"/channels/{channel.id}/typing"))[0] == 204
    _, thread, _ = await rig.call("POST", f"/channels/{channel.id}/threads", {"name": "Obrolan", "type": 11})
    assert (await rig.call("PUT", f"/channels/{thread['id']}/thread-members/{sari}"))[0] == 204
    assert (await rig.call("DELETE", f"/channels/{thread['id']}/thread-members/{sari}"))[0] == 204
    assert (await rig.call("DELETE", f"/channels/{thread['id']}/thread-members/@me"))[0] == 204
    body = {"name": "Mabar", "privacy_level": 2, "entity_type": 2, "channel_id": rig.dc.channel("suara").id}
    events = f"/guilds/{guild.id}/scheduled-events"
    _, event, _ = await rig.call("POST", events, {**body, "scheduled_start_time": "2100-01-01T12:00:00+07:00"})
    assert (await rig.call("GET", f"{events}/{event['id']}?with_user_count=true"))[1]["user_count"] == 0
    for wrong in ({"entity_type": 3}, {"channel_id": channel.id}, {"scheduled_start_time": "besok"}):
        given = {**body, "scheduled_start_time": "2100-01-01T12:00:00+07:00", **wrong}
        assert (await rig.call("POST", events, given))[1]["code"] == 50035
    assert (await rig.call("DELETE", f"/users/@me/guilds/{guild.id}"))[0] == 204
    assert (await rig.call("GET", f"/guilds/{guild.id}"))[1]["code"] == 10004


async def test_commands_of_one_server(rig: Rig) -> None:
    path = f"/applications/{rig.dc.world.app_id}/guilds/{rig.dc.guild('Kampung').id}/commands"
    _, made, _ = await rig.call("POST", path, {"name": "Sapa", "type": 2})
    assert (await rig.call("GET", path))[1] == [{k: v for k, v in made.items() if not k.endswith("_localizations")}]
    assert (await rig.call("GET", f"{path}/{made['id']}"))[1]["type"] == 2
    _, changed, _ = await rig.call("PATCH", f"{path}/{made['id']}", {"name": "Salam"})
    assert (changed["id"], changed["name"]) == (made["id"], "Salam")
    assert [c["name"] for c in rig.dc.commands("Sari", "umum")] == ["Salam"]
    assert rig.dc.commands("Sari", "dm") == []
    assert (await rig.call("DELETE", f"{path}/{made['id']}"))[0] == 204
    everywhere = f"/applications/{rig.dc.world.app_id}/commands"
    _, made, _ = await rig.call("POST", everywhere, {"name": "mabar", "description": "Main"})
    assert (await rig.call("GET", f"{everywhere}/{made['id']}"))[1]["id"] == made["id"]
