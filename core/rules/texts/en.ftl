# Rules, reports, sanctions, appeals.

rules-said = { $id ->
   *[other] { $en }
 }

# --- the rules ---
rules-title = 📜 Our rules
rules-rule = { $number }. { $name }. { $text }
rules-version = Version { $version }, in force since { $since }.
rules-yours = ✓ You agreed { $at }.
rules-accept = I agree
rules-accepted = Thank you. It's good to have you here. 💛
rules-accepted-before = You agreed already, { $at }. Thank you.
rules-welcome = Welcome! These are our rules, so that everybody can talk safely. Take your time, then press agree.
rules-new-version = Our rules have changed a little. When you have a moment, please read them and press agree. No hurry; I send this only once.
rules-changed-meanwhile = The rules have just changed, so I haven't noted anything yet. These are the newest:
rules-changed = The rules changed: this is version { $version } now. I ask the members gently, each of them once.
rules-cited = { $number }. { $name }
rules-cited-number = number { $number }
rules-cited-whole = { $number }. { $name }: { $text }
rules-no-such-rule = There is no rule with that number. Ours are 1 to { $count }; have a look at /rules.
rules-danger = Somebody is in danger
rules-unsorted = no reason picked yet

# --- reports ---
rules-report-hello = Thank you for speaking up. Whoever you report won't know who it was. What is it about? (You can also reply to the message with /report.)
rules-report-somebody = Somebody
rules-report-something = Just tell
rules-report-why = Which fits best?
rules-report-unseen = Your name is shown to nobody, not even to moderators, unless you allow it.
rules-report-never-mind = Never mind
rules-report-left = Okay, nothing was reported.
rules-report-self = That's you. I reported nothing. Please choose somebody else.
rules-report-gone = That report isn't here any more, so nothing changed. If you still need it, begin again with /report.
rules-report-enough = I passed on { $most } reports of yours today, so not this one. Tomorrow you may again. If this is about safety, choose "Somebody is in danger" or a rule about safety: those always get through.
rules-report-nobody = I noted your report. To be honest: right now there is nobody else here who could look into this person. If you don't feel safe, please also reach out to somebody you trust outside of here.
rules-report-help = If you need somebody to talk to, or don't feel safe right now, /help is always open.
rules-reported = Thank you for speaking up (report { $id }). Moderators will look at it, and I'll tell you when it's done.
rules-reported-again = Your report about this was there already (report { $id }), and is up to date now. Thank you.
rules-report-add = Add a note
rules-report-added = I added your note. Only moderators can read it, and it's erased after the case.
rules-report-name-me = You may name me
rules-report-is-named = Okay, moderators may know your name. Whoever it's about still won't.
rules-report-hide-me = Hide me again
rules-report-is-hidden = Okay, your name is hidden again.

# --- cases ---
rules-open = Open
rules-erased = What was here has been erased.
rules-case = Case { $id } · { $state ->
    [open] open
    [taken] in progress
   *[closed] closed
 }
rules-case-new = There is a new case: number { $id }.
rules-case-about = About { $who }
rules-case-about-nobody = Nobody named
rules-case-reasons = Reason: { $reasons }
rules-case-times = Reported { $times ->
    [1] once
   *[other] { $times } times
 }
rules-case-machine = Found by the bot
rules-case-before = Sanctions before: { $count }
rules-case-no-address = The message has no address that can be opened.
rules-case-taken = { $who } is on it
rules-case-message = See the message
rules-case-take = I'm on it
rules-case-over-to-me = Take over
rules-case-notes = What was said
rules-case-remove = Delete message
rules-case-close = Close
rules-case-close-with = Close + note
rules-case-gone = That case isn't there any more, so nothing changed.
rules-case-not-yours = This case isn't yours to look into. Nothing changed; an admin will see it.
rules-case-closed-already = This case is closed already, so nothing changed.
rules-case-of-other = { $who } is on it. If you need to, press "Take over" first.
rules-case-yours-now = Case { $id } is yours now. Thank you.
rules-case-closed = Case { $id } is closed. Thank you for looking after us.
rules-case-over = Moderators have looked after your report (number { $id }). Thank you for caring for this place.
rules-case-over-note = A moderator says: { $note }
rules-cases = Waiting: { $count }
rules-cases-none = Nothing is waiting. Have a rest. 💛
rules-cases-line = { $id }. { $state ->
    [taken] (in progress) 
   *[other] {""}
 }{ $about } · { $reason } · { $at }
