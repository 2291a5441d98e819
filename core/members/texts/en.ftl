members-code = Your link code: { $code }. Go to the other platform, send /link { $code } to this bot, then agree here. It works once, for { $minutes } minutes. Please don't give it to anybody.
members-code-wrong = That code doesn't match, or is out of date. Nothing has changed; get a new code with /link on the other platform.
members-too-many-tries = The code was wrong a few times. To be safe, please try again in { $minutes } minutes.
members-already-one = These two accounts are already linked as you.
members-same-side = That code was made on the same platform. Please send it from the other one.
members-asked = The code matches. I've asked { $name } on the other platform; open my chat there and agree. If the message isn't there yet, send /link there.
members-agree = The account { $name } on the other platform wants to be linked with this one. Once linked, mabar seats, roles and data become one. Is that really you?
members-yes = Yes, that's me
members-no = Not me
members-tied = Done! This account and { $name } are one person now. To separate them again, use /unlink.
members-declined = Okay, nothing was linked. The code is void and nothing has changed.
members-request-gone = That request is no longer valid. Nothing has changed; start again with /link.
members-only-one = This account isn't linked with another one, so there is nothing to unlink.
members-untie-sure = This account will stand on its own again. Mabar seats, roles and data stay with your other account. Go on?
members-untie-yes = Yes, unlink
members-untied = This account stands on its own now. If you change your mind, /link again any time.
members-speaks = { $language ->
    [en] Okay, I'll speak English with you from now on.
   *[id] Okay, I'll speak Indonesian with you from now on.
 }

members-leaving-first = One of the accounts is waiting to be forgotten. Take that back first with /forgetme undo, then link again.
members-paused = ⏸ You have been on pause since { $since }. I send no announcements or digests, and only answer what you ask for. Go on any time with /resume.
members-resume = Go on
members-resumed = Okay, the pause is over. I'll send you community news as usual.
members-not-paused = You aren't on pause, so nothing has changed.

members-consents = What you agreed to
members-consents-none = Right now nothing needs a consent of its own from you.
members-consent-given = { $number }. ✅ { $what }
members-consent-not-given = { $number }. ⬜ { $what }
members-consent-give = Agree to { $number }
members-consent-withdraw = Take back { $number }
members-consent-changed = What is asked has changed since then. Nothing was stored; please look again with /consent.

members-data = What is kept about you
members-data-files = Send it as files
members-data-here = Here is your data: dataku.txt to read, dataku.json for other programs. It is personal, so please keep it safe.
members-data-more = … and { $hidden } more lines. All of it is in the files.
members-data-of = ▪️ { $feature }
members-data-why = What for: { $purpose }. How long: { $retention }.
members-data-nothing = • nothing about you
members-data-part = { $name }:
members-data-line = • { $what }
members-data-pair = { $name }: { $value }
members-data-true = yes
members-data-false = no
members-data-code = link code open until
members-data-wrong = wrong codes just now
members-data-erased-at = you will be forgotten at

members-forget-sure = If you go on, all about you is erased from this bot: linked accounts, role, mabar seats, notes, everything, on every platform. You have { $wait } to change your mind; after that it can't be brought back. Want a copy first? Use /mydata. Go on?
members-forget-yes = Yes, forget me
members-leaving = Okay. All about you will be erased { $when }. Changed your mind? Press the button below or write /forgetme undo before then.
members-stay = No, I'm staying
members-stayed = Glad you're staying. Everything is as it was.
members-not-leaving = You haven't asked to be forgotten, so there is nothing to take back.

members-privacy = Privacy here
members-privacy-intro = This is what this community's bot keeps about people, what for, and for how long:
members-privacy-keeper = ▪️ { $feature }: { $purpose }. Kept { $retention }.
members-privacy-talk = What people write is not kept: it is read, answered where needed, and forgotten.
members-privacy-rights = Your rights (Indonesian law UU 27/2022): see and download everything with /mydata; be erased with /forgetme (you can take it back within { $wait }); stop whatever is optional with /pause; give or take back consent with /consent.
members-privacy-contact = Questions about your data? Contact { $contact }.
members-privacy-ask = Questions about your data? Please ask an admin of the community.
members-privacy-more = … and { $hidden } more lines

members-role-yours = Your role: { $role ->
    *[visitor] visitor
    [applicant] applicant
    [member] member
    [listener] listener
    [host] host
    [moderator] moderator
    [admin] admin
 }.
members-role-is = The role of { $who }: { $role ->
    *[visitor] visitor
    [applicant] applicant
    [member] member
    [listener] listener
    [host] host
    [moderator] moderator
    [admin] admin
 }.
members-role-given = Done. { $who } is { $role ->
    *[visitor] visitor
    [applicant] applicant
    [member] member
    [listener] listener
    [host] host
    [moderator] moderator
    [admin] admin
 } now (was { $before ->
    *[visitor] visitor
    [applicant] applicant
    [member] member
    [listener] listener
    [host] host
    [moderator] moderator
    [admin] admin
 }).
