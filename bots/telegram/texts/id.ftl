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

telegram-check-invite = Ada fitur nyala yang menerima orang atau membuat undangan, tapi bot belum punya izinnya di { $chat }.
telegram-check-invite-cure = Jadikan bot admin di grup itu, lalu nyalakan izin mengundang lewat tautan (Invite Users via Link).

telegram-check-restrict = Ada fitur nyala yang membisukan atau mengeluarkan orang, tapi bot belum punya izinnya di { $chat }.
telegram-check-restrict-cure = Jadikan bot admin di grup itu, lalu nyalakan izin memblokir pengguna (Ban Users).

telegram-check-delete = Ada fitur nyala yang menghapus pesan, tapi bot belum punya izinnya di { $chat }.
telegram-check-delete-cure = Jadikan bot admin di grup itu, lalu nyalakan izin menghapus pesan (Delete Messages).

telegram-check-tags = Config menyebut tanda untuk peran, tapi bot belum punya izin memberikannya di { $chat }.
telegram-check-tags-cure = Jadikan bot admin di grup itu dan izinkan mengubah tanda anggota; atau hapus [bots.telegram.tags].

telegram-check-small = Ada fitur nyala yang membisukan atau memblokir orang, tapi { $chat } masih grup kecil; di sana Telegram belum bisa.
telegram-check-small-cure = Jadikan supergrup (misalnya dengan membuka riwayat obrolan untuk anggota baru), lalu isi id barunya di [rooms].
