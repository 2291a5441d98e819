# Aturan, laporan, sanksi, banding.

rules-said = { $en ->
   *[other] { $id }
 }

# --- aturan ---
rules-title = 📜 Aturan kita
rules-rule = { $number }. { $name }. { $text }
rules-version = Versi { $version }, berlaku sejak { $since }.
rules-yours = ✓ Kamu setuju sejak { $at }.
rules-accept = Aku setuju
rules-accepted = Makasih, kak. Senang kamu di sini. 💛
rules-accepted-before = Kamu sudah setuju sejak { $at }. Makasih, ya.
rules-welcome = Selamat datang! Ini aturan kita, biar semua nyaman bercerita. Baca pelan-pelan aja, lalu tekan setuju.
rules-new-version = Aturan kita ada yang berubah. Kalau sempat, baca sebentar dan tekan setuju. Nggak usah buru-buru; ini cuma kukirim sekali.
rules-changed-meanwhile = Aturannya baru saja berubah, jadi belum kucatat. Ini yang terbaru:
rules-changed = Aturan berubah: sekarang versi { $version }. Anggota kutanya pelan-pelan, masing-masing sekali.
rules-cited = { $number }. { $name }
rules-cited-number = nomor { $number }
rules-cited-whole = { $number }. { $name }: { $text }
rules-no-such-rule = Nomor itu nggak ada. Aturan kita nomor 1 sampai { $count }; lihat /aturan, ya.
rules-danger = Ada yang dalam bahaya
rules-unsorted = alasannya belum dipilih

# --- lapor ---
rules-report-hello = Makasih mau bilang. Yang kamu laporkan nggak akan tahu siapa yang melapor. Mau melaporkan apa? (Bisa juga balas pesannya dengan /lapor.)
rules-report-somebody = Seseorang
rules-report-something = Cerita saja
rules-report-why = Yang mana paling cocok?
rules-report-unseen = Namamu nggak ditunjukkan ke siapa pun, juga ke moderator, kecuali kamu mengizinkan.
rules-report-never-mind = Nggak jadi
rules-report-left = Oke, nggak ada yang dilaporkan.
rules-report-self = Itu kamu sendiri, kak. Nggak ada yang kulaporkan. Pilih orang lain, ya.
rules-report-gone = Laporan itu sudah nggak ada di sini, jadi nggak ada yang berubah. Kalau masih perlu, mulai lagi dengan /lapor, ya.
rules-report-enough = Hari ini sudah { $most } laporanmu yang kuteruskan, jadi yang ini belum. Besok boleh lagi. Kalau ini soal keselamatan, pilih "Ada yang dalam bahaya" atau aturan soal keselamatan: itu selalu diteruskan.
rules-report-nobody = Laporanmu kucatat. Jujur ya: saat ini nggak ada pengurus lain yang bisa meninjau orang ini. Kalau kamu merasa nggak aman, tolong hubungi orang yang kamu percaya di luar sini juga.
rules-report-help = Kalau kamu butuh teman bicara atau merasa nggak aman sekarang, /bantuan selalu terbuka.
rules-reported = Makasih sudah bilang (laporan { $id }). Moderator akan melihatnya, dan kamu kukabari kalau sudah selesai.
rules-reported-again = Laporanmu soal ini sudah ada (laporan { $id }), dan sudah kuperbarui. Makasih, ya.
rules-report-add = Tambah catatan
rules-report-added = Catatanmu sudah kutambahkan. Hanya moderator yang bisa membacanya, dan dihapus setelah selesai.
rules-report-name-me = Boleh sebut namaku
rules-report-is-named = Oke, moderator boleh tahu namamu. Yang dilaporkan tetap nggak tahu.
rules-report-hide-me = Sembunyikan lagi
rules-report-is-hidden = Oke, namamu disembunyikan lagi.

# --- kasus ---
rules-open = Buka
rules-erased = Yang ada di sini sudah dihapus.
rules-case = Kasus { $id } · { $state ->
    [open] terbuka
    [taken] sedang ditangani
   *[closed] selesai
 }
