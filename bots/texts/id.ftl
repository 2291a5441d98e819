# Kata-kata baris perintah dan yang salah di config.toml.

# --- guyub --help ---
cli-about = Satu komunitas di Telegram dan Discord sekaligus.
cli-config = File config.
cli-lang = Bahasa yang dipakai di sini: id atau en.
cli-lang-wrong = Pilih id atau en.
cli-run = Jalankan bot sampai dihentikan.
cli-check = Cek config, token, dan izin bot; semua yang salah ditampilkan sekaligus.
cli-offline = Tanpa menghubungi Telegram dan Discord.
cli-init = Tanya jawab singkat, lalu tulis config.toml.
cli-yes = Jangan tanya apa-apa, pakai nilai bawaan.
cli-when = Lihat bagaimana sebuah waktu dipahami, sebagai JSON.
cli-when-text = Waktu seperti yang diketik orang, misalnya "malming 19.30".
cli-when-now = Sekarang jam berapa (ISO 8601); bawaannya jam komputer ini.
cli-when-now-wrong = "{ $name }" bukan waktu ISO 8601, misalnya 2026-11-24T16:25:00+07:00.
cli-when-zone = Zona waktu, misalnya Asia/Jakarta.
cli-when-zone-wrong = Zona waktu "{ $name }" tidak ada.
cli-demo = Coba semuanya di browser tanpa token, dengan tiruan Telegram dan Discord di komputer ini.
cli-demo-once = Selesai setelah adegannya habis.
cli-demo-terminal = Setelah adegan, ketik di sini, tanpa halaman di browser.
cli-demo-host = Alamat yang dipakai. Selain 127.0.0.1 berarti komputer lain bisa masuk, dengan token.
cli-demo-port = Port untuk tiruannya; 0 berarti pilih sendiri.
cli-docs = Dokumen yang dibuat dari config.
cli-docs-privacy = Tampilkan pemberitahuan privasi: apa yang disimpan fitur yang nyala, untuk apa, berapa lama.
cli-backup = Cadangkan database dan config selagi bot jalan; token nggak ikut.
cli-backup-to = File atau folder tujuan; bawaannya folder di [operations].
cli-backup-keep = Yang lama dibuang: 30d berarti setelah 30 hari, 10 berarti sisakan 10.
cli-restore = Kembalikan database dari cadangan; bot harus berhenti dulu.
cli-restore-file = File cadangannya.
cli-restore-dry = Coba dulu semuanya, tanpa mengganti apa-apa.
cli-health = Cek apakah bot jalan dan baik-baik saja (untuk healthcheck).
cli-doctor = Tampilkan yang perlu dikirim saat melaporkan masalah; tanpa token, nama, dan id.
cli-audit = Catatan audit.
cli-audit-verify = Periksa apakah catatan audit utuh.
cli-audit-export = Tulis seluruh catatan audit (tanpa nama, hanya token); simpan dengan > catatan.csv
cli-audit-format = Bentuknya: csv, atau json (satu baris satu catatan).
cli-audit-format-wrong = Pilih csv atau json.
cli-version = Tampilkan versi.

# --- guyub check ---
cli-error = Salah
cli-warning = Perhatian
cli-column-where = Di mana
cli-column-what = Apa yang salah
cli-column-cure = Cara membetulkan
cli-column-feature = Fitur
cli-column-state = Keadaan
cli-column-commands = Perintah
cli-column-needs = Butuh
cli-on = nyala
cli-off = mati
cli-needs-nothing = tidak butuh apa-apa
cli-can-forms = formulir
cli-can-hidden = jawaban yang hanya terlihat satu orang
cli-can-suggest = saran saat mengetik
cli-can-write_first = kirim pesan pribadi duluan
cli-can-voice = ruang suara
cli-can-delete_seen = kabar pesan yang dihapus
cli-hears-said = membaca obrolan
cli-hears-came = tahu siapa yang masuk
cli-hears-went = tahu siapa yang keluar
cli-hears-reached = tahu siapa yang bisa dikirimi pesan pribadi
cli-hears-reacted = tahu reaksi pada pesan
cli-hears-requested = tahu siapa yang minta masuk
cli-hears-deleted = tahu pesan bot yang dihapus
cli-hears-moved = tahu tempat yang pindah
cli-no-room = Belum ada ruang: bot belum tahu grup atau channel mana milik komunitas ini, jadi belum ada tempat untuk daftar dan pengumuman.
cli-no-room-cure = Tulis [rooms.lobby] dengan id grup dan channel-nya; contohnya di config.example.toml.
cli-check-fine = Semua beres.
cli-check-errors = { $errors } yang harus dibetulkan, { $warnings } yang perlu diperhatikan.
cli-check-warnings = Bisa dijalankan; { $warnings } hal perlu diperhatikan.
cli-check-offline = Telegram dan Discord tidak ditanya. Tanpa --offline, token dan izin bot ikut dicek.
cli-check-failed = Platform ini tidak bisa dicek ({ $reason }).
cli-check-failed-cure = Cek koneksi internet, lalu coba lagi. Kalau masih begini, ini kesalahan di bots.{ $name }: laporkan, ya.

