# The words of the command line, and of what is wrong in config.toml.

# --- guyub --help ---
cli-about = One community on Telegram and Discord at once.
cli-config = The config file.
cli-lang = The language to speak here: id or en.
cli-lang-wrong = Choose id or en.
cli-run = Run the bot until it is stopped.
cli-check = Check the config, the tokens and the bot's rights; shows everything that is wrong at once.
cli-offline = Without contacting Telegram and Discord.
cli-init = Ask a few questions, then write config.toml.
cli-yes = Ask nothing, take the defaults.
cli-when = Show how a time is understood, as JSON.
cli-when-text = A time as people type it, such as "tomorrow 8pm".
cli-when-now = What time it is (ISO 8601); this computer's clock by default.
cli-when-now-wrong = "{ $name }" is not a time in ISO 8601, such as 2026-11-24T16:25:00+07:00.
cli-when-zone = The time zone, such as Asia/Jakarta.
cli-when-zone-wrong = There is no time zone "{ $name }".
cli-demo = Try it all in the browser without tokens, with stand-ins of Telegram and Discord on this computer.
cli-demo-once = End after the scene.
cli-demo-terminal = After the scene, type lines here instead of using the page.
cli-demo-host = The address to serve on. Anything but 127.0.0.1 lets other computers in, with the token.
cli-demo-port = The stand-ins' port; 0 for any.
cli-docs = Documents made from the config.
cli-docs-privacy = Show the privacy notice: what the features that are on keep, what for, and for how long.
cli-backup = Back up the database and the config while the bot runs; without the tokens.
cli-backup-to = The file or folder to write to; by default the folder in [operations].
cli-backup-keep = Throw old ones away: 30d means after 30 days, 10 means keep 10.
cli-restore = Put a backup in the database's place; the bot must be stopped first.
cli-restore-file = The backup's file.
cli-restore-dry = Try everything, and replace nothing.
cli-health = Whether the bot runs and is well (for a healthcheck).
cli-doctor = Show what to send with a bug report; without tokens, names and ids.
cli-audit = The audit log.
cli-audit-verify = Check whether the audit log is whole.
cli-audit-export = Write out the whole audit log (no names, only tokens); keep it with > log.csv
cli-audit-format = Its form: csv, or json (a line an entry).
cli-audit-format-wrong = Choose csv or json.
cli-version = Show the version.

# --- guyub check ---
cli-error = Error
cli-warning = Warning
cli-column-where = Where
cli-column-what = What is wrong
cli-column-cure = What to do
cli-column-feature = Feature
cli-column-state = State
cli-column-commands = Commands
cli-column-needs = Needs
cli-on = on
cli-off = off
cli-needs-nothing = needs nothing
cli-can-forms = forms
cli-can-hidden = answers that only one person sees
cli-can-suggest = suggestions while typing
cli-can-write_first = private messages to whoever never wrote
cli-can-voice = voice rooms
cli-can-delete_seen = news of deleted messages
cli-hears-said = reads what members write
cli-hears-came = hears who joins
cli-hears-went = hears who leaves
cli-hears-reached = hears who may be written to in private
cli-hears-reacted = hears of reactions to messages
cli-hears-requested = hears who asks to be let in
cli-hears-deleted = hears of deleted messages
cli-hears-moved = hears of places that move
cli-no-room = There is no room: the bot does not know which group or channel is this community's, so rosters and announcements have no place.
cli-no-room-cure = Write [rooms.lobby] with the ids of its group and channel; config.example.toml shows how.
cli-check-fine = Everything is fine.
cli-check-errors = { $errors } to fix, { $warnings } to look at.
cli-check-warnings = It can run; { $warnings } to look at.
cli-check-offline = Telegram and Discord were not asked. Without --offline the tokens and the bot's rights are checked, too.
cli-check-failed = This platform could not be checked ({ $reason }).
cli-check-failed-cure = Check the internet connection and try again. If it stays so, this is a fault in bots.{ $name }: please report it.