members-role-changed = Your role in the community is { $role ->
    *[visitor] visitor
    [applicant] applicant
    [member] member
    [listener] listener
    [host] host
    [moderator] moderator
    [admin] admin
 } now.
members-role-not-yours-to-see = Only moderators see the roles of others. Your own: /role show.
members-role-own = You can't change your own role. Please ask another admin.
members-role-too-high = Only admins give or take that role. Moderators can up to host.
members-role-same = { $who } is { $role ->
    *[visitor] visitor
    [applicant] applicant
    [member] member
    [listener] listener
    [host] host
    [moderator] moderator
    [admin] admin
 } already, so nothing has changed.
members-role-fixed = The role of { $who } is set in config.toml and can only be changed there.

members-blocked = Okay, { $who } is blocked, silently: they aren't told. Where you are in a mabar already, they can't join; to them it looks full. Where you are together already, nothing changes. It doesn't keep moderators from their duty. Undo: /unblock.
members-unblocked = { $who } is no longer blocked.
members-blocks = Whom you blocked (only you see this)
members-blocks-none = You haven't blocked anybody. To block: /block and the person, in a private chat with me so that nobody sees it.
members-block-line = { $number }. { $name }
members-unblock = Unblock { $name }
members-block-self = That's you. Nobody was blocked.
members-block-most = { $most } people at most. Unblock one first with /unblock.
members-not-blocked = { $who } isn't blocked by you, so nothing has changed.

members-profile = Your profile
members-profile-how = Others see only what has a 👁. All but your nickname is hidden until you show it yourself.
members-profile-part = { $part ->
   *[nickname] nickname
    [area] area
    [likes] likes
    [games] games
 }
members-profile-line = { $part }: { $words }
members-profile-shown = 👁 { $what }
members-profile-hidden = 🔒 { $what }
members-profile-write = Fill in { $part }
members-profile-show = Show { $part }
members-profile-hide = Hide { $part }
members-profile-wipe = Delete { $part }
members-profile-empty = That part is still empty, so there is nothing to show yet. Fill it in first.
members-profile-of = Profile of { $name }
members-profile-quiet = { $name } doesn't show anything in the profile yet.
members-profile-nobody = I can't find that person. Nothing has changed.
members-data-part-name = part
members-data-words = words
members-data-shown = others can see it

members-data-purpose = so that your accounts are known as one person and the bot speaks your language
members-data-retention = link codes: 10 minutes; a request to be forgotten: until it is carried out; who has no role and was not seen for { $keep_days } days is erased by itself; profile: until you delete it

action-members-tie =
    .name = link
    .about = Link your account on the other platform with this one
    .code = Code from the other platform
    .code-name = code
action-members-untie =
    .name = unlink
    .about = Separate this account from your other one
action-members-speak =
    .name = language
    .about = Choose the bot's language for you
    .language = Language
    .language-ask = Which language would you like?
    .language-name = language
    .language-id = Indonesian
    .language-en = English
action-members-pause =
    .name = pause
    .about = Stop news and whatever else is optional
action-members-resume =
    .name = resume
    .about = End the pause
action-members-consents =
    .name = consent
    .about = See and change what you agreed to
action-members-mine =
    .name = mydata
    .about = See and download all that is kept about you
action-members-forget-me =
    .name = forgetme
    .about = Erase all about you from this bot
    .alone = begin
action-members-stay =
    .name = forgetme undo
    .about = Don't be forgotten after all
action-members-privacy =
    .name = privacy
    .about = What is kept here, what for, and your rights
group-members-peran =
    .name = role
    .about = Set and see roles
action-members-give-role =
    .name = role give
    .about = Give somebody a role
    .who = Who
    .who-ask = Who? Write their @username.
    .who-name = who
    .role = Role
    .role-ask = Which role?
    .role-name = role
    .role-applicant = applicant
    .role-member = member
    .role-listener = listener
    .role-host = host
    .role-moderator = moderator
    .role-admin = admin
action-members-withdraw-role =
    .name = role withdraw
    .about = Take somebody's role back
    .who = Who
    .who-ask = Who? Write their @username.
    .who-name = who
action-members-see-role =
    .name = role show
    .about = See your role, or another's
    .who = Who
    .who-name = who
action-members-block =
    .name = block
    .about = Block somebody silently, or see whom you blocked (in private)
    .who = Who
    .who-name = who
action-members-unblock =
    .name = unblock
    .about = Unblock somebody
    .who = Who
    .who-ask = Who? Write their @username.
    .who-name = who
action-members-profile =
    .name = profile
    .about = See and change your profile, or see somebody else's
    .who = Who
    .who-name = who
action-members-write =
    .title = Your profile
    .words = What to write
    .words-ask = What shall it say? Short is fine, 100 characters at most.