# --- guyub run ---
run-in-use = Database { $file } sedang dipakai proses lain ({ $pid }).
run-in-use-cure = Hentikan dulu proses { $pid }, atau pakai database lain di [community].
run-future = Database { $file } ditulis oleh Guyub yang lebih baru (fitur { $feature }, { $revision }).
run-future-cure = Pasang lagi versi yang lebih baru itu, atau kembalikan cadangan yang lebih lama.
run-database = Database { $file } tidak bisa dipakai: { $reason }.
run-database-cure = Cek ruang kosong di disk dan izin folder itu, lalu jalankan lagi.

# --- fitur yang tidak bisa ikut jalan ---
build-needs = Fitur { $name } dimatikan: tidak ada platform yang bisa { $needs }.
build-needs-cure = Nyalakan platform yang bisa, atau tulis enabled = false untuk fitur ini.
build-cron = Fitur { $name } dimatikan: jadwalnya keliru ({ $reason }).
build-cron-cure = Betulkan jadwal cron di fitur itu, misalnya "30 19 * * sat", atau tulis enabled = false.
build-broken = Fitur { $name } dimatikan karena rusak: { $reason }.
build-broken-cure = Betulkan fitur itu, atau tulis enabled = false. Fitur lain tetap jalan.

# --- config.toml ---
config-absent = File { $file } tidak ada.
config-absent-cure = Jalankan "guyub init", atau salin config.example.toml ke { $file }.
config-unreadable = File { $file } tidak bisa dibaca: { $reason }.
config-unreadable-cure = Cek izin file itu, dan pastikan itu memang file.
config-not-utf8 = File ini bukan teks UTF-8.
config-not-utf8-cure = Simpan ulang sebagai UTF-8 di editormu.
config-not-toml = Baris ini bukan TOML yang benar: { $reason }.
config-not-toml-cure = Biasanya kurang tanda kutip atau kurung. Bandingkan dengan config.example.toml.
config-did-you-mean = Mungkin maksudmu "{ $close }".
config-unknown-table = Tabel [{ $name }] tidak dikenal.
config-unknown-table-cure = Yang ada: { $known }.
config-unknown-key = "{ $name }" tidak dikenal di sini.
config-unknown-key-cure = Hapus baris ini. Yang ada: { $known }.
config-unknown-platform = Tidak ada platform "{ $name }".
config-unknown-platform-cure = Yang ada: { $known }.
config-unknown-feature = Tidak ada fitur "{ $name }".
config-unknown-feature-cure = Hapus tabel ini. Yang ada: { $known }.
config-missing = "{ $name }" belum ditulis.
config-missing-cure = Tulis { $name } = ... di tabel ini; contohnya di config.example.toml.
config-empty = "{ $name }" kosong.
config-empty-cure = Isi, atau hapus baris ini.
config-wrong-type = "{ $name }" harus berupa { $kind }.
config-wrong-type-cure = Tulis { $kind }; contohnya di config.example.toml.
config-kind-int = angka bulat, misalnya 5
config-kind-float = angka, misalnya 1.5
config-kind-bool = true atau false
config-kind-string = teks di antara tanda kutip
config-kind-list = daftar, misalnya ["satu", "dua"]
config-kind-table = tabel dengan kunci-kunci di dalamnya
config-too-small = "{ $name }" terlalu kecil.
config-too-small-cure = { $exact ->
    [yes] Paling sedikit { $limit }.
   *[no] Harus lebih dari { $limit }.
 }
config-too-big = "{ $name }" terlalu besar.
config-too-big-cure = { $exact ->
    [yes] Paling banyak { $limit }.
   *[no] Harus kurang dari { $limit }.
 }