rules-case-new = Ada kasus baru: nomor { $id }.
rules-case-about = Tentang { $who }
rules-case-about-nobody = Tanpa nama
rules-case-reasons = Alasan: { $reasons }
rules-case-times = Dilaporkan { $times } kali
rules-case-machine = Ditemukan bot
rules-case-before = Sanksi sebelumnya: { $count }
rules-case-no-address = Pesannya nggak punya alamat yang bisa dibuka.
rules-case-taken = Ditangani { $who }
rules-case-message = Lihat pesan
rules-case-take = Kutangani
rules-case-over-to-me = Ambil alih
rules-case-notes = Kata pelapor
rules-case-remove = Hapus pesan
rules-case-close = Selesai
rules-case-close-with = Selesai + catatan
rules-case-gone = Kasus itu sudah nggak ada, jadi nggak ada yang berubah.
rules-case-not-yours = Kasus ini bukan untukmu tangani. Nggak ada yang berubah; admin yang akan melihatnya.
rules-case-closed-already = Kasus ini sudah selesai, jadi nggak ada yang berubah.
rules-case-of-other = { $who } sedang menanganinya. Kalau perlu, tekan "Ambil alih" dulu, ya.
rules-case-yours-now = Kasus { $id } sekarang kamu tangani. Makasih, kak.
rules-case-closed = Kasus { $id } selesai. Makasih sudah menjaga.
rules-case-over = Laporanmu (nomor { $id }) sudah ditangani moderator. Makasih sudah ikut menjaga kita.
rules-case-over-note = Kata moderator: { $note }
rules-cases = Yang menunggu: { $count }
rules-cases-none = Nggak ada kasus yang menunggu. Istirahat dulu, kak. 💛
rules-cases-line = { $id }. { $state ->
    [taken] (ditangani) 
   *[other] {""}
 }{ $about } · { $reason } · { $at }
rules-cases-appeal = Banding { $id } · { $at }
rules-cases-open = Kasus { $id }
rules-cases-open-appeal = Banding { $id }
rules-cases-more = … dan { $count } lagi
rules-cases-apart = Yang disisihkan ({ $count })

rules-do = { $kind ->
    [warn] Peringatkan
    [mute] Bisukan
    [kick] Keluarkan
   *[ban] Larang
 }
rules-which-rule = { rules-do }: karena aturan nomor berapa?
rules-pick = { $number }
rules-how-long = { rules-do }: berapa lama?
rules-length = { $length }
rules-length-other = Lama lain
rules-length-open = Sampai dicabut
rules-removing = Pesannya kuhapus. Penulisnya kukabari alasannya.
rules-removed-done = Kasus { $id }: pesannya sudah dihapus.
rules-removed-gone = Kasus { $id }: pesannya sudah nggak ada.
rules-removed-forbidden = Kasus { $id }: pesannya belum terhapus, aku belum punya hak menghapus pesan di sana. Beri aku hak itu, lalu tekan "Hapus pesan" lagi.
rules-removed-unable = Kasus { $id }: platformnya nggak mengizinkan pesan itu dihapus. Coba hapus langsung di sana, ya.
rules-removed-yours = Satu pesanmu dihapus moderator. Alasannya: { $reason }. Nggak ada yang lain berubah. Kalau menurutmu keliru, bicarakan dengan admin, ya.

rules-report-notes = Kata pelapor di kasus { $id }
rules-report-line = Laporan { $number } · { $at } · { $reason } · { $by }
rules-report-named = dari { $who }
rules-report-unnamed = pelapor nggak disebut
rules-report-note = “{ $note }”
rules-report-none = Nggak ada laporan di sini.
rules-report-apart = Laporan orang ini disisihkan sampai { $until }.
rules-report-distrust = Laporan { $number } asal-asalan
rules-report-trust = Percayai lagi { $number }
rules-report-distrusted = Laporan orang ini disisihkan sampai { $until }, kecuali soal keselamatan. Orangnya nggak dikabari. Siapa dia tetap nggak kutunjukkan.
rules-report-trusted = Laporan orang ini diteruskan seperti biasa lagi.

# --- sanksi ---
rules-not-yourself = Itu tentang dirimu sendiri, jadi orang lain yang memutuskan. Nggak ada yang berubah.
rules-not-above = { $who } bukan untukmu putuskan: perannya setingkat denganmu atau di atasmu. Kabari admin, ya. Nggak ada yang berubah.
rules-not-over-yours = Itu keputusan yang di atasmu, jadi nggak kuubah. Bicarakan dengannya dulu, ya.
rules-you-are-out = Kamu sendiri sedang nggak boleh ikut, jadi ini belum bisa. Nggak ada yang berubah.
rules-undone-already = Sanksi { $id } sudah nggak berlaku, jadi nggak ada yang berubah.
rules-done-already = Untuk kasus ini sudah dilakukan. Nggak kuulang.
rules-sanction-gone = Nomor itu nggak kutemukan, jadi nggak ada yang berubah. Cek lagi nomornya, ya.
rules-imposed = Sanksi { $id }: { rules-kind } { $who }
rules-kind = { $kind ->
    [warn] peringatan untuk
    [mute] pembisuan
    [kick] pengeluaran
   *[ban] larangan masuk
 }
