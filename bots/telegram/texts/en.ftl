telegram-check-token = Telegram does not accept the bot's token.
telegram-check-token-cure = Copy the token from @BotFather again (/mybots, API Token) and put it where the config expects it.

telegram-check-unreachable = Telegram cannot be reached ({ $reason }).
telegram-check-unreachable-cure = Look at this machine's network and at base_url in [bots.telegram], then try again.

telegram-check-name = Telegram does not take /{ $name } as a command.
telegram-check-name-cure = Use 1 to 32 of the characters a-z, 0-9 and _ in the command's name, in every language.

telegram-check-privacy = A feature wants to hear what is said in groups, but the bot's privacy mode hides it.
telegram-check-privacy-cure = Tell @BotFather /setprivacy for @{ $bot }, choose Disable, then take the bot out of the group and add it again; or make it an administrator there.

telegram-check-webhook = Telegram sends this bot's updates to a webhook, though by the config the bot asks for them itself (long polling).
telegram-check-webhook-cure = Make sure that no other program uses this bot; at the start the webhook is taken off, and nothing is lost.

telegram-check-chat = The bot cannot see the chat { $chat }.
telegram-check-chat-cure = Add the bot to that group, or correct the chat's id in [rooms]; the ids of supergroups begin with -100.

telegram-check-id = { $chat } is not the id of a chat.
telegram-check-id-cure = Put the chat's number (such as -1001234567890) or its @name in [rooms].

telegram-check-moved = The group { $chat } has become a supergroup with a new id.
telegram-check-moved-cure = Replace { $chat } with { $to } in [rooms].

telegram-check-member = The bot is not in the group { $chat }.
telegram-check-member-cure = Add the bot to that group.

telegram-check-write = The bot may not write in the group { $chat }.
telegram-check-write-cure = Make the bot an administrator of that group, or allow its members to send messages.

telegram-check-admin = A feature wants to know who comes and goes in { $chat }, but the bot is not an administrator there.
telegram-check-admin-cure = Make the bot an administrator of that group; it needs no particular right.

telegram-check-forum = { $chat } has no topics, but the config names topic { $topic } of it.
telegram-check-forum-cure = Turn on topics in that group's settings, or leave the topic out in [rooms].

telegram-check-topic = The bot cannot write in topic { $topic } of { $chat }; it may be deleted or closed.
telegram-check-topic-cure = Correct the topic's number in [rooms] (it stands in the link of a message there), or open the topic again.

telegram-check-rights = A feature wants to do something in { $chat }, but the bot lacks the right: { $missing }.
telegram-check-rights-cure = Make the bot an administrator of that group and switch that right on (group info > Administrators > the bot).
telegram-right-invite = inviting and letting in members (Invite Users via Link)
telegram-right-restrict = restricting and removing members (Ban Users)
telegram-right-delete = deleting messages (Delete Messages)
