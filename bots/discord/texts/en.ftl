# What `guyub check` (and a failed start) says about Discord.
discord-check-token = Discord refused the bot's token.
discord-check-token-cure = Make a new token in the Discord Developer Portal (Bot > Reset Token) and put it in the config or the environment.
discord-check-unreachable = Discord cannot be reached ({ $error }).
discord-check-unreachable-cure = Check the internet connection, then rest_url if you changed it.
discord-check-gateway = Discord's gateway refused the way this bot connects.
discord-check-gateway-cure = Check gateway_url, and that discord.py is the version in the lock file.
discord-check-intents = The config asks for a privileged intent that is not switched on in the Developer Portal.
discord-check-intents-cure = Switch it on in the Developer Portal (Bot > Privileged Gateway Intents), or switch off members and message_content in the config.
discord-check-content-off = message_content is on in the config, but its intent is off in the Developer Portal.
discord-check-content-off-cure = Switch on the Message Content Intent in the Developer Portal (Bot), or set message_content = false.
discord-check-content-wanted = A feature wants to read the chat, but message_content is off: in channels only messages that mention the bot are read.
discord-check-content-wanted-cure = Switch on the Message Content Intent in the Developer Portal and set message_content = true, or leave it so.
discord-check-members-off = members is on in the config, but its intent is off in the Developer Portal.
discord-check-members-off-cure = Switch on the Server Members Intent in the Developer Portal (Bot), or set members = false.
discord-check-members-wanted = A feature wants to know who joins and leaves, but members is off.
discord-check-members-wanted-cure = Switch on the Server Members Intent in the Developer Portal and set members = true, or leave it so.
discord-check-endpoint = The application has an Interactions Endpoint URL, so commands and buttons do not reach the bot.
discord-check-endpoint-cure = Clear the Interactions Endpoint URL in the Developer Portal (General Information).
discord-check-guild = The bot is not in the server { $guild }.
discord-check-guild-cure = Invite the bot to it (OAuth2 > URL Generator, scopes bot and applications.commands), or correct guild in the config.
discord-check-not-an-id = "{ $place }" is not the id of a Discord channel.
discord-check-not-an-id-cure = Switch on Developer Mode in Discord, right-click the channel, choose Copy Channel ID, and paste it into the config.
discord-check-channel = There is no channel { $place }.
discord-check-channel-cure = It may have been deleted. Copy the right channel's id into the config.
discord-check-unseen = The bot cannot see the channel { $place }.
discord-check-unseen-cure = Give the bot's role the View Channel permission there.
discord-check-not-a-text-channel = { $place } is no place to write messages in.
discord-check-not-a-text-channel-cure = Use the id of a text, announcement or voice channel, or of a thread.
discord-check-elsewhere = The channel { $place } is in another server.
discord-check-elsewhere-cure = Use a channel of the server named by guild, or correct guild.
discord-check-rights = In the channel { $place } the bot lacks permissions: { $missing }.
discord-check-rights-cure = Give the bot's role those permissions (Edit Channel > Permissions).
discord-check-menu = Discord would not take the command /{ $command }: { $rule }.
discord-check-menu-cure = Correct the name or description of that command in its feature.
discord-right-view = see the channel (View Channel)
discord-right-send = write messages (Send Messages)
discord-right-embed = embed links (Embed Links)
discord-right-history = read earlier messages (Read Message History)
discord-right-threads = write in threads (Send Messages in Threads)
discord-rule-commands = at most 100 commands
discord-rule-name = names may have lower-case letters, digits, - and _, at most 32 characters
discord-rule-twice = another command has that name already
discord-rule-option-name = names of arguments may have lower-case letters, digits, - and _, at most 32 characters
discord-rule-subcommands = at most 25 subcommands in one group
discord-rule-options = at most 25 arguments
discord-rule-choices = at most 25 choices for one argument
discord-rule-size = all its texts together at most 8,000 characters
discord-rule-points = at most 5 commands in a message's own menu
