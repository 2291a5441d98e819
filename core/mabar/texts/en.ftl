mabar-planned = Nice! { $game } for { $slots } players, { $when }. The roster is up, and you're on it as the host.
mabar-no-room = I can't put up a roster here. Please write /mabar in the community's group. Nothing is lost.
mabar-past = { $when } is already over. When do you want to play?
mabar-too-far = { $when } is very far away; a year from now at most. When do you want to play?
mabar-joined = Great, you're in for { $game }, { $when }. See you there!
mabar-left = Okay, your seat for { $game } is free again. Join in another time!
mabar-noted = Your note is on the roster.
mabar-already-in = You're already on the roster for { $game }, { $when }. All good.
mabar-full = Sorry, { $game } is full ({ $slots } players); the roster you see is sometimes a little behind. If somebody leaves, the Join button works again.
mabar-joined-beside = You're in for { $game } { $when }. Just for you: somebody you blocked is in there, too. If you'd rather not, press Leave.
mabar-not-in = You weren't on this roster, so nothing has changed.
mabar-join-first = Join first, then you can leave a note.
mabar-over = This { $game } session is over, so its roster is closed.
mabar-gone = That session no longer exists.

mabar-roster = 🎮 Mabar { $game }
mabar-roster-over = 🎮 Mabar { $game } (over)
mabar-roster-when = 🗓 { $when }
mabar-roster-host = Host: { $host }
mabar-roster-note = 📝 { $note }
mabar-roster-seats = Players ({ $taken }/{ $slots }):
mabar-roster-seat = { $number }. { $who }
mabar-roster-seat-noted = { $number }. { $who } ({ $note })
mabar-roster-free = { $free ->
    [0] It's full.
    [one] { $free } seat left.
   *[other] { $free } seats left.
 }
mabar-roster-more = … and { $hidden } more lines

mabar-join = Join
mabar-leave = Leave
mabar-note = Note

mabar-name = { $who }
mabar-reminder = ⏰ { $game } starts soon: { $when }. Playing: { $who }.{ $free ->
    [0] {""}
    [one] {" "}There is still { $free } seat.
   *[other] {" "}There are still { $free } seats.
 }
mabar-begins = 🎮 { $game } starts now ({ $when }). Playing: { $who }. Have fun!
mabar-began = 🎮 { $game } started { $when }. Sorry, this reminder is late. Playing: { $who }.

mabar-data-purpose = so that the roster knows who plays and can remind you
mabar-data-retention = until { $keep_days } days after the game
mabar-data-game = game
mabar-data-at = start
mabar-data-host = you host it
mabar-data-note = your note
mabar-data-plan-note = the note of your invitation

action-mabar-plan =
    .name = mabar
    .about = Plan a game together
    .title = Plan a game together
    .game = Game
    .game-ask = What do you want to play?
    .game-name = game
    .when = When, for example tomorrow 8 pm
    .when-ask = When? Write it as you would say it, for example "tomorrow 8 pm" or "saturday 19:30".
    .when-hint = saturday 19:30
    .when-name = when
    .slots = How many players
    .slots-ask = How many players?
    .slots-name = slots
    .note = A note for everybody
    .note-ask = A note for everybody?
    .note-name = note
action-mabar-note =
    .about = A note on your seat
    .title = A note on your seat
    .text = Note
    .text-ask = What should the others know? For example "10 minutes late". Everybody who sees the roster can read it.
    .text-hint = 10 minutes late