config-too-short = "{ $name }" terlalu pendek.
config-too-short-cure = Paling sedikit { $limit } karakter.
config-too-long = "{ $name }" terlalu panjang.
config-too-long-cure = Paling banyak { $limit } karakter.
config-too-few = Isi "{ $name }" terlalu sedikit.
config-too-few-cure = Paling sedikit { $limit }.
config-too-many = Isi "{ $name }" terlalu banyak.
config-too-many-cure = Paling banyak { $limit }.
config-choice = Nilai "{ $name }" bukan salah satu pilihannya.
config-choice-cure = Pilih: { $known }.
config-duration = "{ $name }" bukan lama waktu.
config-duration-cure = Tulis misalnya "30m", "1h30m", atau "2d" (d hari, h jam, m menit, s detik), di antara tanda kutip.
config-refused = Nilai "{ $name }" tidak bisa dipakai.
config-refused-cure = Lihat penjelasannya di config.example.toml ({ $reason }).
config-url-cure = Tulis alamat lengkap dengan https:// di depan dan tanpa garis miring di akhir.
config-websocket-cure = Tulis alamat lengkap dengan wss:// di depan.
config-host-cure = Tulis alamat angka, misalnya "127.0.0.1" (hanya komputer ini) atau "0.0.0.0" (semua).
config-operations-open = Alamat { $host } bisa dijangkau komputer lain: mereka jadi bisa melihat seberapa ramai komunitasmu.
config-operations-open-cure = Pakai host = "127.0.0.1", atau pastikan firewall hanya mengizinkan yang perlu.
config-guild-cure = Nyalakan Developer Mode di Discord, klik kanan servernya, pilih Copy Server ID, lalu tempel di antara tanda kutip.
config-token-telegram-cure = Salin token dari @BotFather seluruhnya: angka, titik dua, lalu huruf-hurufnya.
config-webhook-secret-cure = Pakai 16 sampai 256 huruf, angka, _ atau -; karang sendiri secara acak.
config-zone = Zona waktu "{ $name }" tidak ada.
config-zone-cure = Pakai nama seperti Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura (WIT).
config-admin = "{ $name }" bukan akun.
config-admin-cure = Tulis "telegram:" atau "discord:" lalu id angkanya, misalnya "telegram:123456789".
config-no-platform = Tidak ada platform yang nyala.
config-no-platform-cure = Nyalakan paling sedikit satu: { $known }.
config-room-name = "{ $name }" tidak bisa jadi nama ruang.
config-room-name-cure = Pakai huruf kecil, angka, - dan _ saja, paling banyak 32, misalnya [rooms.lobby].
config-room-nowhere = Ruang { $name } tidak ada di platform mana pun.
config-room-nowhere-cure = Tulis telegram = "-100..." atau discord = "112..." di tabel ini.
config-room-telegram = "{ $id }" bukan id grup Telegram.
config-room-telegram-cure = Id grup diawali tanda minus, misalnya "-1001234567890". Masukkan bot ke grup, lalu lihat id-nya di alamat web.telegram.org.
config-room-discord = "{ $id }" bukan id channel Discord.
config-room-discord-cure = Nyalakan Developer Mode di Discord, klik kanan channel-nya, pilih Copy Channel ID.
config-room-thread = "{ $id }" bukan nomor topik.
config-room-thread-cure = Nomor topik adalah angka terakhir di tautannya, misalnya 42 di t.me/c/1234567890/42.
config-room-thread-alone = Ada topik, tapi grup { $name }-nya belum ditulis.
config-room-thread-alone-cure = Tulis { $name } = "-100..." di tabel ini, atau hapus topiknya.
config-room-twice = Tempat { $id } sudah dipakai ruang { $other }.
config-room-twice-cure = Satu tempat hanya untuk satu ruang: hapus salah satunya.
config-room-unknown = Tidak ada ruang "{ $name }".
config-room-unknown-cure = Buat tabel [rooms.{ $name }] dengan tempatnya, atau pakai nama ruang yang sudah ada.
config-room-off = Platform { $platform } mati, jadi tempat ini dilewati.
config-room-off-cure = Nyalakan [bots.{ $platform }], atau biarkan begitu.
config-feature-off = Plugin { $name } punya tabel, tapi belum dinyalakan.
config-feature-off-cure = Tulis enabled = true di tabel ini kalau mau dipakai.
config-feature-broken = Fitur { $name } rusak dan dimatikan: { $reason }.
config-feature-broken-cure = Betulkan fitur itu, atau tulis enabled = false. Fitur lain tetap jalan.
config-secret-missing = Rahasia "{ $name }" belum ditulis.
config-secret-missing-cure = Tulis { $env } = "NAMA_VARIABEL" atau { $file } = "data/nama.token".
config-secret-twice = Rahasianya ditulis lebih dari sekali: { $names }.
config-secret-twice-cure = Sisakan satu saja.
config-secret-env = Variabel lingkungan { $name } kosong atau belum ada.
config-secret-env-cure = Jalankan dulu: export { $name }=... (isinya tokennya, bukan di config).
config-secret-file = File rahasia { $file } tidak bisa dibaca.
config-secret-file-cure = Buat file itu dengan token saja di dalamnya, lalu chmod 600.
config-secret-file-empty = File rahasia { $file } kosong.
config-secret-file-empty-cure = Taruh token di dalamnya, satu baris saja.
config-secret-open = File { $file } bisa dibaca orang lain di komputer ini.
config-secret-open-cure = Jalankan: chmod 600 { $file }
config-secret-inline = Rahasia "{ $name }" ditulis langsung di config.
config-secret-inline-cure = Lebih aman { $name }_env atau { $name }_file, supaya config bisa dibagikan.
config-database-folder = { $file } adalah folder, bukan file database.
config-database-folder-cure = Tulis nama file, misalnya database = "data/guyub.db".
config-database-closed = Database tidak bisa ditulis: { $file } tidak mengizinkan.
config-database-closed-cure = Beri izin tulis ke { $file }, atau pilih tempat lain.

