# Welcome, English.

welcome-said = { $id ->
   *[other] { $en }
 }

welcome-hello = 👋 Welcome
welcome-entrance = Good that you are here. This community is for people who feel alone in Jakarta. So that everybody feels safe, each of us applies first. Press the button when you are ready; only moderators see your answers.
welcome-asked = Thank you for knocking. Before you come in there are a few short questions, seen only by moderators. Press the button below, so that I may write back to you.
welcome-asked-and-waits = Your application has arrived, and a moderator is reading it. There is nothing else to do; I'll write to you here as soon as there is news.
welcome-came = Good that you are here. To join the talk, please apply first. It's only a few questions, and only moderators see your answers.
welcome-came-by-other = The invitation you used was made for somebody else. If that is you, too, tie your accounts with /link. If not, never mind: please apply first, to join the talk.
welcome-came-room = Hi { $who }, good that you are here. To join the talk, open a chat with me and write /apply, please.
welcome-begin = Begin
welcome-how = There are { $count } questions. You can stop at any time and go on later; your answers won't be lost.
welcome-consent-asks = Your answers are kept and shown to the moderators to decide on your application, then deleted by themselves.
welcome-may-stop = If you are 18 or older and agree, press the first button.
welcome-adult = I'm 18+ and agree
welcome-young = I'm under 18
welcome-too-young = Thank you for being honest. This community is for people of 18 and older, so I can't let you in yet; nothing was kept. If you need somebody to listen, /help is there for you, too.
welcome-not-now = You can't come in or apply right now. If you think that's a mistake, please write to an admin. /help works for you at any time.
welcome-member-already = You are a member already, so there is no need to apply. Need a way in? Use /invite.
welcome-again = Thank you for still wanting to join. You can apply again from { $when }.
welcome-waits = Your application arrived { $when }, and a moderator is still reading it. I'll write to you here as soon as there is news.

welcome-question = Question { $number } of { $count }
welcome-several = You may pick more than one, then press Go on.
welcome-picked = ✅ { $what }
welcome-unpicked = { $what }
welcome-write = Write
welcome-confirm = Go on
welcome-skip = Skip
welcome-required = This one needs an answer first. Your other answers are safe.
welcome-changed = The admins have just changed the questions. Your other answers are safe; write /apply to go on.
welcome-gone = This is no longer valid. Nothing has changed; write /apply to see your application.
welcome-sent-already = Your application is sent, so it can't be changed any more. If something is wrong, a moderator can ask you.
welcome-incomplete = Some questions still need an answer. Your other answers are safe; write /apply to go on.

welcome-review = One last look
welcome-answer = { $number }. { $question } — { $answer }
welcome-answer-options = { $number }. { $question } — { $answers }
welcome-answer-none = { $number }. { $question } — (skipped)
welcome-review-how = If it's fine, send it. To change something, press its number.
welcome-change = Change { $number }
welcome-refer = A member knows me
welcome-referred = Who knows you: { $who }
welcome-not-oneself = That is yourself. Write the name of somebody else who knows you, or /cancel if you'd rather not.
welcome-send = Send
welcome-withdraw = I'd rather not apply
welcome-sent = Sent. A moderator will read it, usually within a day. I'll write to you here as soon as there is news.
welcome-status = See how it stands
welcome-withdrawn = Okay, your application is deleted, all of it. If you change your mind: /apply, any time.
welcome-vouch = { $who } would like to join and says you know each other. Is that right? Only moderators see your answer.
welcome-vouch-yes = Yes, I do
welcome-vouch-no = No, I don't
welcome-vouched = Thank you, the moderators know now.
welcome-vouch-over = This question needs no answer any more. Thank you.

welcome-card = Application #{ $number }
welcome-new = There is a new application: #{ $number }.
welcome-look = Look at it
welcome-card-purged = What was in it has been deleted.
welcome-card-who = From: { $who }
welcome-card-account = Account: { $name } ({ $username })
welcome-card-account-since = The account it was sent through was made { $since }
welcome-card-account-lang = Language of that account: { $lang }
welcome-card-since = Waiting since { $when }
welcome-card-referral = Says that { $who } knows them: { $vouched ->
    [yes] yes
    [no] no
    [stranger] no member, so not asked
   *[open] no answer yet
 }