rules-cases-appeal = Appeal { $id } · { $at }
rules-cases-open = Case { $id }
rules-cases-open-appeal = Appeal { $id }
rules-cases-more = … and { $count } more
rules-cases-apart = Set apart ({ $count })

rules-do = { $kind ->
    [warn] Warn
    [mute] Mute
    [kick] Remove
   *[ban] Ban
 }
rules-which-rule = { rules-do }: which rule is it for?
rules-pick = { $number }
rules-how-long = { rules-do }: for how long?
rules-length = { $length }
rules-length-other = Another length
rules-length-open = Until lifted
rules-removing = I'm deleting the message. Whoever wrote it is told why.
rules-removed-done = Case { $id }: the message is deleted.
rules-removed-gone = Case { $id }: the message isn't there any more.
rules-removed-forbidden = Case { $id }: the message is still there, I have no right to delete messages in that place. Please give me that right, then press "Delete message" again.
rules-removed-unable = Case { $id }: the platform doesn't let me delete that message. Please try it there yourself.
rules-removed-yours = A moderator deleted one message of yours. The reason: { $reason }. Nothing else changed. If you think that's a mistake, please talk to an admin.

rules-report-notes = What was said in case { $id }
rules-report-line = Report { $number } · { $at } · { $reason } · { $by }
rules-report-named = by { $who }
rules-report-unnamed = not named
rules-report-note = “{ $note }”
rules-report-none = There are no reports here.
rules-report-apart = This person's reports are set apart until { $until }.
rules-report-distrust = Report { $number } is abuse
rules-report-trust = Trust { $number } again
rules-report-distrusted = This person's reports are set apart until { $until }, except about safety. They aren't told. Who it is I still don't show.
rules-report-trusted = This person's reports get through as usual again.

# --- sanctions ---
rules-not-yourself = That's about yourself, so somebody else decides. Nothing changed.
rules-not-above = { $who } isn't yours to decide about: their role is yours or above. Please tell an admin. Nothing changed.
rules-not-over-yours = That was decided above you, so I left it. Please talk to them first.
rules-you-are-out = You are kept out yourself right now, so this can't be done yet. Nothing changed.
rules-undone-already = Sanction { $id } is not in force any more, so nothing changed.
rules-done-already = That was done for this case already. I don't repeat it.
rules-sanction-gone = I can't find that number, so nothing changed. Please check it.
rules-imposed = Sanction { $id }: { rules-kind } { $who }
rules-kind = { $kind ->
    [warn] a warning for
    [mute] a mute of
    [kick] a removal of
   *[ban] a ban of
 }
rules-record = Sanction { $id }: { rules-kind } { $who }
rules-record-why = Rule { $rule } · { $at }
rules-record-by = By { $who }
rules-record-machine = By the bot
rules-record-forgotten = By a moderator whose data were erased
rules-record-once = Delivered
rules-record-until = Until { $until }
rules-record-open = Until it is lifted
rules-record-lifted = ↩ Lifted
rules-record-over = ✓ Its time is over
rules-bent = I made it { $length }: the length asked for is out of bounds.
rules-note = A moderator's note: { $note }
rules-step = { $step ->
    [ban] ban
    [unban] unban
    [mute] mute
    [unmute] unmute
   *[kick] remove
 }
rules-outcome = { $room } ({ $platform }): { rules-step }, { $outcome ->
    [done] done
    [forbidden] not yet, the bot has not the right
    [gone] not there; it holds when they come back
   *[unable] not possible on this platform
 }
