# --- planning ---

mabar-planned = Nice! { $game } for { $slots } players, { $when }. The roster is up, and you're on it as the host.
mabar-preview = 👀 Mabar { $game }: is this right?
mabar-preview-right = Not posted yet. If it's right, press Yes; if not, change it first.
mabar-yes = Yes, post it
mabar-discard = Never mind
mabar-discarded = Okay, it's not posted. Nobody else saw it.
mabar-posted-already = { $game } { $when } is posted already, so I won't post it twice.
mabar-draft-past = { $when } has passed. Press Change time first; everything else is still here.
mabar-no-room = I can't put up a roster here. Please write /mabar in the community's group. Nothing is lost.
mabar-past = { $when } is already over. When do you want to play?
mabar-too-far = { $when } is very far away; a year from now at most. When do you want to play?
mabar-party = { $game } is for { $least } to { $most } players. How many should it be?
mabar-too-few = { $taken } seats are taken or being offered, so it can't be fewer. How many should it be?
mabar-not-planner = { $role ->
    [applicant] Those who have applied can plan a session here.
    [member] Members can plan a session here.
    [listener] Listeners and up can plan a session here.
    [host] Hosts and up can plan a session here.
    [moderator] Moderators can plan a session here.
   *[other] Admins can plan a session here.
 } You can still join what's planned.
mabar-too-new = You can plan after { $tenure } here, so from { $when }. Joining what's planned works right away.
mabar-most-open = You still have { $most } sessions open. Finish or cancel one first.

mabar-templates = Your templates
mabar-template-line = { $name }: { $game }, { $slots } players
mabar-template-use = Use { $name }
mabar-template-drop = Delete { $name }
mabar-template-save = Save as a template
mabar-template-saved = The template { $name } is saved. Find it again with /mabar templates.
mabar-template-gone = That template no longer exists. See what's there with /mabar templates.
mabar-templates-none = You have no templates yet. On a session you posted, press Manage, then Save as a template.
mabar-templates-most = You have { $most } templates. Delete one first with /mabar templates.

# --- the roster ---

mabar-name = { $who }
mabar-named = { $name }
mabar-word = { $text }
mabar-roster = 🎮 Mabar { $game }
mabar-roster-over = 🎮 Mabar { $game } (over)
mabar-roster-cancelled = 🎮 Mabar { $game } (cancelled)
mabar-roster-reason = Cancelled because: { $reason }
mabar-roster-when = 🗓 { $when }
mabar-roster-begun = ▶️ Under way
mabar-roster-host = Host: { $host }
mabar-roster-cohosts = Co-hosts: { $who }
mabar-roster-note = 📝 { $note }
mabar-roster-region = 🌏 { $region }
mabar-roster-rank-advice = 🏅 Best for ranks { $lowest } to { $highest }
mabar-roster-rank-rule = 🏅 Only ranks { $lowest } to { $highest }
mabar-roster-seats = Players ({ $taken }/{ $slots }):
mabar-roster-seat = { $number }. { $who }
mabar-roster-seat-noted = { $number }. { $who } ({ $note })
mabar-roster-seat-more = { $number }. { $who } ({ $details })
mabar-roster-beside = { $left } · { $right }
mabar-roster-guests = { $count ->
    [one] +{ $count } guest
   *[other] +{ $count } guests
 }
mabar-roster-coming = 🏃 on the way
mabar-roster-subs = Substitutes: { $who }
mabar-roster-maybes = Maybe: { $who }
mabar-roster-lanes = Open lanes: { $lanes }
mabar-roster-line = In line: { $count }
mabar-roster-held = { $count ->
    [one] { $count } seat is being offered to the line.
   *[other] { $count } seats are being offered to the line.
 }
mabar-roster-free = { $free ->
    [0] It's full.
    [one] { $free } seat left.
   *[other] { $free } seats left.
 }
mabar-roster-more = … +{ $hidden } more lines: /mabar show { $id }

