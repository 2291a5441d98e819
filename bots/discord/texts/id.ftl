# Yang dikatakan `guyub check` (dan saat mulai) tentang Discord.
discord-check-token = Token bot Discord ditolak.
discord-check-token-cure = Buat token baru di Discord Developer Portal (Bot > Reset Token), lalu taruh di config atau di environment.
discord-check-unreachable = Discord tidak bisa dihubungi ({ $error }).
discord-check-unreachable-cure = Cek koneksi internet, lalu rest_url kalau kamu mengubahnya.
discord-check-gateway = Gateway Discord menolak cara bot ini tersambung.
discord-check-gateway-cure = Cek gateway_url, dan pastikan discord.py memakai versi dari lock file.
discord-check-intents = Ada intent istimewa yang diminta config, tapi belum dinyalakan di Developer Portal.
discord-check-intents-cure = Nyalakan di Developer Portal (Bot > Privileged Gateway Intents), atau matikan members dan message_content di config.
discord-check-content-off = message_content dinyalakan di config, tapi intent-nya belum nyala di Developer Portal.
discord-check-content-off-cure = Nyalakan Message Content Intent di Developer Portal (Bot), atau set message_content = false.
discord-check-content-wanted = Ada fitur yang ingin membaca obrolan, tapi message_content mati: di channel yang terbaca hanya pesan yang menyebut bot.
discord-check-content-wanted-cure = Nyalakan Message Content Intent di Developer Portal dan set message_content = true, atau biarkan begitu.
discord-check-members-off = members dinyalakan di config, tapi intent-nya belum nyala di Developer Portal.
discord-check-members-off-cure = Nyalakan Server Members Intent di Developer Portal (Bot), atau set members = false.
discord-check-members-wanted = Ada fitur yang ingin tahu siapa yang masuk dan keluar, tapi members mati.
discord-check-members-wanted-cure = Nyalakan Server Members Intent di Developer Portal dan set members = true, atau biarkan begitu.
discord-check-endpoint = Aplikasi ini memakai Interactions Endpoint URL, jadi perintah dan tombol tidak sampai ke bot.
discord-check-endpoint-cure = Kosongkan Interactions Endpoint URL di Developer Portal (General Information).
discord-check-guild = Bot tidak ada di server { $guild }.
discord-check-guild-cure = Undang bot ke server itu (OAuth2 > URL Generator, scope bot dan applications.commands), atau betulkan guild di config.
discord-check-not-an-id = "{ $place }" bukan id channel Discord.
discord-check-not-an-id-cure = Nyalakan Developer Mode di Discord, klik kanan channel-nya, pilih Copy Channel ID, lalu tempel di config.
discord-check-channel = Channel { $place } tidak ada.
discord-check-channel-cure = Mungkin sudah dihapus. Salin id channel yang benar ke config.
discord-check-unseen = Bot tidak bisa melihat channel { $place }.
discord-check-unseen-cure = Beri role bot izin View Channel di channel itu.
discord-check-not-a-text-channel = { $place } bukan tempat menulis pesan.
discord-check-not-a-text-channel-cure = Pakai id channel teks, pengumuman, suara, atau thread.
discord-check-elsewhere = Channel { $place } ada di server lain.
discord-check-elsewhere-cure = Pakai channel dari server yang ditulis di guild, atau betulkan guild.
discord-check-rights = Di channel { $place } bot belum punya izin: { $missing }.
discord-check-rights-cure = Beri izin itu ke role bot (Edit Channel > Permissions).
discord-check-menu = Perintah /{ $command } tidak diterima Discord: { $rule }.
discord-check-menu-cure = Betulkan nama atau deskripsi perintah itu di fiturnya.
discord-right-view = melihat channel (View Channel)
discord-right-send = mengirim pesan (Send Messages)
discord-right-embed = menyematkan tautan (Embed Links)
discord-right-history = membaca riwayat pesan (Read Message History)
discord-right-threads = mengirim pesan di thread (Send Messages in Threads)
discord-rule-commands = paling banyak 100 perintah
discord-rule-name = nama hanya boleh huruf kecil, angka, - dan _, paling panjang 32
discord-rule-twice = nama itu sudah dipakai perintah lain
discord-rule-option-name = nama argumen hanya boleh huruf kecil, angka, - dan _, paling panjang 32
discord-rule-subcommands = paling banyak 25 subperintah dalam satu grup
discord-rule-options = paling banyak 25 argumen
discord-rule-choices = paling banyak 25 pilihan untuk satu argumen
discord-rule-size = semua teksnya bersama paling banyak 8.000 karakter
discord-rule-points = paling banyak 5 perintah di menu sebuah pesan