rules-record = Sanksi { $id }: { rules-kind } { $who }
rules-record-why = Aturan { $rule } · { $at }
rules-record-by = Oleh { $who }
rules-record-machine = Oleh bot
rules-record-forgotten = Oleh moderator yang datanya sudah dihapus
rules-record-once = Sudah disampaikan
rules-record-until = Sampai { $until }
rules-record-open = Sampai dicabut
rules-record-lifted = ↩ Sudah dicabut
rules-record-over = ✓ Masanya selesai
rules-bent = Lamanya kusesuaikan jadi { $length }: yang diminta di luar batas yang bisa dijalankan.
rules-note = Catatan moderator: { $note }
rules-step = { $step ->
    [ban] melarang
    [unban] membuka larangan
    [mute] membisukan
    [unmute] mencabut bisu
   *[kick] mengeluarkan
 }
rules-outcome = { $room } ({ $platform }): { rules-step }, { $outcome ->
    [done] sudah
    [forbidden] belum, bot belum punya hak
    [gone] orangnya nggak ada di sana; berlaku kalau dia kembali
   *[unable] nggak bisa di platform ini
 }
rules-undo = Batalkan
rules-retry = Coba lagi
rules-trying-again = Sanksi { $id } kucoba lagi.
rules-undone = Sanksi { $id } dicabut: { rules-kind } { $who }. Orangnya kukabari.
rules-not-shorter = Itu nggak lebih cepat dari yang sekarang. Tulis lama yang lebih pendek, dihitung dari sekarang.
rules-forbidden = Sanksi { $id }: aku belum bisa { rules-step } { $who } di { $room } ({ $platform }).
rules-forbidden-cure = Beri bot hak mengelola anggota di sana (membatasi, mengeluarkan, melarang), lalu tekan tombol ini. Keputusannya sudah tercatat dan tetap berlaku di tempat lain.
rules-held-shorter = Sanksi { $id }: di { $room } ({ $platform }) platformnya hanya bisa sampai { $ends }. Aku perpanjang sendiri sebelum itu, sampai masanya benar-benar selesai.

rules-told-warn = Kak, kamu dapat peringatan dari moderator. Belum ada yang dibatasi; ini supaya kita sama-sama nyaman.
rules-told-mute = Kak, untuk sementara kamu nggak bisa menulis di sini. Kamu masih boleh membaca.
rules-told-kick = Kak, kamu dikeluarkan dari komunitas. Kamu boleh kembali kalau sudah siap mengikuti aturannya.
rules-told-ban = Kak, kamu dikeluarkan dan untuk sekarang belum bisa kembali.
rules-told-why = Karena aturan { $rule }
rules-told-until = Berlaku sampai { $until }.
rules-told-open = Berlaku sampai dicabut.
rules-told-appeal = Kalau menurutmu keliru, kamu bisa minta ditinjau lagi dalam { $days } hari: tekan tombol ini, atau ketik /banding. Moderator lain yang akan melihatnya. Alasannya bisa dibaca lagi dengan /kenapa.
rules-told-help = Kalau ini terasa berat, /bantuan tetap terbuka untukmu.
rules-lifted-warn = Peringatanmu sudah dicabut. Makasih sudah sabar.
rules-lifted-mute = Kabar baik: kamu boleh menulis lagi.
rules-lifted-kick = Keputusan mengeluarkanmu sudah dicabut. Kamu boleh kembali kapan saja.
rules-lifted-ban = Kabar baik: kamu boleh kembali.
rules-shortened = { $kind ->
    [mute] Masa nggak bisa menulis
   *[ban] Masa belum bisa kembali
 } dipersingkat: sekarang sampai { $until }.
rules-over-mute = Masanya sudah selesai: kamu boleh menulis lagi. Selamat datang kembali.
rules-over-ban = Masanya sudah selesai: kamu boleh kembali kapan saja.

rules-why = Kenapa, dan sampai kapan
rules-why-nothing = Nggak ada yang berlaku terhadapmu sekarang. Kalau ada yang terasa keliru, tanya admin aja, ya.
rules-why-one = { $id }. { $kind ->
    [warn] Peringatan
    [mute] Nggak bisa menulis
    [kick] Dikeluarkan
   *[ban] Belum bisa kembali
 } sejak { $at }

