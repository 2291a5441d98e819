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

members-data-purpose = so that your accounts are known as one person and the bot speaks your language
members-data-retention = accounts: as long as you use this bot; link codes: 10 minutes

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