# --- guyub run ---
run-in-use = The database { $file } is in use by another process ({ $pid }).
run-in-use-cure = Stop process { $pid } first, or name another database in [community].
run-future = The database { $file } was written by a newer Guyub (feature { $feature }, { $revision }).
run-future-cure = Install that newer version again, or put an older backup back.
run-database = The database { $file } cannot be used: { $reason }.
run-database-cure = Look at the free space on the disk and the rights of that folder, then run it again.

# --- features that cannot come along ---
build-needs = The feature { $name } is off: no platform has { $needs }.
build-needs-cure = Switch on a platform that has, or write enabled = false for this feature.
build-cron = The feature { $name } is off: its schedule is wrong ({ $reason }).
build-cron-cure = Correct the cron line in that feature, such as "30 19 * * sat", or write enabled = false.
build-broken = The feature { $name } is off because it is broken: { $reason }.
build-broken-cure = Fix that feature, or write enabled = false. The others go on.

# --- config.toml ---
config-absent = There is no file { $file }.
config-absent-cure = Run "guyub init", or copy config.example.toml to { $file }.
config-unreadable = The file { $file } cannot be read: { $reason }.
config-unreadable-cure = Look at the rights of that file, and that it is a file.
config-not-utf8 = This file is not UTF-8 text.
config-not-utf8-cure = Save it as UTF-8 in your editor.
config-not-toml = This line is not valid TOML: { $reason }.
config-not-toml-cure = Usually a quote or a bracket is missing. Compare it with config.example.toml.
config-did-you-mean = Did you mean "{ $close }"?
config-unknown-table = There is no table [{ $name }].
config-unknown-table-cure = Known tables: { $known }.
config-unknown-key = "{ $name }" is not known here.
config-unknown-key-cure = Remove this line, or use one of: { $known }.
config-unknown-platform = There is no platform "{ $name }".
config-unknown-platform-cure = Use one of: { $known }.
config-unknown-feature = There is no feature "{ $name }".
config-unknown-feature-cure = Remove this table, or use one of: { $known }.
config-missing = "{ $name }" is missing.
config-missing-cure = Write { $name } = ... in this table; config.example.toml shows how.
config-empty = "{ $name }" is empty.
config-empty-cure = Fill it in, or remove this line.
config-wrong-type = "{ $name }" must be { $kind }.
config-wrong-type-cure = Write { $kind }; config.example.toml shows how.
config-kind-int = a whole number, such as 5
config-kind-float = a number, such as 1.5
config-kind-bool = true or false
config-kind-string = text between quotes
config-kind-list = a list, such as ["one", "two"]
config-kind-table = a table with keys in it
config-too-small = "{ $name }" is too small.
config-too-small-cure = { $exact ->
    [yes] At least { $limit }.
   *[no] It must be more than { $limit }.
 }
config-too-big = "{ $name }" is too big.
config-too-big-cure = { $exact ->
    [yes] At most { $limit }.
   *[no] It must be less than { $limit }.
 }