# --- guyub init ---
init-language = Bahasa komunitas / community language (id, en):
init-language-wrong = Tulis id atau en, ya.
init-hello =
    Halo! Beberapa pertanyaan, lalu config.toml jadi.
    Yang di dalam [ ] dipakai kalau kamu langsung tekan Enter.
init-name = Nama komunitasmu?
init-default-name = Komunitas Kita
init-zone = Zona waktunya (WIB, WITA, WIT, atau seperti Asia/Jakarta)?
init-zone-wrong = Zona itu tidak ada. Contoh: Asia/Jakarta.
init-telegram = Pakai Telegram?
init-telegram-token-about =
    Telegram, langkah demi langkah:
    1. Buka @BotFather di Telegram, kirim /newbot, ikuti langkahnya, lalu salin tokennya.
    2. Mode privasi (/setprivacy) biarkan nyala: bot hanya membaca perintah dan balasan untuknya. Matikan nanti saja, kalau ada fitur yang perlu membaca obrolan grup.
    3. Kirim /setjoingroups, pilih Enable, supaya bot bisa dimasukkan ke grup.
init-telegram-place = Id grup Telegram untuk ruang utama, misalnya -1001234567890 (Enter: nanti saja):
init-telegram-place-wrong = Id grup diawali tanda minus dan isinya angka. Kosongkan kalau belum tahu.
init-telegram-admin = Id Telegram-mu sebagai admin, angka saja (Enter: nanti saja):
init-discord = Pakai Discord?
init-discord-token-about =
    Discord, langkah demi langkah:
    1. Buka discord.com/developers/applications, buat New Application, masuk ke Bot, tekan Reset Token, lalu salin tokennya.
    2. Di halaman itu juga, bagian Privileged Gateway Intents: nyalakan Server Members Intent supaya yang baru datang bisa disapa. Message Content Intent hanya perlu kalau ada fitur yang membaca obrolan.
    3. Alamat undangannya, dengan izin yang pas, muncul di sini setelah token diisi. Tanpa itu: OAuth2 > URL Generator, scope bot dan applications.commands.
init-discord-place = Id channel Discord untuk ruang utama (Enter: nanti saja):
init-discord-place-wrong = Isinya angka saja. Nyalakan Developer Mode, klik kanan channel, Copy Channel ID. Kosongkan kalau belum tahu.
init-discord-admin = Id Discord-mu sebagai admin, angka saja (Enter: nanti saja):
init-admin-wrong = Id itu angka saja. Kosongkan kalau belum tahu.
init-token = Tempel tokennya; yang kamu ketik tidak terlihat (Enter: nanti lewat { $name }):
init-token-wrong = Itu belum seperti token. Salin seluruhnya, ya, atau kosongkan.
init-not-reached = Tokennya belum bisa dicoba: nggak ada sambungan ke sana. Nggak apa-apa, kita lanjut; id bisa diketik sendiri.
init-telegram-invite =
    Halo, aku { $name }. Masukkan aku ke grupmu lewat alamat ini:
    { $url }
    Izin yang dicentang di sana (mengundang, membatasi, menghapus, menyematkan) untuk pintu masuk dan moderasi. Yang nggak kamu mau boleh dilepas; guyub check bilang kalau ada yang kurang.