mabar-join = Join
mabar-leave = Leave
mabar-note = Note
mabar-queue = Get in line
mabar-take = Take the seat
mabar-pass = Pass
mabar-maybe = Maybe
mabar-sub = Substitute
mabar-guest-more = +1 guest
mabar-guest-less = −1 guest
mabar-rank = My rank
mabar-coming = On my way
mabar-secrets = How to get in
mabar-manage = Manage

mabar-joined = Great, you're in for { $game }, { $when }. See you there!
mabar-joined-advised = You're in for { $game }, { $when }. The host suggests ranks { $lowest } to { $highest }, but that's only advice.
mabar-joined-beside = You're in for { $game } { $when }. Just for you: somebody you blocked is in there, too. If you'd rather not, press Leave.
mabar-joined-now = { $free ->
    [0] Great, you're in for { $game }, and now it's complete!
    [one] Great, you're in for { $game }. One more player to find.
   *[other] Great, you're in for { $game }. { $free } more players to find.
 }
mabar-left = Okay, your place for { $game } is free again. Join in another time!
mabar-left-line = Okay, you're out of the line for { $game }.
mabar-noted = Your note is on the roster.
mabar-already-in = You're already on the roster for { $game }, { $when }. All good.
mabar-already-sub = You're already a substitute here.
mabar-already-maybe = You're already down as a maybe.
mabar-full = Sorry, { $game } is full ({ $slots } players); the roster is sometimes a little behind. Press Get in line to hear when a seat is free.
mabar-lane-full = The { $lane } lane is taken. Choose another, or just press Join.
mabar-lane-set = Okay, your lane is { $lane } now.
mabar-lane-yours = Your lane is { $lane } already.
mabar-not-in = You aren't on this roster, so nothing has changed.
mabar-join-first = Join first, then you can do that.
mabar-over = This { $game } session is over, so its roster is closed.
mabar-cancelled = This { $game } session was cancelled, so its roster is closed.
mabar-gone = That session no longer exists.
mabar-maybe-noted = Okay, you're down as a maybe for { $game }. If you're coming after all, press Join.
mabar-sub-noted = Thanks, you're a substitute for { $game }. If a seat is free close to the start, I'll ask you.
mabar-no-guests = Guests can't come to this one yet. Maybe ask the host.
mabar-guests-most = At most { $most } guests each.
mabar-no-guest-seat = There isn't a seat for another guest.
mabar-no-guest-of-yours = You have no guests, so nothing has changed.
mabar-guests-now = { $count ->
    [0] Okay, you're coming by yourself.
    [one] Okay, you're bringing { $count } guest. You vouch for them.
   *[other] Okay, you're bringing { $count } guests. You vouch for them.
 }
mabar-coming-noted = Great, everybody sees you're on your way.
mabar-rank-which = Your rank in { $game }?
mabar-rank-set = Your rank in { $game }: { $rank }. I'll remember it.
mabar-rank-outside = This one is only for ranks { $lowest } to { $highest }. No worries, there are others.
mabar-no-ranks = { $game } has no ranks here.

mabar-none-planned = Nothing is planned soon. Want to be the first? Write /mabar.
mabar-planned-next = Next sessions
mabar-planned-line = { $id }. { $game }, { $when } ({ $free ->
    [0] full
   *[other] { $free } left
 })
mabar-planned-more = … and { $hidden } more
mabar-look = { $id }. { $game }
mabar-next-page = More
mabar-your-position = You're number { $position } in line.

# --- the line ---

mabar-waiting = You're number { $position } in line for { $game }. I'll tell you when there's a seat.
mabar-waiting-already = You're in line already, number { $position }.
mabar-not-full = { $free ->
    [one] There's still { $free } free seat. Just press Join.
   *[other] There are still { $free } free seats. Just press Join.
 }
mabar-offer = There's a seat for you in { $game } ({ $when }). I'll keep it until { $until }; then it goes to the next.
mabar-offer-aloud = { $who }, there's a seat for you in { $game } ({ $when }). I'll keep it until { $until }: press Take the seat or Pass on the roster.
mabar-no-offer = No seat is being offered to you right now.
mabar-passed = Okay, the seat in { $game } goes to the next.
mabar-lapsed = The seat in { $game } went to the next. That's fine; if you still want one, get in line again.
mabar-lapsed-aloud = { $who }, the seat in { $game } went to the next. That's fine; if you still want one, get in line again.

