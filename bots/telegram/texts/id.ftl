telegram-check-token = Token bot ini ditolak Telegram.
telegram-check-token-cure = Salin lagi tokennya dari @BotFather (/mybots, API Token), lalu taruh di tempat yang diminta config.

telegram-check-unreachable = Telegram tidak bisa dihubungi ({ $reason }).
telegram-check-unreachable-cure = Cek jaringan mesin ini dan base_url di [bots.telegram], lalu coba lagi.

telegram-check-name = Telegram tidak menerima /{ $name } sebagai perintah.
telegram-check-name-cure = Pakai 1 sampai 32 karakter a-z, 0-9, dan _ untuk nama perintahnya, di semua bahasa.

telegram-check-privacy = Ada fitur yang perlu mendengar obrolan grup, tapi mode privasi bot menutupinya.
telegram-check-privacy-cure = Kirim /setprivacy ke @BotFather untuk @{ $bot }, pilih Disable, lalu keluarkan bot dari grup dan masukkan lagi; atau jadikan bot admin di sana.

telegram-check-webhook = Telegram mengirim update bot ini ke webhook, padahal menurut config bot mengambilnya sendiri (long polling).
telegram-check-webhook-cure = Pastikan tidak ada program lain yang memakai bot ini; saat mulai, webhook-nya dilepas dan tidak ada yang hilang.

telegram-check-chat = Bot tidak bisa melihat chat { $chat }.
telegram-check-chat-cure = Masukkan bot ke grup itu, atau betulkan id chat-nya di [rooms]; id supergrup diawali -100.

telegram-check-id = { $chat } bukan id chat.
telegram-check-id-cure = Isi dengan angka id chat (misalnya -1001234567890) atau @nama-nya di [rooms].

telegram-check-moved = Grup { $chat } sudah jadi supergrup dengan id baru.
telegram-check-moved-cure = Ganti { $chat } dengan { $to } di [rooms].

telegram-check-member = Bot tidak ada di grup { $chat }.
telegram-check-member-cure = Masukkan bot ke grup itu.

telegram-check-write = Bot tidak boleh menulis di grup { $chat }.
telegram-check-write-cure = Jadikan bot admin di grup itu, atau izinkan anggotanya mengirim pesan.

telegram-check-admin = Ada fitur yang ingin tahu siapa datang dan pergi di { $chat }, tapi bot bukan admin di sana.
telegram-check-admin-cure = Jadikan bot admin di grup itu; tidak perlu izin khusus apa pun.

telegram-check-forum = { $chat } tidak punya topik, padahal config menyebut topik { $topic } di sana.
telegram-check-forum-cure = Nyalakan topik di pengaturan grup itu, atau hapus topiknya dari [rooms].

telegram-check-topic = Bot tidak bisa menulis di topik { $topic } di { $chat }; mungkin sudah dihapus atau ditutup.
telegram-check-topic-cure = Betulkan nomor topiknya di [rooms] (ada di tautan pesan di sana), atau buka lagi topiknya.

telegram-check-rights = Ada fitur yang ingin melakukan sesuatu di { $chat }, tapi bot belum punya izin: { $missing }.
telegram-check-rights-cure = Jadikan bot admin di grup itu dan nyalakan izin tersebut (info grup > Administrators > bot).
telegram-right-invite = mengundang dan menerima anggota (Invite Users via Link)
telegram-right-restrict = membatasi dan mengeluarkan anggota (Ban Users)
telegram-right-delete = menghapus pesan (Delete Messages)