config-too-short = "{ $name }" is too short.
config-too-short-cure = At least { $limit } characters.
config-too-long = "{ $name }" is too long.
config-too-long-cure = At most { $limit } characters.
config-too-few = There is too little in "{ $name }".
config-too-few-cure = At least { $limit }.
config-too-many = There is too much in "{ $name }".
config-too-many-cure = At most { $limit }.
config-choice = The value of "{ $name }" is none of its choices.
config-choice-cure = Choose: { $known }.
config-duration = "{ $name }" is not a length of time.
config-duration-cure = Write for example "30m", "1h30m" or "2d" (d days, h hours, m minutes, s seconds), between quotes.
config-refused = The value of "{ $name }" cannot be used.
config-refused-cure = See its explanation in config.example.toml ({ $reason }).
config-url-cure = Write the whole address, with https:// before it and no slash at its end.
config-websocket-cure = Write the whole address, with wss:// before it.
config-host-cure = Write an address in digits, such as "127.0.0.1" (this computer only) or "0.0.0.0" (all).
config-operations-open = Other computers can reach the address { $host }: they could see how busy your community is.
config-operations-open-cure = Use host = "127.0.0.1", or see to it that a firewall lets in only who needs it.
config-guild-cure = Switch on Developer Mode in Discord, right-click the server, choose Copy Server ID, and paste it between quotes.
config-token-telegram-cure = Copy the whole token from @BotFather: digits, a colon, then the letters.
config-webhook-secret-cure = Use 16 to 256 letters, digits, _ or -; make it up at random.
config-zone = There is no time zone "{ $name }".
config-zone-cure = Use a name such as Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT).
config-admin = "{ $name }" is not an account.
config-admin-cure = Write "telegram:" or "discord:" and then the id in digits, such as "telegram:123456789".
config-no-platform = No platform is on.
config-no-platform-cure = Switch on at least one: { $known }.
config-room-name = "{ $name }" cannot be the name of a room.
config-room-name-cure = Use lower-case letters, digits, - and _ only, at most 32, such as [rooms.lobby].
config-room-nowhere = The room { $name } is on no platform.
config-room-nowhere-cure = Write telegram = "-100..." or discord = "112..." in this table.
config-room-telegram = "{ $id }" is not the id of a Telegram group.
config-room-telegram-cure = A group's id begins with a minus, such as "-1001234567890". Add the bot to the group and see its id in the address at web.telegram.org.
config-room-discord = "{ $id }" is not the id of a Discord channel.
config-room-discord-cure = Switch on Developer Mode in Discord, right-click the channel, choose Copy Channel ID.
config-room-thread = "{ $id }" is not the number of a topic.
config-room-thread-cure = A topic's number is the last one in its link, such as 42 in t.me/c/1234567890/42.
config-room-thread-alone = There is a topic, but its { $name } group is not given.
config-room-thread-alone-cure = Write { $name } = "-100..." in this table, or remove the topic.
config-room-twice = The place { $id } already belongs to the room { $other }.
config-room-twice-cure = A place is in one room only: remove one of them.
config-room-unknown = There is no room "{ $name }".
config-room-unknown-cure = Make a table [rooms.{ $name }] with its places, or use the name of a room there is.
config-room-off = The platform { $platform } is off, so this place is left out.
config-room-off-cure = Switch on [bots.{ $platform }], or leave it so.
config-feature-off = The plugin { $name } has a table but is not switched on.
config-feature-off-cure = Write enabled = true in this table to use it.
config-feature-broken = The feature { $name } is broken and off: { $reason }.
config-feature-broken-cure = Fix that feature, or write enabled = false. The others go on.
config-secret-missing = The secret "{ $name }" is missing.
config-secret-missing-cure = Write { $env } = "NAME_OF_A_VARIABLE" or { $file } = "data/name.token".
config-secret-twice = The secret is given more than once: { $names }.
config-secret-twice-cure = Keep one of them.
config-secret-env = The environment variable { $name } is empty or not there.
config-secret-env-cure = First run: export { $name }=... (the token goes there, not in the config).
config-secret-file = The secret file { $file } cannot be read.
config-secret-file-cure = Make that file with nothing but the token in it, then chmod 600.
config-secret-file-empty = The secret file { $file } is empty.
config-secret-file-empty-cure = Put the token in it, one line only.
config-secret-open = Others on this computer can read the file { $file }.
config-secret-open-cure = Run: chmod 600 { $file }
config-secret-inline = The secret "{ $name }" is written in the config itself.
config-secret-inline-cure = { $name }_env or { $name }_file is safer: the config can then be shared.
config-database-folder = { $file } is a folder, not a database file.
config-database-folder-cure = Write the name of a file, such as database = "data/guyub.db".
config-database-closed = The database cannot be written: { $file } does not allow it.
config-database-closed-cure = Give the right to write to { $file }, or choose another place.

# --- guyub init ---
init-language = Bahasa komunitas / community language (id, en):
init-language-wrong = Please write id or en.
init-hello =
    Hello! A few questions, and config.toml is there.
    What is between [ ] is taken when you just press Enter.