# --- now ---

mabar-pool = 🔎 Looking for { $game } players now
mabar-pool-over = 🔎 { $game }: nobody found this time
mabar-pool-until = ⏳ Looking until { $when }
mabar-pool-since = ▶️ Playing since { $when }
mabar-looking = Okay, I'm looking for { $game } players ({ $slots } in all) until { $until }. I'll tell you when it's complete.
mabar-already-looking = You're already in the { $game } that's forming now.
mabar-start = Start with { $count }
mabar-started = { $game } starts with { $count } players. Have fun!
mabar-alone = It's only you so far. Wait for one more.
mabar-begun-already = This one has started already.
mabar-formed = { $game } starts now, with { $count } players. Come on in!
mabar-formed-aloud = { $who }: { $game } starts now, with { $count } players. Come on in!
mabar-call = We need more
mabar-called = { $free ->
    [one] I've told the room: { $free } more player needed.
   *[other] I've told the room: { $free } more players needed.
 }
mabar-called-already = The room was told just now. You can ask again { $when }.
mabar-need = 🔎 { $game } needs { $free } more, right now. Press Join on the roster.
mabar-no-more-needed = It's complete, no need to look for more.
mabar-not-found = Nobody to play { $game } with this time. Try again later with /mabar now, or plan it with /mabar.
mabar-not-found-aloud = { $who }: nobody to play { $game } with this time. Try again later with /mabar now, or plan it with /mabar.
mabar-alerts = I'll tell you when somebody looks for { $games } players.
mabar-alerts-none = You haven't asked to be told yet. Choose a game, and I'll tell you when somebody looks for players.
mabar-alerts-most = That's { $most } games. Switch one off first.
mabar-alert-on = Add a game
mabar-alert-off = Stop { $game }
mabar-alert = 🔎 Somebody is looking for { $game } players now, { $free } left. You asked to be told; switch it off with /mabar alerts.

# --- reminders ---

mabar-reminder = ⏰ { $game } starts soon: { $when }. Playing: { $who }.{ $free ->
    [0] {""}
    [one] {" "}There is still { $free } seat.
   *[other] {" "}There are still { $free } seats.
 }
mabar-begins = 🎮 { $game } starts now ({ $when }). Playing: { $who }. Have fun!
mabar-began = 🎮 { $game } started { $when }. Sorry, this reminder is late. Playing: { $who }.
mabar-nudge = ⏰ Your { $game }: { $when }. See you there!
mabar-nudge-late = ⏰ Your { $game } started { $when }. Sorry, this reminder is late.
mabar-nudge-aloud = ⏰ { $who }: { $game } { $when }. See you there!
mabar-nudge-aloud-late = ⏰ { $who }: { $game } started { $when }. Sorry, this reminder is late.
mabar-nudge-maybe = ⏰ You're down as a maybe for { $game } { $when }. Coming? { $free ->
    [one] { $free } seat left.
   *[other] { $free } seats left.
 }
mabar-ready = { $game } starts soon ({ $when }). Are you coming?
mabar-ready-aloud = { $who }: { $game } starts soon ({ $when }). If you're coming, press On my way on the roster.
mabar-reminders = Your reminders
mabar-leads = I remind you { $leads } before the start.
mabar-leads-none = I don't remind you.
mabar-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
 }
mabar-leads-choose = Choose minutes
mabar-leads-off = No reminders
mabar-leads-unclear = I couldn't read that. Write at most { $most } numbers of minutes, such as "60, 10".
mabar-quiet = Your quiet hours are { $hours }: then I only tell you of what you joined.
mabar-quiet-none = You have no quiet hours.
mabar-quiet-choose = Choose quiet hours
mabar-quiet-off = No quiet hours
mabar-quiet-unclear = I couldn't read that. Write two times, such as "22:00-07:00".
mabar-as-usual = Back to the usual

# --- hosts ---