welcome-card-asked = ❓ { $words }
welcome-card-answer = 💬 { $words }
welcome-card-unanswered = 💬 (no answer yet)
welcome-card-request = Has asked to be let in; the door opens as soon as they are accepted.
welcome-card-by = { $who } takes care of it
welcome-card-votes = In favour: { $votes } of { $needed }
welcome-card-accepted = ✅ Accepted { $when }
welcome-card-declined = Not accepted, { $when }
welcome-card-open = Not sent yet.
welcome-accept = Accept
welcome-decline = Not now
welcome-ask = Ask more
welcome-take = I'll take it
welcome-take-over = Take over
welcome-yours = Application #{ $number } is yours now.
welcome-taken = { $who } is taking care of this. If need be, press Take over first.
welcome-own = Your own application is for another moderator to look at.
welcome-voted = You are in favour already. One more moderator is needed.
welcome-voted-for = Your vote is noted: { $votes } of { $needed }.
welcome-decided-already = This was decided already, so nothing has changed.
welcome-barred = This person is kept out at the moment, so they can't be accepted. Lift that first.
welcome-accepted = 🎉 You're in! Good to have you here.
welcome-accepted-told = { $who } is accepted and knows it.
welcome-declined = Thank you for telling us about yourself. For now we can't let you in: { $reason ->
    [full] we are full at the moment, and want everybody to be truly welcomed.
    [unclear] your answers don't tell us enough about you yet.
    [elsewhere] it seems that what you need is better found elsewhere.
   *[later] the time isn't right yet.
 } It says nothing about your worth. You can apply again from { $when }. If things are heavy, /help is always there.
welcome-declined-told = { $who } was told, kindly, and not who decided.
welcome-question-more = A moderator would like to know a little more: { $words }
welcome-reply = Answer
welcome-asked-told = I've asked, without naming you. The answer will be on the card.
welcome-reply-told = Thank you, the moderators have your answer.
welcome-replied = Application #{ $number }: the question was answered.
welcome-ping = Application #{ $number } has waited since { $when }. If you find the time, please look at it.
welcome-daily = Applications waiting: { $waiting }{ $long ->
    [0] .
   *[other] , { $long } of them for long.
 }

welcome-way = Your way in
welcome-way-how = This link is for you alone, works once, until { $until }. Please don't share it. If it runs out, get another with /invite.
welcome-way-open = Come in
welcome-inviting = One moment, I'll send the way in here.
welcome-no-door = The admins haven't set a room to come into yet. Please ask them.
welcome-not-your-way = That link was made for somebody else, so it doesn't work for you. If that is you, too, tie your accounts first with /link. If not, you can apply with /apply.
welcome-way-failed = The way in for { $who } couldn't be made: { $outcome ->
    [forbidden] the bot may not invite and let in members yet. Give it that right in the settings of the group or server, then try again.
   *[other] the platform refused. Try again in a moment.
 } They stay accepted.
welcome-way-retry = Try again
welcome-way-late = I couldn't make your way in yet. You are accepted all the same, and the admins know. If it takes too long, write /invite.
welcome-way-paused = Invitations are paused for a while, since many came at once. If the link doesn't open yet, try again later; it stays yours.
welcome-way-stolen = { $who } came in by the invitation of { $whose }. They stay outside the members' rooms, and { $whose } gets a new invitation.

welcome-intro = Introduction
welcome-intro-offer = Would you like to introduce yourself? Three short questions, each may be skipped, and you see it before anybody else does.
welcome-intro-begin = Begin
welcome-intro-later = Later
welcome-intro-any-time = No hurry. Whenever you like: /introduction.
welcome-intro-nickname = What would you like to be called?
welcome-intro-area = Which area are you in? Roughly is fine, say Tebet or Depok.
welcome-intro-likes = What do you like, and what kind of company would be nice?
welcome-intro-preview = This is how it will look
welcome-intro-look = Only you see this.
welcome-intro-is-nickname = Called: { $words }
welcome-intro-is-area = Area: { $words }
welcome-intro-is-likes = Likes: { $words }
welcome-intro-post = Show it
welcome-intro-again = Change
welcome-intro-back = Delete all
welcome-intro-posted = Your introduction is up. Change or delete it any time with /introduction.
welcome-intro-gone = Your introduction is deleted. If you'd like another: /introduction.
welcome-intro-empty = Nothing is filled in yet, so nothing is shown.
welcome-intro-nowhere = There is no room for introductions here. That's fine, just join the talk.
welcome-intro-of = Meet { $who }
welcome-intro-say-hello = Reply or react to say hello 💛
welcome-intro-taken-back = This introduction was taken back.
welcome-members-only = This is for members. Would you like to join? Write /apply.

welcome-greets = You greet newcomers. I'll tell you when it's your turn.
welcome-greets-not = Would you like to greet newcomers? It goes by turns, and you can stop at any time.
welcome-greet-on = Count me in
welcome-greet-off = Stop for now
welcome-greets-now = Thank you! When somebody is new and it's your turn, I'll tell you.
welcome-greets-no-more = Okay, I won't tell you any more. Thank you for all the greetings.
welcome-greet-please = { $who } has just introduced themselves, and it's your turn. If you find the time, say hello.
welcome-greet-still = Nobody has said hello to { $who } yet. If you find the time, one word means a lot.