init-name = What is your community called?
init-default-name = Our Community
init-zone = Its time zone (WIB, WITA, WIT, or like Asia/Jakarta)?
init-zone-wrong = There is no such zone. An example: Asia/Jakarta.
init-telegram = Use Telegram?
init-telegram-token-about =
    Telegram, step by step:
    1. Open @BotFather in Telegram, send /newbot, follow its steps, then copy the token.
    2. Leave privacy mode (/setprivacy) on: the bot then reads only commands and replies to it. Switch it off later, if a feature has to read what is said in the group.
    3. Send /setjoingroups and choose Enable, so that the bot can be added to a group.
init-telegram-place = The id of the Telegram group that is the main room, such as -1001234567890 (Enter: later):
init-telegram-place-wrong = A group's id begins with a minus and is a number. Leave it empty if you don't know it yet.
init-telegram-admin = Your own Telegram id, to be an admin, digits only (Enter: later):
init-discord = Use Discord?
init-discord-token-about =
    Discord, step by step:
    1. Open discord.com/developers/applications, make a New Application, go to Bot, press Reset Token, then copy the token.
    2. On the same page, under Privileged Gateway Intents: switch on Server Members Intent so that whoever arrives can be greeted. Message Content Intent is only needed if a feature reads what is said.
    3. The address that invites it, with just the rights it needs, is shown here once there is a token. Without that: OAuth2 > URL Generator, scopes bot and applications.commands.
init-discord-place = The id of the Discord channel that is the main room (Enter: later):
init-discord-place-wrong = It is a number. Switch on Developer Mode, right-click the channel, Copy Channel ID. Leave it empty if you don't know it yet.
init-discord-admin = Your own Discord id, to be an admin, digits only (Enter: later):
init-admin-wrong = An id is a number. Leave it empty if you don't know it yet.
init-token = Paste the token; what you type is not shown (Enter: later, through { $name }):
init-token-wrong = That is not like a token yet. Copy the whole of it, or leave it empty.
init-not-reached = The token could not be tried: there is no connection. Never mind, we go on; ids can be typed.
init-telegram-invite =
    Hello, I am { $name }. Add me to your group through this address:
    { $url }
    The rights ticked there (inviting, restricting, deleting, pinning) are for the door and moderation. Untick what you do not want; guyub check says if something is missing.
init-discord-invite =
    Hello, I am { $name }. Invite me to your server through this address:
    { $url }
    The rights in it are for speaking, the door, moderation, roles, events and voice rooms; Administrator is not needed. Take away what you do not want; guyub check says if something is missing.
init-telegram-listen = The room { $room } on Telegram: press Enter, then write /sini in its group (or topic). Or type its id, or "later":
init-discord-listen = The room { $room } on Discord: press Enter, then write /sini in its channel. Or type its id, or "later":
init-later-words = later skip nanti lewati
init-listening = I am listening for up to { $seconds } seconds. Please write /sini there...
init-telegram-nothing-heard = Nothing was heard yet. See that the bot is in that group, and that no other program uses this token. Then try again.
init-discord-nothing-heard = Nothing was heard yet. See that the bot is on that server; if /sini is not offered yet, reload Discord, or mention the bot and write sini. Then try again.
init-found = Found: { $title }. Is this where the room { $room } is?
init-found-admin = It was written by { $name }. Make them an admin of the community?
init-cannot-write = I hear from there, but may not write there yet. Give the right; guyub check tells how.
init-place-taken = That place is the room { $room } already, so it was left alone.
init-room = Is there another room, such as one for admins? Write a short name for it, like admin or mabar (Enter: no):
init-room-wrong = Use lower-case letters, digits, - and _ only, at most 32.
init-old = The config from before is kept at { $file }.
init-note-guild = The Discord server: commands are there only.
init-note-members = Server Members Intent is on in the Developer Portal.
init-note-message-content = Message Content Intent is on in the Developer Portal.
init-note-operations = For operators: listen = true answers /healthz, /readyz and /metrics at 127.0.0.1:9464. Backups (guyub backup) are thrown away after keep_days days.
listen-about = Mark this place for guyub init
listen-found = Found it! Back to the terminal, please.
listen-private = Please write /sini in the group or channel, not here.
init-dice = Switch on the example plugin, dice?
init-yes-default = yes
init-no-default = no
init-yes-words = y yes ya ok
init-replace = { $file } is there already. Replace it? (yes/no)
init-kept = { $file } is there already and was left alone.
init-given-up = All right, never mind. Nothing was written.
init-not-written = { $file } could not be written: { $reason }.
init-written = { $file } is written.
init-set-token = Before you run it, set the token: export { $name }=...
init-next =
    Next:
      guyub check --config { $file }
      guyub run --config { $file }