mabar-panel = Mabar { $game } (number { $id })
mabar-host-only = Only the host and co-hosts can do that.
mabar-edit-when = Change time
mabar-edit-slots = Change seats
mabar-edit-note = Change note
mabar-edit-more = More
mabar-edit-ranks = Ranks
mabar-edit-region = Server
mabar-edit-code = Room code
mabar-edit-voice = Voice link
mabar-edit-cohosts = Co-hosts
mabar-edit-host = Hand over
mabar-edit-absent = Did not come
mabar-guests-let = Allow guests
mabar-guests-stop = No more guests
mabar-edited = Changed, and so is the roster.
mabar-any = Any
mabar-moved = { $game } moves: from { $was } to { $when }. If you can't make it, press Leave on the roster.
mabar-moved-aloud = { $who }: { $game } moves, from { $was } to { $when }. If you can't make it, press Leave on the roster.
mabar-moved-done = { $game } is { $when } now. I've told those who are in.
mabar-resized = { $game } is for { $slots } players now.
mabar-resized-aloud = { $who }: { $game } is for { $slots } players now.
mabar-resized-done = { $game } is for { $slots } players now. I've told those who are in.
mabar-renoted = A new note on { $game }: { $note }
mabar-renoted-aloud = { $who }: a new note on { $game }: { $note }
mabar-renoted-done = The note on { $game } is changed, and I've told those who are in.
mabar-region-which = Where do you play?
mabar-rank-lowest = The lowest rank?
mabar-rank-highest = The highest rank?
mabar-rank-how = Ranks { $lowest } to { $highest }: as advice, or as a rule?
mabar-rank-advice = Only advice
mabar-rank-rule = A rule
mabar-nobody-else = Nobody else is on this roster yet.
mabar-host-whom = Whom do you hand it over to?
mabar-host-you = You're now the host of { $game } { $when }; { $who } handed it over to you.
mabar-host-you-aloud = { $who }, you're now the host of { $game } { $when }; { $giver } handed it over to you.
mabar-host-given = Done, { $who } is the host of { $game } now.
mabar-cohost-whom = Who helps?
mabar-cohost-add = + { $name }
mabar-cohost-drop = − { $name }
mabar-cohosts-most = At most { $most } co-hosts.
mabar-cohost-you = You're now a co-host of { $game } { $when }.
mabar-cohost-you-aloud = { $who }, you're now a co-host of { $game } { $when }.
mabar-cohost-added = { $who } helps leading now.
mabar-cohost-dropped = { $who } doesn't help leading any more.
mabar-absent-who = Who didn't come? Only you and they will know.
mabar-absent-early = You can do that once it has started ({ $when }).
mabar-absent-no-seat = They have no seat here, so nothing has changed.
mabar-absent-forgiven = The seat of { $who } is free. I was down around then, so nothing is noted.
mabar-absent-noted = Noted, and the seat of { $who } is free. Nobody else sees it.
mabar-absent-you = You're noted as not having come to { $game } { $when }. Only you and the host know, and it's forgotten within { $days } days. Hope you're alright; if it's a mistake, tell the host.
mabar-came-late = { $name } came after all
mabar-came-noted = Okay, the note about { $who } is gone.
mabar-secrets-sent = I've sent it to the { $game } players who have a seat, in private where I can.
mabar-secrets-aloud = { $who }: here's how to get into { $game }. Press How to get in on the roster; only you will see it.
mabar-secrets-players = That's only for those who have a seat.
mabar-secrets-none = There's no code or link yet. The host will add it.
mabar-secret-code = Room code for { $game }: { $code }
mabar-secret-voice = Voice room for { $game }: { $link }
mabar-no-address = That isn't a proper link; it begins with https://. What's the link?
mabar-cancel = Cancel the session
mabar-cancelled-done = { $game } is cancelled. I've told those who wanted to come.
mabar-called-off = { $game } { $when } was cancelled by its host: { $reason }. Hope to see you at another one.
mabar-called-off-aloud = { $who }: { $game } { $when } was cancelled by its host: { $reason }. Hope to see you at another one.

# --- afterwards ---

