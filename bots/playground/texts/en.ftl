# The demo's narration, English.

demo-title = Guyub: one community, two homes
demo-welcome = On the left a Telegram group, on the right a Discord channel. Both are stand-ins on this computer; the bot is the real one, connected through the real python-telegram-bot and discord.py. Nothing goes out to the internet.
demo-started = The bot listens on both sides ({ $seconds } seconds).

demo-plan-title = Sari plans a game on Telegram
demo-plan = One ordinary sentence is enough. The roster appears on Telegram and on Discord.
demo-plan-line = /mabar ml tomorrow 8 pm 3 no pressure
demo-join-title = Bimo joins from Discord
demo-join = Bimo presses a button on Discord. The roster on Telegram changes by itself.
demo-note-title = Bimo adds a note
demo-note = Discord has forms, so the note is asked for with a form.
demo-note-text = 10 minutes late
demo-full-title = Rara takes the last seat, Tono comes too late
demo-full = Rara presses Join on Telegram. Then it is full: Tono on Discord is refused kindly.
demo-ask-title = Tono plans one himself, at an unclear time
demo-ask = "At 8" may be in the morning or in the evening. The bot does not guess, it asks.
demo-ask-when = tomorrow at 8
demo-link-title = Two accounts, one person
demo-link = Bimo has Telegram, too. He links his accounts and presses Join on Telegram: the bot knows it is him.
demo-link-command = link
demo-plan-command = mabar plan
demo-dice-title = Rolling dice
demo-dice = Rara rolls dice on Telegram. Both sides see the same result.
demo-dice-line = /dice 2d6
demo-remind-title = The reminder
demo-remind = To keep it short, reminders of this demo come { $seconds } seconds before the game.
demo-remind-when = in 90 seconds
demo-end-title = Finally, the rosters on both sides
demo-end = Whoever joins from wherever, the roster is one.
demo-same = ✔ Exactly the same on Telegram and Discord.

demo-in-private = in private
demo-only-for = only { $name } sees this
demo-modal = a form
demo-edited = edited
demo-waiting = … waiting for { $what } (Telegram allows about 20 messages a minute in a group, so the bot queues)
demo-waited = … there after { $seconds } seconds
demo-failed = Discord says that the application did not respond; they have a look, then try again.

demo-see-card = the roster on { $platform }
demo-see-seats = the roster on { $platform } with { $who }
demo-see-answer = the bot's answer
demo-see-note = Bimo's note on { $platform }
demo-see-toast = the answer to the button { $label }
demo-see-question = the bot's question on { $platform }
demo-see-dice = the dice on { $platform }
demo-see-reminder = the reminder on { $platform }

demo-not-seen = ✘ Not seen within the time limit: { $what }.
demo-no-start = ✘ The bot did not listen within the time limit.
demo-bot-ended = ✘ The bot ended by itself (code { $code }). The last lines of its log:
demo-bot-log = The last lines of the bot's log:
demo-stopped-badly = ✘ The bot ended with code { $code }; it should be 0.
demo-port-taken = ✘ Port { $port } is taken. Choose another with --port, or --port 0 to have one chosen.
demo-no-modal = ✘ The note button opened no form.
demo-not-refused = ✘ Tono should have been refused because it is full.
demo-not-asked = ✘ The bot should have asked what time it is to be.
demo-not-one = ✘ The bot should have known that this is Bimo.
demo-no-code = ✘ The link code could not be read.
demo-not-same = ✘ The roster of { $game } is not the same on both sides.
demo-done = ✔ Done in { $seconds } seconds.
demo-stopped = The bot has stopped in good order.

demo-open =
    Guyub is up. Open { $url }/{ $shown }
    Ctrl+C ends it.
demo-stays =
    Your turn. The stand-ins stay up at { $url }
    Control for a page or curl: { $url }/control/state with the header X-Guyub-Token: { $shown }
    Type help for help, quit to end.
demo-help =
    sari@telegram /mabar pubg tomorrow 7 pm      Sari writes in the group
    sari@telegram:dm hello                       Sari writes to the bot in private
    bimo@discord /mabar pubg tomorrow 7 pm       Bimo uses a command; game:pubg when:tomorrow 7 pm works, too
    bimo@discord press Join                      presses the newest button of that name
    bimo@discord fill text=hello                 fills in the form that is open
    sari@telegram reply 5                        answers the newest message of the bot
    sari@telegram start                          opens the private chat with the bot
    new dewi@telegram                            somebody new
    look                                         shows both rooms
    kill                                         ends the bot with kill -9 and starts it again
    quit                                         ends
    Whoever was used last is remembered, so "press Join" is enough next time. There are: { $people }
demo-verb-help = help
demo-verb-look = look
demo-verb-kill = kill
demo-verb-quit = quit exit
demo-verb-press = press click
demo-verb-fill = fill
demo-verb-reply = reply answer
demo-verb-start = start
demo-verb-new = new
demo-who-unknown = Nobody is called { $name } yet. There are: { $people }. Somebody new: new { $name }@telegram
demo-who-not-there = { $name } has no account on { $platform }. Make one with: new { $name }@{ $platform }
demo-platform-unknown = The platform is telegram or discord, not { $platform }.
demo-place-unknown = The place is #lobby or :dm, not { $place }.
demo-cannot = That is not possible: { $reason }
demo-nothing-typed = What shall they do? For example: sari@telegram /mabar pubg tomorrow 7 pm
demo-press-what = Which button? For example: press Join
demo-no-button = There is no button { $label } to be seen. There are: { $labels }
demo-no-form = No form is open. First press the button that opens it.
demo-fill-how = Fill in with name=text. The fields are: { $fields }
demo-fields = A form is open: { $title }. Fill in with: { $how }
demo-nothing-to-reply = There is no message of the bot to answer here.
demo-no-command = There is no such command on this Discord. There are: { $commands }
demo-only-telegram = That exists on Telegram only.
demo-new-how = Write the name and the platform, for example: new dewi@telegram
demo-new = { $name } is now on { $platform }.
demo-no-answer = (the bot has not answered)
demo-killed = The bot was ended with kill -9 and started again ({ $seconds } seconds).
demo-empty = (nothing there yet)