init-note-head =
    Guyub's config. Every key is explained in config.example.toml.
    After a change: guyub check
init-note-name = The community's name.
init-note-lang = The community's language: id or en. Everybody may choose their own.
init-note-zone = Time zone: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT), ...
init-note-database = The database file, as seen from this config's folder.
init-note-admins = Admins: "telegram:ID" or "discord:ID".
init-note-token = Token: token_env names an environment variable, token_file a file.
init-note-rooms = Rooms: one name, and where it is on each platform. Speaking to a room speaks to all its places.
init-note-features = Features. enabled = false switches one off.

# --- guyub health ---
health-well = The bot runs and is well.
health-not-well = The bot does not run, or is stuck. Look at its log.

# --- guyub doctor ---
doctor-about =
    This is what you can send with a bug report. Tokens, names and ids are not in it; please read it before you send it.
    Tell, too: what you did, what happened, and what you expected.
doctor-logs = If the bot told an incident number, look for it in the log and send its line, too.

# --- guyub backup, guyub restore ---
backup-done = The backup is there: { $file } ({ $size } KB). It has been checked.
backup-secrets = The tokens are not in it: their variables and files stay where they are, keep them safe yourself.
backup-config-left-out = The config is not in it, as a secret is written in the config itself. Move it to ..._env or ..._file and it can come along.
backup-pruned = { $count } old backups were thrown away (the limit is { $days } days).
backup-own-name = A file with a name of your own is not thrown away by itself. Do so after { $days } days, as whoever asked to be forgotten is still in it.
backup-keep-wrong = Write --keep 30d (days) or --keep 10 (how many).
backup-memory = The database ":memory:" is kept nowhere, so there is nothing to back up or restore.
backup-absent = The database { $file } is not there yet. Run the bot once.
backup-exists = { $file } is there already and was left alone. Choose another name.
backup-failed = No backup was made: { $reason }. Nothing changed, and the older ones are still there. Look at the free space on the disk, then try again.
restore-no-archive = { $file } is no backup of Guyub, or it is broken. Nothing changed. Try another one.
restore-future-archive = { $file } was written by a newer Guyub. Nothing changed. Install that version first.
restore-unreadable = { $file } cannot be read: { $reason }. Nothing changed.
restore-nothing = Nothing changed: the present database is as it was.
restore-in-use = The bot is running (process { $pid }). Stop it first, then try again.
restore-future = This backup is of a newer Guyub (feature { $feature }, { $revision }). Install that version first, or take an older backup.
restore-broken = The database in this backup is broken. Try another one.
restore-failed = It could not be put at { $file }: { $reason }. Look at the free space and the rights of its folder, then try again.
restore-made = The backup is from { $when }, Guyub { $version }: whole, and brought up to this version. What happened since is not in it.
restore-erased-again = Asked to be forgotten since then: { $count }, erased again.
restore-unknown-erased = The present database does not know who asked to be forgotten since this backup. If you know, ask them to send /lupakanaku again, or wait: whoever is not seen for long is erased by itself.
restore-dry = This was a try: nothing was replaced.
restore-aside = The database until now is kept at { $file }; it is thrown away after { $days } days.
restore-config = The config is written again to { $file }. The tokens were not in the backup: set them, then run guyub check.
restore-done = Done: { $file } is restored. Buttons of old messages will say once that they are out of date, and are drawn anew. What waited to be sent at that time may be sent once more.

# --- guyub audit verify, guyub docs ---
audit-whole = The audit log is whole: { $rows } entries. Newest fingerprint: { $head }
audit-broken = The audit log is not whole: entry { $row } (or one before it) was changed or is missing.
audit-cut = The audit log is not whole: entries are missing at its end.
audit-absent = The database { $file } is not there, or was never used by this version. Run the bot first.
privacy-title = { $title }: { $name }