mabar-how = How was { $game }? Nobody sees your answer.
mabar-again-whom = Whom would you play with again? They only learn of it if they say the same.
mabar-fun-yes = Fun
mabar-fun-no = Not so much
mabar-fun-noted = Glad to hear it. See you next time!
mabar-fun-not = Thanks for being honest. Hope the next one is nicer.
mabar-again = Again with { $name }
mabar-again-noted = Noted. Only if you both want to, I'll tell you both.
mabar-again-mutual = You and { $who } both want to play again. Lovely!
mabar-history = Your sessions
mabar-history-none = No sessions yet. Join one: see /mabar show.
mabar-history-played = { $game }, { $when }
mabar-history-coming = { $game }, { $when } (to come)
mabar-history-hosted = { $game }, { $when } (host)
mabar-history-beside = { $game }, { $when } (no seat)
mabar-history-cancelled = { $game }, { $when } (cancelled)
mabar-history-absent = { $game }, { $when } (noted as not come; only you and the host know)
mabar-stats = Sessions in numbers
mabar-stats-sessions = { $count } sessions played, { $cancelled } cancelled, in { $days } days
mabar-stats-players = { $players } people played, { $average } a session on average
mabar-stats-game = { $game }: { $count }
mabar-stats-fun = { $percent }% said it was fun, of { $answers } answers

# --- data ---

mabar-data-purpose = so that the roster knows who plays and can remind you
mabar-data-retention = sessions until { $keep_days } days after the game, who did not come until { $fade_days } days, with whom you'd play again until { $wish_days } days; your choices and templates until you delete them
mabar-data-sessions = sessions
mabar-data-game = game
mabar-data-at = start
mabar-data-host = you host it
mabar-data-standing = in it as
mabar-data-note = your note
mabar-data-lane = lane
mabar-data-rank = rank
mabar-data-guests = your guests
mabar-data-plan-note = the note of your invitation
mabar-data-reason = why it was cancelled
mabar-data-code = room code
mabar-data-voice = voice link
mabar-data-leads = reminded so many minutes before
mabar-data-quiet = quiet hours
mabar-data-ranks = your ranks
mabar-data-alerts = games you want to be told of
mabar-data-wishes = how many people you'd play with again
mabar-data-fun = your answers about the fun
mabar-data-templates = your templates
mabar-data-name = name
mabar-data-slots = seats

# --- commands ---

group-mabar-mabar =
    .name = mabar
    .about = Play together: plan, join, manage
action-mabar-plan =
    .name = mabar
    .alone = plan
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
action-mabar-now =
    .name = mabar now
    .about = Find people to play with right now
    .game = Game
    .game-ask = What do you want to play now?
    .game-name = game
    .slots = How many players
    .slots-name = slots
action-mabar-look =
    .name = mabar show
    .about = See the next sessions, or one whole roster
    .id = Number of the session
    .id-name = number
action-mabar-manage =
    .name = mabar manage
    .about = Manage your session
    .id = Number of the session
    .id-ask = Which number? See /mabar show.
    .id-name = number
action-mabar-cancel =
    .name = mabar cancel
    .about = Cancel your session, and say why
    .title = Cancel the session
    .id = Number of the session
    .id-ask = Which number? See /mabar show.
    .id-name = number
    .reason = Why, read by all who wanted to come
    .reason-ask = Why is it cancelled? Everybody who wanted to come will read this.
    .reason-hint = no internet tonight
    .reason-name = reason
action-mabar-absences =
    .name = mabar absent
    .about = Note who did not come; only you see it
    .id = Number of the session
    .id-ask = Which number? See /mabar show.
    .id-name = number
action-mabar-secrets =
    .name = mabar enter
    .about = See the room code and voice link of your sessions
    .id = Number of the session
    .id-name = number
action-mabar-templates =
    .name = mabar templates
    .about = Plan from one of your templates
action-mabar-use-template =
    .title = Plan from a template
    .when = When, for example tomorrow 8 pm
    .when-ask = When? Write it as you would say it, for example "tomorrow 8 pm".
    .when-hint = saturday 19:30
action-mabar-save-template =
    .title = Save as a template
    .name = Its name
    .name-ask = What do you call the template?
    .name-hint = ranked nights