rules-undo = Undo
rules-retry = Try again
rules-trying-again = Trying sanction { $id } again.
rules-undone = Sanction { $id } is lifted: { rules-kind } { $who }. They are told.
rules-not-shorter = That isn't sooner than now. Please give a shorter length, counted from now.
rules-forbidden = Sanction { $id }: I can't { rules-step } { $who } in { $room } ({ $platform }) yet.
rules-forbidden-cure = Please give the bot the right to manage members there (restrict, remove, ban), then press this button. The decision is noted and holds everywhere else.
rules-held-shorter = Sanction { $id }: in { $room } ({ $platform }) the platform can hold it only until { $ends }. I renew it by myself before that, until its time is really over.

rules-told-warn = You were given a warning by a moderator. Nothing is restricted; it's so that everybody can feel at ease.
rules-told-mute = For a while you can't write here. You may still read.
rules-told-kick = You were removed from the community. You may come back when you are ready to follow its rules.
rules-told-ban = You were removed, and for now you can't come back.
rules-told-why = Because of rule { $rule }
rules-told-until = It holds until { $until }.
rules-told-open = It holds until it is lifted.
rules-told-appeal = If you think this is a mistake, you can ask for another look within { $days } days: press this button, or type /appeal. Another moderator will look at it. You can read the reason again with /why.
rules-told-help = If this feels heavy, /help stays open for you.
rules-lifted-warn = Your warning was taken back. Thank you for your patience.
rules-lifted-mute = Good news: you may write again.
rules-lifted-kick = The decision to remove you was taken back. You may come back whenever you like.
rules-lifted-ban = Good news: you may come back.
rules-shortened = { $kind ->
    [mute] Your mute
   *[ban] Your ban
 } was shortened: it ends { $until } now.
rules-over-mute = The time is over: you may write again. Welcome back.
rules-over-ban = The time is over: you may come back whenever you like.

rules-why = Why, and until when
rules-why-nothing = Nothing holds you back right now. If something seems wrong, just ask an admin.
rules-why-one = { $id }. { $kind ->
    [warn] Warned
    [mute] Can't write
    [kick] Removed
   *[ban] Can't come back yet
 }, { $at }

# --- appeals ---
rules-appeal = Ask for another look
rules-appeal-against = Another look at { $id }
rules-appeal-which = Which one should be looked at again? Another moderator will do that.
rules-appeal-one = { $id }. { $kind ->
    [warn] Warned
    [mute] Can't write
    [kick] Removed
   *[ban] Can't come back yet
 }, { $at }
rules-appeal-nothing = There is nothing to appeal against right now: each decision once, within { $days } days. See also /why.
rules-appealed-already = You asked for another look at this already. I'll tell you as soon as there is an answer.
rules-appeal-late = The { $days } days for this one are over. Nothing changed; you may still talk to an admin.
rules-appealed = I passed it on to another moderator. I can't promise when, but I will tell you. { $help }
rules-nothing-more = {""}
rules-appeal-new = There is a new appeal: number { $id }.
rules-appeal-title = Appeal { $id } by { $who }
rules-appeal-about = Against sanction { $id }: { $kind ->
    [warn] a warning
    [mute] a mute
    [kick] a removal
   *[ban] a ban
 }, { $at }
rules-appeal-rule = To be decided by another moderator than the one who acted.
rules-appeal-words = They say: “{ $words }”
rules-appeal-read = Read
rules-appeal-uphold = It stays
rules-appeal-shorten = Shorten
rules-appeal-lift = Lift
rules-appeal-decided = Decided: { $ruling ->
    [upheld] it stays
    [shortened] shortened
   *[lifted] lifted
 }
rules-appeal-upheld = Another moderator looked at decision { $id } again: it stays. Thank you for putting it calmly.
rules-appeal-done = Appeal { $id } is decided. They are told.
rules-appeal-not-yours = You imposed it yourself, so somebody else decides. Nothing changed.

# --- history ---
rules-history = History of { $who }
rules-history-nothing = There is nothing.
rules-history-sanction = Sanction { $id }: { $kind ->
    [warn] warning
    [mute] mute
    [kick] removal
   *[ban] ban
 }, rule { $rule }, { $at }, { $stands ->
    [force] in force
    [lifted] lifted
    [over] over
    [active] time has passed
   *[once] delivered
 }
