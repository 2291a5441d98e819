# The machine's own words, English.

house-start = Hi, { $who }! I'm this community's bot. From now on I can write to you in private. Type / to see what you can do.
house-cancelled = Okay, cancelled. Nothing has changed.
house-nothing-to-cancel = There is no open question, so nothing needs cancelling.
house-unknown-command = I don't know that command yet. Type / to see the choices.
house-subcommands = This command needs one more word. Choose: { $commands }.
house-hint = I didn't get that. Type / to see how I can help. I don't keep your message.
house-outdated = This button is out of date, or not yours. Nothing has changed; please use the latest one.
house-not-allowed = This is only for { $role ->
    [member] members
    [listener] listeners
    [host] hosts
    [moderator] moderators
    [admin] admins
   *[other] those who may
 }. If you think that's a mistake, tell an admin.
house-incident = Sorry, something went wrong on my side. Nothing has changed. Try again in a moment; if it stays like this, tell an admin the code { $number }.
house-unkept = Sorry, I can't store anything right now. Nothing was lost or changed; please try again in a moment.
house-private-only = This is personal, so I answer in a private chat. Open a chat with me and press Start. If there is no answer yet, send the command there once more.
house-open-chat = Open chat

house-question-over = That question was closed, as it stayed unanswered for a while. Nothing has changed; type the command again if you still want to.
house-to = { $who }:
house-ask-footer = Type /cancel to stop.
house-as-is = { $it }
house-open-form = Fill in
house-yes = Yes
house-no = No
# Words that are understood as yes and as no, with spaces between.
house-yes-words = yes y yeah yep ok okay sure true on 1
house-no-words = no n nope nah false off 0

house-too-long = Too long: { $got } characters, { $most } at most. Please shorten it.
house-too-short = Empty or too short. At least { $least } characters, please.
house-no-number = That isn't a number yet. Just write the number, for example 5.
house-not-between = The number must be from { $low } to { $high }.
house-yes-or-no = Please answer "yes" or "no".
house-no-choice = There is no such choice. Pick one of those shown.
house-no-room = This community has no such room. Please check its name.
house-no-span = I couldn't read that length of time. Write for example "30 minutes" or "2 hours".
house-no-person = I don't know that person yet. Use their @username, and make sure they have used this bot before.

house-data-purpose = so that the bot knows you on each platform, answers in your language, respects your role and choices, and can prove what you agreed to
house-data-retention = your accounts and choices: until you ask to be forgotten, or have not been seen for long (see members); unanswered questions: 10 minutes; what is behind a button: 90 days; the audit log: stays, but points to nobody once you are forgotten; backups (if whoever runs the bot makes them): { $backup_days } days, then thrown away
house-told-accounts = Accounts
house-told-platform = platform
house-told-id = number
house-told-name = name
house-told-username = username
house-told-last-seen = last seen
house-told-may-be-written-to = may be written to in private
house-told-role = Role
house-told-language = Language
house-told-known-since = Known since
house-told-kept-out = kept out at the moment
house-told-paused-since = Paused since
house-told-consents = Consents
house-told-purpose = for
house-told-version = version
house-told-given = value
house-told-at = time
house-told-open-questions = Unanswered questions
house-told-action = action
house-told-until = until
house-told-messages-waiting = Messages waiting to be sent
house-told-timers = Timers
house-told-due = due
house-told-trail = Processing trail
house-told-by-you = by you
house-told-blocks = Whom you blocked
house-told-since = since
house-told-about-you = about you

action-house-cancel =
    .name = cancel
    .about = Stop the question that is open