action-mabar-reminders =
    .name = mabar reminders
    .about = Choose when to be reminded, and your quiet hours
action-mabar-remind-me =
    .title = Remind me
    .minutes = How many minutes before
    .minutes-ask = How many minutes before the start? Several are fine, such as "60, 10".
    .minutes-hint = 60, 10
action-mabar-be-quiet =
    .title = Quiet hours
    .hours = From when to when
    .hours-ask = From when to when? For example "22:00-07:00".
    .hours-hint = 22:00-07:00
action-mabar-alerts =
    .name = mabar alerts
    .about = Be told when somebody looks for players
    .game = Game
    .game-ask = Which game?
    .game-name = game
action-mabar-another =
    .title = Add a game
    .game = Game
    .game-ask = Which game?
    .game-hint = ml
action-mabar-history =
    .name = mabar history
    .about = See your own sessions
action-mabar-statistics =
    .name = mabar statistics
    .about = Sessions in numbers, without names
action-mabar-note =
    .about = A note on your seat
    .title = A note on your seat
    .text = Note
    .text-ask = What should the others know? For example "10 minutes late". Everybody who sees the roster can read it.
    .text-hint = 10 minutes late
action-mabar-move-to =
    .title = Change time
    .when = The new time
    .when-ask = What's the new time? Write it as you would say it, for example "tomorrow 9 pm".
    .when-hint = saturday 19:30
action-mabar-resize =
    .title = Change seats
    .slots = How many players
    .slots-ask = How many players should it be?
    .slots-hint = 5
action-mabar-describe =
    .title = Change the note
    .text = A note for everybody
    .text-ask = What's the note? Everybody who sees the roster can read it.
    .text-hint = no pressure, bring snacks
action-mabar-set-code =
    .title = Room code
    .text = The code, only for players
    .text-ask = What's the code? I only send it to those who have a seat, and delete it when it's over.
    .text-hint = 123456
action-mabar-set-voice =
    .title = Link to the voice room
    .link = The link, only for players
    .link-ask = What's the link to the voice room? I only send it to those who have a seat, and delete it when it's over.
    .link-hint = https://

# --- the schedule ---

mabar-schedule = 📅 Sessions in the coming week
mabar-schedule-none = Nothing is planned for the coming week yet. Want to start one? Type /mabar.
mabar-schedule-mine = 📅 Your schedule
mabar-schedule-mine-none = Your schedule is free. See what's coming with /schedule, and join whenever you feel like it.
mabar-schedule-day = — { $day } —
mabar-schedule-host = { $id }. { $game }, { $when } (host)
mabar-schedule-seat = { $id }. { $game }, { $when } (playing)
mabar-schedule-sub = { $id }. { $game }, { $when } (substitute)
mabar-schedule-maybe = { $id }. { $game }, { $when } (maybe)
mabar-schedule-wait = { $id }. { $game }, { $when } (in line)
mabar-page-before = Back
action-mabar-week =
    .name = schedule
    .about = See the sessions of the coming week
action-mabar-mine =
    .name = my_schedule
    .about = See the sessions you are in

# --- calendar files ---

mabar-file = 📅 To my calendar
mabar-file-one = Here is a calendar file for { $game }, { $when }.
mabar-file-mine = Here is a calendar file with your sessions ({ $count }), including those called off, so that they get struck out.
mabar-file-how = Open the file and it goes into your phone's calendar. Nobody else's name is in it. If a session changes, fetch it again; the old entry is replaced.
mabar-file-now = This { $game } is for right now, so it needs no place in a calendar.
action-mabar-calendar-file =
    .name = mabar calendar
    .about = Get a calendar file of one session, or of all of yours
    .id = Number of the session
    .id-name = number

# --- the platform's calendar ---

mabar-mirror-forbidden = I'm not allowed to write into the server's calendar yet, so sessions don't show up there. Give me the right to create events; whatever is planned or changed after that goes in by itself. The rosters in the room work as always, nothing is lost.
mabar-mirror-left = { $game } { $when } was called off, but I'm not allowed to take it out of the server's calendar. Please delete it there; whoever wanted to come has been told.