welcome-checkin = { $day ->
    [1] Hi, you've been here a day. How does it feel?
    [3] Hi, it's been three days. How is it so far?
    [7] Hi, it's been a week. How does it feel?
   *[other] Hi, you've been here { $day } days. How does it feel?
 } Your answer isn't kept.
welcome-fine = Good
welcome-low = Not so good
welcome-checkins-off = Please don't ask any more
welcome-fine-good = Good to hear. See you inside!
welcome-low-here = Thank you for saying so. You don't have to be alone. /help knows places that listen. Shall I ask somebody here to say hello to you? That is all they'd know.
welcome-low-yes = Yes, please
welcome-low-asked = I've asked. If nobody writes yet, you may also begin, or use /help.
welcome-low-nobody = Sorry, nobody is there to greet right now. /help knows places that listen at once.
welcome-low-please = { $who } would be glad if somebody said hello. If you find the time, please write.
welcome-checkins-are-off = Okay, I won't ask any more. The door stays open.

welcome-wave = ⚠️ Many are coming in at once: { $came }
welcome-wave-since = Since { $begun }. Invitations are paused where possible, and who isn't accepted can't write.
welcome-wave-how = It ends by itself after { $calm } of calm, or by this button. Members aren't affected.
welcome-wave-lift = End it now
welcome-wave-lifted = It's over. Who came in meanwhile still has to apply first.
welcome-wave-was = A wave of joins is over: { $came }
welcome-wave-times = { $begun } to { $ended }.
welcome-wave-none = This wave of joins is long over.
welcome-no-right = ⚠️ The bot has no right to restrict members or to pause invitations, so those who were not accepted can write at once. Give the bot that right in the settings of the group or server.
welcome-wave-over-already = The wave is over already, so nothing has changed.

welcome-data-purpose = so that your application can be decided, and you can come in and be welcomed
welcome-data-retention = answers: { $keep_accepted_days } days after being accepted, { $keep_declined_days } days if not, { $keep_unsent_days } days if never sent; ways in: until used or over; having come in unaccepted: a day, or as long as you can't write because of it; introduction and greeting: until you delete it
welcome-data-applications = applications
welcome-data-state = state
welcome-data-sent = sent
welcome-data-decided = decided
welcome-data-again = apply again from
welcome-data-account-since = account made
welcome-data-account-language = language of the account
welcome-data-answers = answers
welcome-data-asked = asked more
welcome-data-question = question
welcome-data-answer = answer
welcome-data-requests = requests to be let in
welcome-data-ways-in = ways in
welcome-data-until = until
welcome-data-introduction = introduction
welcome-data-nickname = nickname
welcome-data-area = area
welcome-data-likes = likes
welcome-data-shown-since = shown since
welcome-data-accepted = accepted
welcome-data-arrived = came in first
welcome-data-checkins = asked how it goes
welcome-data-greets = greets newcomers
welcome-data-came-unknown = came unaccepted

action-welcome-apply =
    .name = apply
    .about = Apply for membership, or go on with your application
action-welcome-write =
    .title = Application
    .words = Your answer
    .words-ask = Write your answer, 400 characters at most.
action-welcome-refer =
    .title = Who knows you?
    .member = Member
    .member-ask = Who knows you? Write their @username.
action-welcome-decline =
    .title = Not accepted
    .reason = Reason
    .reason-ask = What reason shall be given?
    .reason-full = We are full
    .reason-unclear = Don't know enough
    .reason-elsewhere = Better found elsewhere
    .reason-later = Not the right time
action-welcome-ask-more =
    .title = Ask more
    .words = Your question
    .words-ask = What would you like to ask? You won't be named.
action-welcome-reply =
    .title = Answer the moderators
    .words = Your answer
    .words-ask = Write your answer, 400 characters at most.
action-welcome-invite =
    .name = invite
    .about = Get a way in for yourself
action-welcome-introduce =
    .name = introduction
    .about = Introduce yourself, change or delete your introduction
action-welcome-tell-nickname =
    .title = Introduction
    .words = Nickname
    .words-ask = What would you like to be called?
action-welcome-tell-area =
    .title = Introduction
    .words = Area
    .words-ask = Which area are you in?
action-welcome-tell-likes =
    .title = Introduction
    .words = What you like, and what company
    .words-ask = What do you like, and what kind of company would be nice?
action-welcome-greet =
    .name = greet
    .about = Greet newcomers, or stop