init-discord-invite =
    Halo, aku { $name }. Undang aku ke servermu lewat alamat ini:
    { $url }
    Izin di dalamnya untuk berbicara, pintu masuk, moderasi, role, acara, dan ruang suara; Administrator nggak perlu. Yang nggak kamu mau boleh dilepas; guyub check bilang kalau ada yang kurang.
init-telegram-listen = Ruang { $room } di Telegram: tekan Enter, lalu tulis /sini di grupnya (atau di topiknya). Bisa juga ketik id-nya, atau "nanti":
init-discord-listen = Ruang { $room } di Discord: tekan Enter, lalu tulis /sini di channel-nya. Bisa juga ketik id-nya, atau "nanti":
init-later-words = nanti lewati later skip
init-listening = Aku dengarkan sampai { $seconds } detik. Tulis /sini di sana, ya...
init-telegram-nothing-heard = Belum terdengar apa-apa. Pastikan bot sudah ada di grup itu, dan nggak ada program lain yang memakai token ini. Coba lagi, ya.
init-discord-nothing-heard = Belum terdengar apa-apa. Pastikan bot sudah di server itu; kalau /sini belum muncul, muat ulang Discord, atau sebut botnya lalu tulis sini. Coba lagi, ya.
init-found = Ketemu: { $title }. Ini tempatnya ruang { $room }?
init-found-admin = Yang menulis: { $name }. Jadikan admin komunitas?
init-cannot-write = Aku mendengar dari sana, tapi belum boleh menulis di sana. Beri izinnya; guyub check memberi tahu caranya.
init-place-taken = Tempat itu sudah jadi ruang { $room }, jadi dibiarkan.
init-room = Ada ruang lain, misalnya untuk admin? Tulis nama pendeknya, seperti admin atau mabar (Enter: cukup):
init-room-wrong = Pakai huruf kecil, angka, - dan _ saja, paling banyak 32.
init-old = Config sebelumnya disimpan di { $file }.
init-note-guild = Server Discord-nya: perintah hanya ada di sana.
init-note-members = Server Members Intent nyala di Developer Portal.
init-note-message-content = Message Content Intent nyala di Developer Portal.
init-note-operations = Untuk pengelola server: listen = true menjawab /healthz, /readyz, dan /metrics di 127.0.0.1:9464. Cadangan (guyub backup) dibuang setelah keep_days hari.
listen-about = Tandai tempat ini untuk guyub init
listen-found = Ketemu! Kembali ke terminal, ya.
listen-private = Tulis /sini di grup atau channel-nya, bukan di sini, ya.
init-dice = Nyalakan contoh plugin dadu?
init-yes-default = ya
init-no-default = tidak
init-yes-words = y ya iya yes ok oke
init-replace = { $file } sudah ada. Timpa? (ya/tidak)
init-kept = { $file } sudah ada dan dibiarkan.
init-given-up = Oke, tidak jadi. Tidak ada yang ditulis.
init-not-written = { $file } tidak bisa ditulis: { $reason }.
init-written = { $file } sudah ditulis.
init-set-token = Sebelum jalan, isi tokennya: export { $name }=...
init-next =
    Selanjutnya:
      guyub check --config { $file }
      guyub run --config { $file }
init-note-head =
    Config Guyub. Semua kunci dijelaskan di config.example.toml.
    Setelah diubah: guyub check
init-note-name = Nama komunitas.
init-note-lang = Bahasa komunitas: id atau en. Tiap orang boleh memilih sendiri.
init-note-zone = Zona waktu: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT), ...
init-note-database = File database, dihitung dari folder config ini.
init-note-admins = Admin: "telegram:ID" atau "discord:ID".
init-note-token = Token: token_env adalah nama variabel lingkungan, token_file nama file.
init-note-rooms = Ruang: satu nama, tempatnya di tiap platform. Bicara ke ruang berarti bicara ke semua tempatnya.
init-note-features = Fitur. enabled = false mematikannya.

# --- guyub health ---
health-well = Bot jalan dan baik-baik saja.
health-not-well = Bot nggak jalan, atau macet. Lihat lognya.