# --- banding ---
rules-appeal = Minta ditinjau lagi
rules-appeal-against = Minta { $id } ditinjau lagi
rules-appeal-which = Mana yang mau ditinjau lagi? Moderator lain yang akan melihatnya.
rules-appeal-one = { $id }. { $kind ->
    [warn] Peringatan
    [mute] Nggak bisa menulis
    [kick] Dikeluarkan
   *[ban] Belum bisa kembali
 }, { $at }
rules-appeal-nothing = Nggak ada yang bisa diajukan banding sekarang: tiap keputusan sekali, dalam { $days } hari. Lihat juga /kenapa.
rules-appealed-already = Untuk ini kamu sudah mengajukan banding. Kamu kukabari begitu ada jawaban.
rules-appeal-late = Batas { $days } hari untuk yang ini sudah lewat. Nggak ada yang berubah; kamu tetap boleh bicara dengan admin.
rules-appealed = Sudah kuteruskan ke moderator lain. Aku nggak bisa janji kapan, tapi kamu pasti kukabari. { $help }
rules-nothing-more = {""}
rules-appeal-new = Ada banding baru: nomor { $id }.
rules-appeal-title = Banding { $id } dari { $who }
rules-appeal-about = Terhadap sanksi { $id }: { $kind ->
    [warn] peringatan
    [mute] pembisuan
    [kick] pengeluaran
   *[ban] larangan masuk
 }, { $at }
rules-appeal-rule = Diputuskan moderator lain, bukan yang menjatuhkannya.
rules-appeal-words = Katanya: “{ $words }”
rules-appeal-read = Baca
rules-appeal-uphold = Tetap berlaku
rules-appeal-shorten = Persingkat
rules-appeal-lift = Cabut
rules-appeal-decided = Sudah diputuskan: { $ruling ->
    [upheld] tetap berlaku
    [shortened] dipersingkat
   *[lifted] dicabut
 }
rules-appeal-upheld = Bandingmu soal keputusan { $id } sudah ditinjau moderator lain: keputusannya tetap. Makasih sudah bicara baik-baik.
rules-appeal-done = Banding { $id } sudah diputuskan. Orangnya kukabari.
rules-appeal-not-yours = Kamu sendiri yang menjatuhkannya, jadi orang lain yang memutuskan. Nggak ada yang berubah.

# --- riwayat ---
rules-history = Riwayat { $who }
rules-history-nothing = Nggak ada catatan.
rules-history-sanction = Sanksi { $id }: { $kind ->
    [warn] peringatan
    [mute] pembisuan
    [kick] pengeluaran
   *[ban] larangan masuk
 }, aturan { $rule }, { $at }, { $stands ->
    [force] masih berlaku
    [lifted] dicabut
    [over] selesai
    [active] masanya lewat
   *[once] disampaikan
 }
rules-history-line = { $at }: { $action ->
    [rules-warn] diperingatkan
    [rules-mute] dibisukan
    [rules-kick] dikeluarkan
    [rules-ban] dilarang masuk
    [rules-undo] sanksi dicabut
    [rules-shorten] sanksi dipersingkat
    [rules-over] masa sanksi selesai
    [rules-remove] pesan dihapus
    [rules-appeal] mengajukan banding
    [rules-judged] banding diputuskan
    [rules-take] kasus ditangani
    [rules-close] kasus selesai
    [rules-accepted] menyetujui aturan
    [members-role] peran diubah
   *[other] { $action }
 }{ $by }
rules-history-by = {" "}(oleh { $who })
rules-history-by-nobody = {""}

# --- data ---
rules-guard = Penjaga #{ $id }
rules-guard-new = Penjaga otomatis melihat sesuatu: #{ $id }.
rules-guard-who = Dari { $who }{ $times ->
    [1] { "" }
   *[other] , { $times } kali
 }
rules-guard-why = Karena { $why ->
    [newcomer-link] anggota baru mengirim tautan
    [newcomer-media] anggota baru mengirim gambar atau file
    [newcomer-forward] anggota baru meneruskan pesan
    [flood-flood] terlalu banyak pesan dalam waktu singkat
    [repeat-repeat] pesan yang sama berulang-ulang
    [likeness-name] namanya mirip pengurus
    [scam-gambling] bentuknya seperti promosi judi
    [scam-loan] bentuknya seperti tawaran pinjaman
    [scam-job] bentuknya seperti lowongan palsu
    [scam-money] mengaku pengurus dan minta uang
    [scam-hidden] anggota baru mengirim tautan yang menyembunyikan tujuannya
   *[words] ada kata yang kalian minta diberi tahu
 }.
