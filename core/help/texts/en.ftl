help-title = 💛 You don't have to be alone
help-hello = I'm glad you came. These are places where somebody listens. I'm only a bot, but there are people there. Take your time, choose one.
help-nothing = To be honest: right now no number on this list has been checked. If you can, reach out to one person you trust, or go to the nearest hospital.

help-said = { $id ->
   *[other] { $en }
 }
help-contact = { $contact }
help-service = 📞 { $name }: { $contacts }
help-web = 🌐 { $name }
help-scope = { $scope } · { $hours }
help-what = When you reach out: { $what }
help-checked = ✓ Checked by an admin { $when }
help-unchecked = No admin here has checked this number yet. If it doesn't connect, that isn't your fault; please try another.
help-checked-long-ago = Last checked { $when }, so it may have changed. If it doesn't connect, that isn't your fault.
help-site = Open { $name }
help-others = Others

help-self = I'm not safe right now
help-friend = I'm worried about a friend

help-self-title = Thank you for telling me
help-self-begin = If your life is in danger, reach one of these first:
help-self-ask = Somebody of this community is on call. May they know it's you, so that they can write to you? If not, that's fine.
help-self-step-one = • If you can, go where other people are, or put away whatever could hurt you.
help-self-step-two = • Write to one person: "it's heavy right now, please stay with me a while." That is enough.
help-self-step-three = • Breathe slowly, drink some water. Nothing has to be decided tonight.

help-friend-title = Thank you for caring
help-friend-begin = If their life is in danger, reach one of these first:
help-friend-ask = Somebody of this community is on call. May they know it's you, so that they can write to you? You needn't name your friend.
help-friend-step-one = • Ask gently and directly: "are you thinking of hurting yourself?" Asking doesn't make it worse.
help-friend-step-two = • Listen first, no advice needed. Stay with them if you can, and offer to call together.
help-friend-step-three = • You don't have to carry this by yourself. You may call the numbers here, too.

help-call-yes = Yes, let them write to me
help-call-no = No, just tell me what to do
help-call-after-all = Tell whoever is on call
help-nobody = To be honest: nobody of this community is on call right now.
help-nobody-told = I have told nobody about this.
help-steps-title = One small step first
help-called = I've sent it to { $count ->
    [1] the person on call
   *[other] { $count } people on call
 }, with your name. I can't tell when it will be read, so please don't only wait. Meanwhile:
help-called-enough = I told them a moment ago, so I haven't sent it again. You weren't wrong to ask. These can be reached now:

help-page-self = 🆘 { $who } says they are not safe
help-page-friend = 🆘 { $who } is worried about a friend
help-page-how = They would like you to write to them. Gently: say hello, ask whether they are safe now, listen. You are no emergency service; if a life is in danger, help them reach the numbers in /help. Please keep this between you.
help-page-read = I've read it
help-page-write = Write through the bot
help-read = { $who }, who is on call, has read your message. If you like, you can write from here.
help-read-told = Okay, they know that you have read it.
help-wrote = { $who }: { $words }
help-reply = Reply
help-sent = Sent. I don't keep what it says.
help-unreachable = I can't write to them right now, their chat may be closed. Please try on their platform directly.

help-check-title = Check the help services
help-check-never = ⚠ { $name }: { $contacts }. Never checked. Source: { $source }
help-check-fresh = ✓ { $name }: { $contacts }. Checked { $when }{ $by }
help-check-due = ⚠ { $name }: { $contacts }. Checked { $when }{ $by }; it is time to check again
help-check-old = ✗ { $name }: { $contacts }. Checked { $when }{ $by }; hidden until it is checked
help-check-by = {" "}by { $who }
help-check-by-nobody = {""}
help-check-on-call = ⚠ I can't write to entry { $entry } of on_call in config. Please ask them to open a chat with me first.
help-check-counts = Last { $days } days: "not safe" { $self } times, "worried" { $friend } times, those on call told { $called } times.
help-check-confirm = Still right: { $name }
help-check-changed = That service has changed. Nothing was noted; please open /checkhelp again.
help-check-open = Open the list
help-due = Help services need a check

help-data-purpose = so that it is clear which admin checked a help number; who looks for help is not noted
help-data-retention = who checked: until the next check, at most 180 days or as the admins set it

action-help-show =
    .name = help
    .about = Places that listen, and emergency numbers; only you see it
action-help-check =
    .name = checkhelp
    .about = Check whether the help numbers are still right
action-help-write =
    .about = Write through the bot
    .title = Write through the bot
    .words = Message
    .words-ask = What would you like to say? I pass it on to them right away.