rules-history-line = { $at }: { $action ->
    [rules-warn] warned
    [rules-mute] muted
    [rules-kick] removed
    [rules-ban] banned
    [rules-undo] sanction lifted
    [rules-shorten] sanction shortened
    [rules-over] a sanction's time was over
    [rules-remove] message deleted
    [rules-appeal] appealed
    [rules-judged] appeal decided
    [rules-take] case taken
    [rules-close] case closed
    [rules-accepted] accepted the rules
    [members-role] role changed
   *[other] { $action }
 }{ $by }
rules-history-by = {" "}(by { $who })
rules-history-by-nobody = {""}

# --- data ---
rules-guard = Guard #{ $id }
rules-guard-new = The automatic guard saw something: #{ $id }.
rules-guard-who = By { $who }{ $times ->
    [1] { "" }
   *[other] , { $times } times
 }
rules-guard-why = Because { $why ->
    [newcomer-link] a newcomer sent a link
    [newcomer-media] a newcomer sent a picture or file
    [newcomer-forward] a newcomer forwarded a message
    [flood-flood] it was too many messages in a short time
    [repeat-repeat] it was the same message again and again
    [likeness-name] the name looks like that of the staff
    [scam-gambling] it has the shape of an ad for gambling
    [scam-loan] it has the shape of a loan offer
    [scam-job] it has the shape of a false job offer
    [scam-money] it poses as staff and asks for money
    [scam-hidden] a newcomer sent a link that hides where it leads
   *[words] it has a word that you want to be told of
 }.
rules-guard-done = { $mode ->
    [on] { $mutes ->
        [yes] The message was deleted, and the person can't write for a while.
       *[no] The message was deleted.
     }
   *[dry] Nothing was done, this is only to tell you.
 }
rules-guard-wrong = Wrong, undo
rules-guard-right = Right, open a case
rules-guard-verdict = { $verdict ->
    [wrong] Found to be wrong, and undone.
   *[right] Found to be right; there is a case.
 }
rules-guard-judged = This was judged already, so nothing has changed.
rules-guard-undone = Undone. This person is trusted from now on.
rules-guard-case = It is case #{ $id } now.
rules-guard-told-newcomer = I held your message back: links, pictures and forwards of newcomers wait a little, to keep everybody safe. It's not your fault; just join the talk, and it opens by itself.
rules-guard-told-repeat = I deleted your message, since it was the same as before. Once is enough.
rules-guard-sorry = Sorry, I held your message back by mistake. Please send it again; it will stay now.
rules-is-staff = ✅ Yes, { $who } is { $role ->
    [admin] an admin
   *[moderator] a moderator
 } here. But remember: the staff never ask for money, an OTP or a PIN.
rules-is-no-staff = ❌ { $who } isn't one of the staff here. If they say so or ask for money, don't go along; report it with /report.
rules-data-talks = talks since
rules-data-findings = seen by the automatic guard
rules-data-guard = guard
rules-data-times = how often

rules-data-purpose = so that the rules you agreed to, reports, sanctions and appeals are dealt with fairly on every platform
rules-data-retention = rules you agreed to: until you ask to be forgotten; reports and their notes: { $notes_days } days after the case is closed, at most { $keep_days } days; sanctions and appeals: while they are in force, then { $keep_days } days; reports never sent: about a day
rules-data-accepted = Rules you agreed to
rules-data-version = version
rules-data-at = at
rules-data-sanctions = Your sanctions
rules-data-kind = kind
rules-data-rule = rule
rules-data-note = note
rules-data-until = until
rules-data-standing = standing
rules-data-appeals = Your appeals
rules-data-words = your words
rules-data-ruling = ruling
rules-data-answer = answer
rules-data-reports = Your reports
rules-data-named = you may be named
rules-data-state = state
rules-data-apart = your reports are set apart until
rules-data-about = reports about you that are still kept
rules-data-imposed = Sanctions you imposed
rules-data-taken = Cases you took

action-rules-show =
    .name = rules
    .about = Read our rules
    .number = Number of a rule
    .number-name = number