# --- guyub doctor ---
doctor-about =
    Ini yang bisa kamu kirim saat melaporkan masalah. Token, nama, dan id nggak ikut; baca dulu sebelum dikirim, ya.
    Ceritakan juga: apa yang kamu lakukan, apa yang terjadi, dan apa yang kamu harapkan.
doctor-logs = Kalau bot sempat menyebut nomor kejadian, cari nomor itu di log, lalu kirim barisnya juga.

# --- guyub backup, guyub restore ---
backup-done = Cadangan jadi: { $file } ({ $size } KB). Isinya sudah diperiksa.
backup-secrets = Token nggak ikut: variabel dan file token tetap di tempatnya, simpan sendiri di tempat aman.
backup-config-left-out = Config nggak ikut karena ada rahasia yang ditulis langsung di dalamnya. Pindahkan ke ..._env atau ..._file supaya bisa ikut.
backup-pruned = { $count } cadangan lama dibuang (batasnya { $days } hari).
backup-own-name = File bernama sendiri nggak dibuang otomatis. Buang sendiri setelah { $days } hari, karena yang minta dilupakan masih ada di dalamnya.
backup-keep-wrong = Tulis --keep 30d (hari) atau --keep 10 (jumlah).
backup-memory = Database ":memory:" nggak disimpan di mana pun, jadi nggak ada yang bisa dicadangkan atau dikembalikan.
backup-absent = Database { $file } belum ada. Jalankan bot dulu sekali.
backup-exists = { $file } sudah ada dan dibiarkan. Pilih nama lain.
backup-failed = Cadangan nggak jadi: { $reason }. Nggak ada yang berubah, dan cadangan yang lama masih ada. Cek ruang kosong di disk, lalu coba lagi.
restore-no-archive = { $file } bukan cadangan Guyub, atau rusak. Nggak ada yang berubah. Coba cadangan yang lain.
restore-future-archive = { $file } ditulis oleh Guyub yang lebih baru. Nggak ada yang berubah. Pasang versi itu dulu.
restore-unreadable = { $file } nggak bisa dibaca: { $reason }. Nggak ada yang berubah.
restore-nothing = Nggak ada yang berubah: database yang sekarang masih seperti semula.
restore-in-use = Bot masih jalan (proses { $pid }). Hentikan dulu, lalu ulangi.
restore-future = Cadangan ini dari Guyub yang lebih baru (fitur { $feature }, { $revision }). Pasang versi itu dulu, atau pakai cadangan yang lebih lama.
restore-broken = Database di dalam cadangan ini rusak. Coba cadangan yang lain.
restore-failed = Nggak bisa ditaruh di { $file }: { $reason }. Cek ruang kosong dan izin foldernya, lalu coba lagi.
restore-made = Cadangan dari { $when }, Guyub { $version }: utuh dan sudah disesuaikan dengan versi ini. Yang terjadi setelah itu nggak ada di dalamnya.
restore-erased-again = Yang minta dilupakan setelah itu: { $count } orang, sudah dihapus lagi.
restore-unknown-erased = Database yang sekarang nggak tahu siapa yang minta dilupakan setelah cadangan ini dibuat. Kalau kamu tahu, minta mereka kirim /lupakanaku lagi, atau tunggu: yang lama nggak terlihat dihapus sendiri.
restore-dry = Ini baru percobaan: nggak ada yang diganti.
restore-aside = Database sebelumnya disimpan di { $file }; dibuang setelah { $days } hari.
restore-config = Config ditulis lagi ke { $file }. Tokennya nggak ada di cadangan: isi lagi, lalu jalankan guyub check.
restore-done = Selesai: { $file } sudah dikembalikan. Tombol di pesan lama akan bilang kedaluwarsa sekali, lalu digambar ulang. Yang waktu itu sedang menunggu dikirim bisa terkirim sekali lagi.

# --- guyub audit verify, guyub docs ---
audit-whole = Catatan audit utuh: { $rows } catatan. Sidik jari terakhir: { $head }
audit-broken = Catatan audit nggak utuh: catatan ke-{ $row } (atau satu sebelum itu) diubah atau hilang.
audit-cut = Catatan audit nggak utuh: ada catatan yang hilang di bagian akhir.
audit-absent = Database { $file } belum ada, atau belum pernah dipakai oleh versi ini. Jalankan bot dulu.
privacy-title = { $title }: { $name }