rules-guard-done = { $mode ->
    [on] { $mutes ->
        [yes] Pesannya dihapus dan orangnya nggak bisa menulis untuk sementara.
       *[no] Pesannya dihapus.
     }
   *[dry] Nggak ada yang dilakukan, cuma diberitahukan.
 }
rules-guard-wrong = Keliru, batalkan
rules-guard-right = Benar, buka kasus
rules-guard-verdict = { $verdict ->
    [wrong] Dinilai keliru dan sudah dibatalkan.
   *[right] Dinilai benar; ada kasusnya.
 }
rules-guard-judged = Ini sudah dinilai, jadi nggak ada yang berubah.
rules-guard-undone = Dibatalkan. Orang ini dipercaya mulai sekarang.
rules-guard-case = Jadi kasus #{ $id }.
rules-guard-told-newcomer = Pesanmu barusan kutahan: tautan, gambar, dan terusan dari anggota baru ditahan dulu supaya semua aman. Bukan salahmu; ngobrol saja dulu, nanti terbuka sendiri.
rules-guard-told-repeat = Pesanmu barusan kuhapus karena sama dengan yang tadi. Sekali saja sudah cukup, kok.
rules-guard-sorry = Maaf, tadi pesanmu keliru kutahan. Silakan kirim lagi, sekarang nggak akan kutahan.
rules-is-staff = ✅ Benar, { $who } adalah { $role ->
    [admin] admin
   *[moderator] moderator
 } di sini. Tapi ingat: pengurus nggak pernah minta uang, OTP, atau PIN.
rules-is-no-staff = ❌ { $who } bukan pengurus di sini. Kalau mengaku admin atau minta uang, jangan diladeni; laporkan dengan /lapor.
rules-data-talks = mulai bicara
rules-data-findings = dilihat penjaga otomatis
rules-data-guard = penjaga
rules-data-times = berapa kali

rules-data-purpose = supaya aturan yang kamu setujui, laporan, sanksi dan banding bisa ditangani dengan adil di semua platform
rules-data-retention = persetujuan aturan: sampai kamu minta dilupakan; laporan dan catatannya: { $notes_days } hari setelah kasusnya selesai, paling lama { $keep_days } hari; sanksi dan banding: selama berlaku, lalu { $keep_days } hari; laporan yang nggak jadi dikirim: sekitar sehari
rules-data-accepted = Aturan yang kamu setujui
rules-data-version = versi
rules-data-at = waktu
rules-data-sanctions = Sanksimu
rules-data-kind = jenis
rules-data-rule = aturan
rules-data-note = catatan
rules-data-until = sampai
rules-data-standing = status
rules-data-appeals = Bandingmu
rules-data-words = kata-katamu
rules-data-ruling = putusan
rules-data-answer = jawaban
rules-data-reports = Laporanmu
rules-data-named = namamu boleh disebut
rules-data-state = status
rules-data-apart = laporanmu disisihkan sampai
rules-data-about = laporan tentangmu yang masih disimpan
rules-data-imposed = Sanksi yang kamu jatuhkan
rules-data-taken = Kasus yang kamu tangani

action-rules-show =
    .name = aturan
    .about = Baca aturan kita
    .number = Nomor aturan
    .number-name = nomor
action-rules-report =
    .name = lapor
    .about = Laporkan pesan atau seseorang; yang dilaporkan nggak tahu siapa yang melapor
    .title = Lapor
    .on-message = Laporkan ke moderator
    .who = Siapa
    .who-ask = Siapa orangnya? Tulis @username-nya.
    .who-name = siapa
    .rule = Nomor aturan
    .rule-name = aturan
    .note = Catatan untuk moderator
    .note-name = catatan
    .message = Pesan
    .message-name = pesan
action-rules-somebody =
    .title = Lapor seseorang
    .who = Siapa
    .who-ask = Siapa orangnya? Tulis @username-nya.
action-rules-something =
    .title = Ceritakan
    .note = Apa yang terjadi?
    .note-ask = Apa yang terjadi? Tulis seperlunya aja; hanya moderator yang membaca.
action-rules-add-note =
    .title = Tambah catatan
    .note = Catatan untuk moderator
    .note-ask = Apa yang perlu moderator tahu? Hati-hati, jangan tulis yang menunjukkan siapa kamu kalau nggak mau.