action-rules-report =
    .name = report
    .about = Report a message or somebody; whoever it's about won't know who it was
    .title = Report
    .on-message = Report to moderators
    .who = Who
    .who-ask = Who is it? Write their @username.
    .who-name = who
    .rule = Number of the rule
    .rule-name = rule
    .note = A note for moderators
    .note-name = note
    .message = Message
    .message-name = message
action-rules-somebody =
    .title = Report somebody
    .who = Who
    .who-ask = Who is it? Write their @username.
action-rules-something =
    .title = Tell
    .note = What happened?
    .note-ask = What happened? As much as you like; only moderators read it.
action-rules-add-note =
    .title = Add a note
    .note = A note for moderators
    .note-ask = What should moderators know? If you don't want to be recognised, leave out what would show who you are.
action-rules-warn =
    .name = warn
    .about = Warn somebody because of a rule
    .title = Warn
    .who = Who
    .who-ask = Who is to be warned? Write their @username.
    .who-name = who
    .rule = Number of the rule
    .rule-ask = Which rule is it for, by number? See /rules.
    .rule-name = rule
    .note = A note for them
    .note-name = note
action-rules-mute =
    .name = mute
    .about = Let somebody write nothing for a while, on every platform
    .title = Mute
    .who = Who
    .who-ask = Who is to be muted? Write their @username.
    .who-name = who
    .rule = Number of the rule
    .rule-ask = Which rule is it for, by number? See /rules.
    .rule-name = rule
    .length = How long, such as 3 days
    .length-name = length
    .note = A note for them
    .note-name = note
action-rules-kick =
    .name = kick
    .about = Remove somebody; they may come back
    .title = Remove
    .who = Who
    .who-ask = Who is to be removed? Write their @username.
    .who-name = who
    .rule = Number of the rule
    .rule-ask = Which rule is it for, by number? See /rules.
    .rule-name = rule
    .note = A note for them
    .note-name = note
action-rules-ban =
    .name = ban
    .about = Remove somebody and keep them out, for a time or until it is lifted
    .title = Ban
    .who = Who
    .who-ask = Who is to be banned? Write their @username.
    .who-name = who
    .rule = Number of the rule
    .rule-ask = Which rule is it for, by number? See /rules.
    .rule-name = rule
    .length = How long; empty: until lifted
    .length-name = length
    .note = A note for them
    .note-name = note
action-rules-undo =
    .name = undo
    .about = Undo a sanction
    .title = Undo a sanction
    .id = Number of the sanction
    .id-ask = Which sanction, by number? It's on its card and in /history.
    .id-name = number
action-rules-explain =
    .name = why
    .about = Why I was warned or held back, and until when
action-rules-appeal =
    .name = appeal
    .about = Ask another moderator to look at a decision again
action-rules-begin =
    .title = Ask for another look
    .words = Your words
    .words-ask = Tell in your own words why this should be looked at again. Once is enough; another moderator reads it.
action-rules-cases-waiting =
    .name = cases
    .about = Cases and appeals that wait for moderators
    .id = Number of a case
    .id-name = number
action-rules-punish =
    .title = How long?
    .length = Length
    .length-ask = For how long? Write for example "3 days" or "12 hours".
action-rules-close-with =
    .title = Close with a note
    .note = A note for the reporter
    .note-ask = What would you like to tell the reporter? I pass it on and don't keep it.
action-rules-uphold =
    .title = It stays
    .note = A note for them
    .note-ask = What would you like to tell them?
action-rules-cut =
    .title = Shorten
    .length = How much longer
    .length-ask = How much longer, counted from now? Write for example "1 day".
    .note = A note for them
    .note-ask = What would you like to tell them?
action-rules-let-go =
    .title = Lift
    .note = A note for them
    .note-ask = What would you like to tell them?
action-rules-history =
    .name = history
    .about = What was decided about somebody
    .title = History
    .who = Who
    .who-ask = Whose history? Write their @username.
    .who-name = who
action-rules-check-admin =
    .name = checkadmin
    .about = Check whether somebody is really one of the staff here
    .who = Who
    .who-ask = Who shall I check? Write their @username.
    .who-name = who
