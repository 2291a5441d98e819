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

telegram-check-invite = A feature that is on lets people in or makes invitations, but the bot lacks the right for that in { $chat }.
telegram-check-invite-cure = Make the bot an administrator of that group and turn on "Invite Users via Link" for it.

telegram-check-restrict = A feature that is on mutes or removes people, but the bot lacks the right for that in { $chat }.
telegram-check-restrict-cure = Make the bot an administrator of that group and turn on "Ban Users" for it.

telegram-check-delete = A feature that is on deletes messages, but the bot lacks the right for that in { $chat }.
telegram-check-delete-cure = Make the bot an administrator of that group and turn on "Delete Messages" for it.

telegram-check-tags = The config names tags for roles, but the bot lacks the right to give them in { $chat }.
telegram-check-tags-cure = Make the bot an administrator of that group and let it edit member tags; or leave out [bots.telegram.tags].

telegram-check-small = A feature that is on mutes or bans people, but { $chat } is a small group, where Telegram cannot do that.
telegram-check-small-cure = Make it a supergroup (for example by showing its history to new members), then put its new id in [rooms].