action-rules-warn =
    .name = peringatkan
    .about = Beri peringatan karena sebuah aturan
    .title = Peringatkan
    .who = Siapa
    .who-ask = Siapa yang diperingatkan? Tulis @username-nya.
    .who-name = siapa
    .rule = Nomor aturan
    .rule-ask = Karena aturan nomor berapa? Lihat /aturan.
    .rule-name = aturan
    .note = Catatan untuk orangnya
    .note-name = catatan
action-rules-mute =
    .name = bisukan
    .about = Buat seseorang nggak bisa menulis untuk sementara, di semua platform
    .title = Bisukan
    .who = Siapa
    .who-ask = Siapa yang dibisukan? Tulis @username-nya.
    .who-name = siapa
    .rule = Nomor aturan
    .rule-ask = Karena aturan nomor berapa? Lihat /aturan.
    .rule-name = aturan
    .length = Berapa lama, misalnya 3 hari
    .length-name = lama
    .note = Catatan untuk orangnya
    .note-name = catatan
action-rules-kick =
    .name = keluarkan
    .about = Keluarkan seseorang; dia boleh kembali
    .title = Keluarkan
    .who = Siapa
    .who-ask = Siapa yang dikeluarkan? Tulis @username-nya.
    .who-name = siapa
    .rule = Nomor aturan
    .rule-ask = Karena aturan nomor berapa? Lihat /aturan.
    .rule-name = aturan
    .note = Catatan untuk orangnya
    .note-name = catatan
action-rules-ban =
    .name = larang
    .about = Keluarkan seseorang dan jangan izinkan kembali, untuk sementara atau sampai dicabut
    .title = Larang
    .who = Siapa
    .who-ask = Siapa yang dilarang masuk? Tulis @username-nya.
    .who-name = siapa
    .rule = Nomor aturan
    .rule-ask = Karena aturan nomor berapa? Lihat /aturan.
    .rule-name = aturan
    .length = Berapa lama; kosong: sampai dicabut
    .length-name = lama
    .note = Catatan untuk orangnya
    .note-name = catatan
action-rules-undo =
    .name = batalkan
    .about = Batalkan sebuah sanksi
    .title = Batalkan sanksi
    .id = Nomor sanksi
    .id-ask = Sanksi nomor berapa? Nomornya ada di kartunya dan di /riwayat.
    .id-name = nomor
action-rules-explain =
    .name = kenapa
    .about = Kenapa aku diperingatkan atau dibatasi, dan sampai kapan
action-rules-appeal =
    .name = banding
    .about = Minta sebuah keputusan ditinjau moderator lain
action-rules-begin =
    .title = Minta ditinjau lagi
    .words = Ceritamu
    .words-ask = Ceritakan dengan kata-katamu sendiri kenapa ini perlu ditinjau lagi. Cukup sekali; moderator lain yang membaca.
action-rules-cases-waiting =
    .name = kasus
    .about = Kasus dan banding yang menunggu moderator
    .id = Nomor kasus
    .id-name = nomor
action-rules-punish =
    .title = Berapa lama?
    .length = Lamanya
    .length-ask = Berapa lama? Tulis misalnya "3 hari" atau "12 jam".
action-rules-close-with =
    .title = Selesai dengan catatan
    .note = Catatan untuk pelapor
    .note-ask = Mau bilang apa ke pelapor? Kuteruskan dan nggak kusimpan.
action-rules-uphold =
    .title = Tetap berlaku
    .note = Catatan untuk orangnya
    .note-ask = Apa yang mau kamu sampaikan ke orangnya?
action-rules-cut =
    .title = Persingkat
    .length = Berapa lama lagi
    .length-ask = Berapa lama lagi, dihitung dari sekarang? Tulis misalnya "1 hari".
    .note = Catatan untuk orangnya
    .note-ask = Apa yang mau kamu sampaikan ke orangnya?
action-rules-let-go =
    .title = Cabut
    .note = Catatan untuk orangnya
    .note-ask = Apa yang mau kamu sampaikan ke orangnya?
action-rules-history =
    .name = riwayat
    .about = Apa yang pernah diputuskan tentang seseorang
    .title = Riwayat
    .who = Siapa
    .who-ask = Riwayat siapa? Tulis @username-nya.
    .who-name = siapa
action-rules-check-admin =
    .name = cekadmin
    .about = Cek apakah seseorang benar pengurus di sini
    .who = Siapa
    .who-ask = Siapa yang mau dicek? Tulis @username-nya.
    .who-name = siapa
