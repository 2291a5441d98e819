# --- merencanakan ---

mabar-planned = Sip! Mabar { $game } untuk { $slots } orang, { $when }. Daftarnya sudah kupasang, dan kamu sudah masuk sebagai tuan rumah.
mabar-preview = 👀 Mabar { $game }: benar begini?
mabar-preview-right = Belum kupasang. Kalau sudah pas, tekan Benar; kalau belum, ubah dulu.
mabar-yes = Benar, pasang
mabar-discard = Nggak jadi
mabar-discarded = Oke, nggak jadi dipasang. Yang lain nggak lihat apa-apa.
mabar-posted-already = Mabar { $game } { $when } sudah terpasang, jadi nggak kupasang dua kali.
mabar-draft-past = { $when } sudah lewat, kak. Tekan Ubah waktu dulu, yang lain masih kusimpan.
mabar-no-room = Di sini belum bisa pasang daftar mabar. Coba tulis /mabar di grup komunitas, ya. Nggak ada yang hilang.
mabar-past = { $when } itu sudah lewat, kak. Kapan mainnya?
mabar-too-far = { $when } masih jauh banget, kak. Paling jauh setahun dari sekarang. Kapan mainnya?
mabar-party = { $game } dimainkan { $least } sampai { $most } orang. Mau berapa orang?
mabar-too-few = Sudah ada { $taken } kursi yang terpakai atau ditawarkan, jadi nggak bisa kurang dari itu. Mau berapa orang?
mabar-not-planner = { $role ->
    [applicant] Yang bisa bikin mabar di sini: mereka yang sudah mendaftar.
    [member] Yang bisa bikin mabar di sini: anggota.
    [listener] Yang bisa bikin mabar di sini: pendengar ke atas.
    [host] Yang bisa bikin mabar di sini: tuan rumah ke atas.
    [moderator] Yang bisa bikin mabar di sini: moderator.
   *[other] Yang bisa bikin mabar di sini: admin.
 } Ikut mabar yang sudah ada tetap bisa, kok.
mabar-too-new = Bikin mabar baru bisa setelah { $tenure } di sini, jadi mulai { $when }. Ikut mabar yang sudah ada bisa dari sekarang.
mabar-most-open = Kamu masih punya { $most } mabar yang belum selesai. Selesaikan atau batalkan satu dulu, ya.

mabar-templates = Templat mabarmu
mabar-template-line = { $name }: { $game }, { $slots } orang
mabar-template-use = Pakai { $name }
mabar-template-drop = Hapus { $name }
mabar-template-save = Simpan jadi templat
mabar-template-saved = Templat { $name } tersimpan. Panggil lagi dengan /mabar templat.
mabar-template-gone = Templat itu sudah nggak ada. Lihat yang ada dengan /mabar templat.
mabar-templates-none = Kamu belum punya templat. Di mabar yang kamu pasang, tekan Atur lalu Simpan jadi templat.
mabar-templates-most = Templatmu sudah { $most }. Hapus satu dulu dengan /mabar templat, ya.

# --- daftar ---

mabar-name = { $who }
mabar-named = { $name }
mabar-word = { $text }
mabar-roster = 🎮 Mabar { $game }
mabar-roster-over = 🎮 Mabar { $game } (selesai)
mabar-roster-cancelled = 🎮 Mabar { $game } (batal)
mabar-roster-reason = Batal karena: { $reason }
mabar-roster-when = 🗓 { $when }
mabar-roster-begun = ▶️ Sudah mulai
mabar-roster-host = Tuan rumah: { $host }
mabar-roster-cohosts = Wakil: { $who }
mabar-roster-note = 📝 { $note }
mabar-roster-region = 🌏 { $region }
mabar-roster-rank-advice = 🏅 Enaknya rank { $lowest } sampai { $highest }
mabar-roster-rank-rule = 🏅 Khusus rank { $lowest } sampai { $highest }
mabar-roster-seats = Pemain ({ $taken }/{ $slots }):
mabar-roster-seat = { $number }. { $who }
mabar-roster-seat-noted = { $number }. { $who } ({ $note })
mabar-roster-seat-more = { $number }. { $who } ({ $details })
mabar-roster-beside = { $left } · { $right }
mabar-roster-guests = +{ $count } tamu
mabar-roster-coming = 🏃 otw
mabar-roster-subs = Cadangan: { $who }
mabar-roster-maybes = Mungkin: { $who }
mabar-roster-lanes = Lane kosong: { $lanes }
mabar-roster-line = Antrean: { $count } orang
mabar-roster-held = Sedang ditawarkan ke antrean: { $count } kursi
mabar-roster-free = { $free ->
    [0] Sudah penuh.
   *[other] Masih ada { $free } tempat.
 }
mabar-roster-more = … +{ $hidden } baris lagi: /mabar lihat { $id }

mabar-join = Ikut
mabar-leave = Batal ikut
mabar-note = Catatan
mabar-queue = Antre
mabar-take = Ambil kursi
mabar-pass = Lewati
mabar-maybe = Mungkin
mabar-sub = Cadangan
mabar-guest-more = +1 tamu
mabar-guest-less = −1 tamu
mabar-rank = Rank-ku
mabar-coming = Otw
mabar-secrets = Cara masuk
mabar-manage = Atur

mabar-joined = Asyik, kamu ikut { $game } { $when }. Sampai ketemu!
mabar-joined-advised = Kamu ikut { $game } { $when }. Tuan rumah menyarankan rank { $lowest } sampai { $highest }, tapi itu cuma saran, kok.
mabar-joined-beside = Kamu ikut { $game } { $when }. Catatan buat kamu saja: di sini ada orang yang kamu blokir. Kalau nggak jadi, tekan Batal ikut.
mabar-joined-now = { $free ->
    [0] Asyik, kamu ikut { $game }, dan sekarang sudah lengkap!
   *[other] Asyik, kamu ikut { $game }. Tinggal cari { $free } orang lagi.
 }
mabar-left = Oke, tempatmu di { $game } sudah dilepas. Lain kali ikut lagi, ya.
mabar-left-line = Oke, kamu sudah keluar dari antrean { $game }.
mabar-noted = Catatanmu sudah tampil di daftar.
mabar-already-in = Kamu sudah ada di daftar { $game } { $when }, tenang aja.
mabar-already-sub = Kamu sudah jadi cadangan di sini.
mabar-already-maybe = Kamu sudah tercatat mungkin ikut.
mabar-full = Yah, { $game } sudah penuh ({ $slots } orang); daftar yang tampil kadang telat. Tekan Antre kalau mau dikabari begitu ada kursi.
mabar-lane-full = Lane { $lane } sudah ada yang isi. Pilih lane lain, atau tekan Ikut saja.
mabar-lane-set = Oke, lane-mu sekarang { $lane }.
mabar-lane-yours = Lane-mu memang sudah { $lane }.
mabar-not-in = Kamu memang nggak ada di daftar ini, jadi nggak ada yang berubah.
mabar-join-first = Ikut dulu, baru bisa itu, ya.
mabar-over = Mabar { $game } ini sudah selesai, jadi daftarnya ditutup.
mabar-cancelled = Mabar { $game } ini dibatalkan, jadi daftarnya ditutup.
mabar-gone = Mabar itu sudah nggak ada.
mabar-maybe-noted = Oke, kamu tercatat mungkin ikut { $game }. Kalau jadi, tekan Ikut.
mabar-sub-noted = Makasih, kamu cadangan { $game }. Kalau menjelang mulai ada kursi kosong, kamu kutanya.
mabar-no-guests = Di mabar ini tamu belum bisa diajak. Coba tanya tuan rumahnya.
mabar-guests-most = Paling banyak { $most } tamu per orang, ya.
mabar-no-guest-seat = Kursinya nggak cukup buat tamu lagi.
mabar-no-guest-of-yours = Kamu nggak bawa tamu, jadi nggak ada yang berubah.
mabar-guests-now = { $count ->
    [0] Oke, kamu datang sendiri.
   *[other] Oke, kamu bawa { $count } tamu. Mereka tanggung jawabmu, ya.
 }
mabar-coming-noted = Sip, semua lihat kamu sudah otw.
mabar-rank-which = Rank-mu di { $game }?
mabar-rank-set = Rank-mu di { $game }: { $rank }. Kuingat buat lain kali.
mabar-rank-outside = Mabar ini khusus rank { $lowest } sampai { $highest }. Nggak apa-apa, masih ada mabar lain.
mabar-no-ranks = { $game } nggak pakai rank di sini.

mabar-none-planned = Belum ada mabar dalam waktu dekat. Mau ajak duluan? Tulis /mabar.
mabar-planned-next = Mabar berikutnya
mabar-planned-line = { $id }. { $game }, { $when } ({ $free ->
    [0] penuh
   *[other] sisa { $free }
 })
mabar-planned-more = … dan { $hidden } lagi
mabar-look = { $id }. { $game }
mabar-next-page = Lanjut
mabar-your-position = Kamu nomor { $position } di antrean.

# --- antrean ---

mabar-waiting = Kamu nomor { $position } di antrean { $game }. Begitu ada kursi, kamu kukabari.
mabar-waiting-already = Kamu sudah di antrean, nomor { $position }.
mabar-not-full = Masih ada { $free } kursi kosong. Langsung tekan Ikut aja.
mabar-offer = Ada kursi buatmu di { $game } ({ $when }). Kusimpan sampai { $until }; setelah itu ke yang berikut.
mabar-offer-aloud = { $who }, ada kursi buatmu di { $game } ({ $when }). Kusimpan sampai { $until }: tekan Ambil kursi atau Lewati di daftarnya.
mabar-no-offer = Nggak ada kursi yang lagi ditawarkan ke kamu.
mabar-passed = Oke, kursi { $game } kutawarkan ke yang berikut.
mabar-lapsed = Kursi { $game } tadi sudah kutawarkan ke yang berikut. Nggak apa-apa; kalau masih mau, antre lagi.
mabar-lapsed-aloud = { $who }, kursi { $game } tadi sudah ke yang berikut. Nggak apa-apa; kalau masih mau, antre lagi.

# --- sekarang ---

mabar-pool = 🔎 Cari teman main { $game } sekarang
mabar-pool-over = 🔎 { $game }: belum ketemu
mabar-pool-until = ⏳ Dicari sampai { $when }
mabar-pool-since = ▶️ Main sejak { $when }
mabar-looking = Oke, kucarikan teman { $game } ({ $slots } orang) sampai { $until }. Begitu lengkap, kamu kukabari.
mabar-already-looking = Kamu sudah ada di daftar { $game } yang sekarang.
mabar-start = Mulai ber-{ $count }
mabar-started = { $game } mulai ber-{ $count }. Selamat main!
mabar-alone = Baru kamu sendiri. Tunggu satu orang lagi, ya.
mabar-begun-already = Yang ini sudah mulai.
mabar-formed = Yuk, { $game } mulai sekarang, ber-{ $count }!
mabar-formed-aloud = { $who }: yuk, { $game } mulai sekarang, ber-{ $count }!
mabar-call = Butuh orang lagi
mabar-called = Sudah kukabarkan: butuh { $free } orang lagi.
mabar-called-already = Barusan sudah dikabarkan. Bisa lagi { $when }.
mabar-need = 🔎 { $game } butuh { $free } orang lagi, sekarang. Tekan Ikut di daftarnya.
mabar-no-more-needed = Sudah lengkap, nggak perlu cari lagi.
mabar-not-found = Teman main { $game } belum ketemu kali ini. Coba lagi nanti dengan /mabar sekarang, atau rencanakan dengan /mabar.
mabar-not-found-aloud = { $who }: teman main { $game } belum ketemu kali ini. Coba lagi nanti dengan /mabar sekarang, atau rencanakan dengan /mabar.
mabar-alerts = Kamu kukabari kalau ada yang cari teman main { $games }.
mabar-alerts-none = Kamu belum minta dikabari. Pilih game, nanti kukabari kalau ada yang cari teman main.
mabar-alerts-most = Sudah { $most } game. Matikan satu dulu, ya.
mabar-alert-on = Tambah game
mabar-alert-off = Matikan { $game }
mabar-alert = 🔎 Ada yang cari teman main { $game } sekarang, sisa { $free } tempat. Kabar ini kamu yang minta; matikan dengan /mabar kabari.

# --- pengingat ---

mabar-reminder = ⏰ Sebentar lagi mabar { $game }: { $when }. Yang main: { $who }.{ $free ->
    [0] {""}
   *[other] {" "}Masih ada { $free } tempat kalau ada yang mau nyusul.
 }
mabar-begins = 🎮 Mabar { $game } mulai sekarang ({ $when }). Yang main: { $who }. Selamat bersenang-senang!
mabar-began = 🎮 Mabar { $game } sudah mulai { $when }. Maaf, pengingat ini telat. Yang main: { $who }.
mabar-nudge = ⏰ Mabar { $game }-mu: { $when }. Sampai ketemu!
mabar-nudge-late = ⏰ Mabar { $game }-mu sudah mulai { $when }. Maaf, pengingat ini telat.
mabar-nudge-aloud = ⏰ { $who }: mabar { $game } { $when }. Sampai ketemu!
mabar-nudge-aloud-late = ⏰ { $who }: mabar { $game } sudah mulai { $when }. Maaf, pengingat ini telat.
mabar-nudge-maybe = ⏰ Kamu tercatat mungkin ikut { $game } { $when }. Jadi? Sisa { $free } tempat.
mabar-ready = Sebentar lagi { $game } mulai ({ $when }). Jadi ikut?
mabar-ready-aloud = { $who }: sebentar lagi { $game } mulai ({ $when }). Kalau jadi, tekan Otw di daftarnya.
mabar-reminders = Pengingatmu
mabar-leads = Kamu kuingatkan { $leads } sebelum mulai.
mabar-leads-none = Kamu nggak kuingatkan.
mabar-minutes = { $count } menit
mabar-leads-choose = Pilih menit
mabar-leads-off = Tanpa pengingat
mabar-leads-unclear = Belum kebaca, kak. Tulis paling banyak { $most } angka menit, misalnya "60, 10".
mabar-quiet = Jam tenangmu { $hours }: di jam itu cuma mabar yang kamu ikuti yang kukabari.
mabar-quiet-none = Kamu nggak punya jam tenang.
mabar-quiet-choose = Pilih jam tenang
mabar-quiet-off = Tanpa jam tenang
mabar-quiet-unclear = Belum kebaca, kak. Tulis dua jam, misalnya "22.00-07.00".
mabar-as-usual = Ikut bawaan

# --- tuan rumah ---

mabar-panel = Mabar { $game } (nomor { $id })
mabar-host-only = Itu cuma bisa tuan rumah dan wakilnya, ya.
mabar-edit-when = Ubah waktu
mabar-edit-slots = Ubah jumlah
mabar-edit-note = Ubah catatan
mabar-edit-more = Lainnya
mabar-edit-ranks = Batas rank
mabar-edit-region = Server
mabar-edit-code = Kode room
mabar-edit-voice = Link suara
mabar-edit-cohosts = Wakil
mabar-edit-host = Serahkan
mabar-edit-absent = Nggak datang
mabar-guests-let = Izinkan tamu
mabar-guests-stop = Tanpa tamu lagi
mabar-edited = Sudah diubah, daftarnya ikut berubah.
mabar-any = Bebas
mabar-moved = Mabar { $game } pindah waktu: dari { $was } jadi { $when }. Kalau nggak bisa, tekan Batal ikut di daftarnya.
mabar-moved-aloud = { $who }: mabar { $game } pindah waktu, dari { $was } jadi { $when }. Kalau nggak bisa, tekan Batal ikut di daftarnya.
mabar-moved-done = Mabar { $game } sekarang { $when }. Yang ikut sudah kukabari.
mabar-resized = Mabar { $game } sekarang untuk { $slots } orang.
mabar-resized-aloud = { $who }: mabar { $game } sekarang untuk { $slots } orang.
mabar-resized-done = Mabar { $game } sekarang untuk { $slots } orang. Yang ikut sudah kukabari.
mabar-renoted = Catatan baru di mabar { $game }: { $note }
mabar-renoted-aloud = { $who }: catatan baru di mabar { $game }: { $note }
mabar-renoted-done = Catatan { $game } sudah diganti, yang ikut sudah kukabari.
mabar-region-which = Main di mana?
mabar-rank-lowest = Rank paling rendah?
mabar-rank-highest = Rank paling tinggi?
mabar-rank-how = Rank { $lowest } sampai { $highest }: saran, atau aturan?
mabar-rank-advice = Saran saja
mabar-rank-rule = Aturan
mabar-nobody-else = Belum ada orang lain di daftar ini.
mabar-host-whom = Diserahkan ke siapa?
mabar-host-you = Kamu sekarang tuan rumah mabar { $game } { $when }, diserahkan oleh { $who }.
mabar-host-you-aloud = { $who }, kamu sekarang tuan rumah mabar { $game } { $when }, diserahkan oleh { $giver }.
mabar-host-given = Sip, { $who } sekarang tuan rumah { $game }.
mabar-cohost-whom = Siapa yang bantu?
mabar-cohost-add = + { $name }
mabar-cohost-drop = − { $name }
mabar-cohosts-most = Paling banyak { $most } wakil, ya.
mabar-cohost-you = Kamu sekarang wakil tuan rumah mabar { $game } { $when }.
mabar-cohost-you-aloud = { $who }, kamu sekarang wakil tuan rumah mabar { $game } { $when }.
mabar-cohost-added = { $who } sekarang ikut mengatur.
mabar-cohost-dropped = { $who } nggak ikut mengatur lagi.
mabar-absent-who = Siapa yang nggak datang? Cuma kamu dan orangnya yang tahu.
mabar-absent-early = Itu baru bisa setelah mulai ({ $when }).
mabar-absent-no-seat = Orang itu nggak punya kursi di sini, jadi nggak ada yang berubah.
mabar-absent-forgiven = Kursi { $who } sudah dilepas. Waktu itu aku sempat mati, jadi nggak dicatat apa-apa.
mabar-absent-noted = Tercatat, dan kursi { $who } sudah dilepas. Yang lain nggak lihat.
mabar-absent-you = Kamu tercatat nggak datang di mabar { $game } { $when }. Cuma kamu dan tuan rumah yang tahu, dan dalam { $days } hari ini terlupa. Semoga kamu baik-baik aja; kalau keliru, kabari tuan rumahnya.
mabar-came-late = { $name } ternyata datang
mabar-came-noted = Sip, catatan soal { $who } dihapus.
mabar-secrets-sent = Sudah kukirim ke pemain { $game } yang punya kursi, lewat chat pribadi kalau bisa.
mabar-secrets-aloud = { $who }: cara masuk { $game } sudah ada. Tekan Cara masuk di daftarnya, cuma kamu yang lihat.
mabar-secrets-players = Itu cuma buat yang punya kursi, ya.
mabar-secrets-none = Belum ada kode atau link. Tunggu tuan rumahnya, ya.
mabar-secret-code = Kode room { $game }: { $code }
mabar-secret-voice = Ruang suara { $game }: { $link }
mabar-no-address = Itu belum link yang benar, kak. Mulainya dengan https://. Apa link-nya?
mabar-cancel = Batalkan mabar
mabar-cancelled-done = Mabar { $game } dibatalkan. Yang mau ikut sudah kukabari.
mabar-called-off = Mabar { $game } { $when } dibatalkan tuan rumahnya: { $reason }. Semoga ketemu di mabar lain.
mabar-called-off-aloud = { $who }: mabar { $game } { $when } dibatalkan tuan rumahnya: { $reason }. Semoga ketemu di mabar lain.

# --- setelahnya ---

mabar-how = Gimana { $game } tadi? Jawabanmu nggak dilihat siapa-siapa.
mabar-again-whom = Mau main lagi sama siapa? Mereka baru tahu kalau mereka juga bilang mau.
mabar-fun-yes = Seru
mabar-fun-no = Kurang
mabar-fun-noted = Senang dengarnya. Sampai mabar berikutnya!
mabar-fun-not = Makasih sudah jujur. Semoga yang berikutnya lebih asyik.
mabar-again = Lagi sama { $name }
mabar-again-noted = Kucatat. Cuma kalau sama-sama mau, kalian berdua kukabari.
mabar-again-mutual = Kamu dan { $who } sama-sama mau main lagi. Asyik!
mabar-history = Mabarmu
mabar-history-none = Belum ada riwayat mabar. Yuk ikut satu, lihat /mabar lihat.
mabar-history-played = { $game }, { $when }
mabar-history-coming = { $game }, { $when } (akan datang)
mabar-history-hosted = { $game }, { $when } (tuan rumah)
mabar-history-beside = { $game }, { $when } (nggak punya kursi)
mabar-history-cancelled = { $game }, { $when } (batal)
mabar-history-absent = { $game }, { $when } (tercatat nggak datang; cuma kamu dan tuan rumah yang tahu)
mabar-stats = Mabar dalam angka
mabar-stats-sessions = { $count } mabar selesai, { $cancelled } batal, dalam { $days } hari
mabar-stats-players = { $players } orang main, rata-rata { $average } per mabar
mabar-stats-game = { $game }: { $count }
mabar-stats-fun = { $percent }% bilang seru, dari { $answers } jawaban

# --- data ---

mabar-data-purpose = supaya daftar mabar tahu siapa yang ikut dan bisa mengingatkan
mabar-data-retention = mabar sampai { $keep_days } hari setelah mainnya, siapa yang nggak datang sampai { $fade_days } hari, mau main lagi sama siapa sampai { $wish_days } hari; pilihan dan templat sampai kamu hapus
mabar-data-sessions = mabar
mabar-data-game = game
mabar-data-at = mulai
mabar-data-host = kamu tuan rumah
mabar-data-standing = ikut sebagai
mabar-data-note = catatanmu
mabar-data-lane = lane
mabar-data-rank = rank
mabar-data-guests = tamumu
mabar-data-plan-note = catatan ajakanmu
mabar-data-reason = alasan batal
mabar-data-code = kode room
mabar-data-voice = link suara
mabar-data-leads = diingatkan berapa menit sebelumnya
mabar-data-quiet = jam tenang
mabar-data-ranks = rank-mu
mabar-data-alerts = game yang minta dikabari
mabar-data-wishes = mau main lagi dengan berapa orang
mabar-data-fun = jawabanmu soal seru
mabar-data-templates = templatmu
mabar-data-name = nama
mabar-data-slots = jumlah orang

# --- perintah ---

group-mabar-mabar =
    .name = mabar
    .about = Main bareng: ajak, ikut, atur
action-mabar-plan =
    .name = mabar
    .alone = ajak
    .about = Ajak main bareng
    .title = Ajak main bareng
    .game = Game
    .game-ask = Mau main apa?
    .game-name = game
    .when = Kapan, misalnya besok jam 8 malam
    .when-ask = Kapan mainnya? Tulis seperti biasa, misalnya "besok jam 8 malam" atau "malming 19.30".
    .when-hint = malming 19.30
    .when-name = kapan
    .slots = Berapa orang
    .slots-ask = Berapa orang yang main?
    .slots-name = orang
    .note = Catatan untuk semua
    .note-ask = Ada catatan untuk semua?
    .note-name = catatan
action-mabar-now =
    .name = mabar sekarang
    .about = Cari teman main sekarang juga
    .game = Game
    .game-ask = Mau main apa sekarang?
    .game-name = game
    .slots = Berapa orang
    .slots-name = orang
action-mabar-look =
    .name = mabar lihat
    .about = Lihat mabar berikutnya, atau satu daftar lengkap
    .id = Nomor mabar
    .id-name = nomor
action-mabar-manage =
    .name = mabar atur
    .about = Atur mabarmu
    .id = Nomor mabar
    .id-ask = Nomor mabarnya berapa? Lihat di /mabar lihat.
    .id-name = nomor
action-mabar-cancel =
    .name = mabar batal
    .about = Batalkan mabarmu, dengan alasan
    .title = Batalkan mabar
    .id = Nomor mabar
    .id-ask = Nomor mabarnya berapa? Lihat di /mabar lihat.
    .id-name = nomor
    .reason = Alasan, dibaca semua yang mau ikut
    .reason-ask = Kenapa batal? Semua yang mau ikut akan baca ini.
    .reason-hint = hujan, internet mati
    .reason-name = alasan
action-mabar-absences =
    .name = mabar absen
    .about = Tandai siapa yang nggak datang; cuma kamu yang lihat
    .id = Nomor mabar
    .id-ask = Nomor mabarnya berapa? Lihat di /mabar lihat.
    .id-name = nomor
action-mabar-secrets =
    .name = mabar masuk
    .about = Lihat kode room dan link suara mabarmu
    .id = Nomor mabar
    .id-name = nomor
action-mabar-templates =
    .name = mabar templat
    .about = Ajak main dari templatmu
action-mabar-use-template =
    .title = Ajak dari templat
    .when = Kapan, misalnya besok jam 8 malam
    .when-ask = Kapan mainnya? Tulis seperti biasa, misalnya "besok jam 8 malam".
    .when-hint = malming 19.30
action-mabar-save-template =
    .title = Simpan jadi templat
    .name = Nama templat
    .name-ask = Templatnya mau dinamai apa?
    .name-hint = rank malam
action-mabar-reminders =
    .name = mabar pengingat
    .about = Pilih kapan diingatkan, dan jam tenangmu
action-mabar-remind-me =
    .title = Ingatkan aku
    .minutes = Berapa menit sebelumnya
    .minutes-ask = Berapa menit sebelum mulai? Boleh beberapa, misalnya "60, 10".
    .minutes-hint = 60, 10
action-mabar-be-quiet =
    .title = Jam tenang
    .hours = Dari jam berapa sampai jam berapa
    .hours-ask = Dari jam berapa sampai jam berapa? Misalnya "22.00-07.00".
    .hours-hint = 22.00-07.00
action-mabar-alerts =
    .name = mabar kabari
    .about = Dikabari kalau ada yang cari teman main
    .game = Game
    .game-ask = Game apa?
    .game-name = game
action-mabar-another =
    .title = Tambah game
    .game = Game
    .game-ask = Game apa?
    .game-hint = ml
action-mabar-history =
    .name = mabar riwayat
    .about = Lihat mabarmu sendiri
action-mabar-statistics =
    .name = mabar statistik
    .about = Mabar dalam angka, tanpa nama
action-mabar-note =
    .about = Catatan di kursimu
    .title = Catatan di kursimu
    .text = Catatan
    .text-ask = Mau kasih tahu apa ke yang lain? Misalnya "telat 10 menit". Semua yang lihat daftar bisa baca.
    .text-hint = telat 10 menit
action-mabar-move-to =
    .title = Ubah waktu
    .when = Jadi kapan
    .when-ask = Jadi kapan mainnya? Tulis seperti biasa, misalnya "besok jam 9 malam".
    .when-hint = malming 19.30
action-mabar-resize =
    .title = Ubah jumlah
    .slots = Berapa orang
    .slots-ask = Jadi berapa orang?
    .slots-hint = 5
action-mabar-describe =
    .title = Ubah catatan
    .text = Catatan untuk semua
    .text-ask = Apa catatannya? Semua yang lihat daftar bisa baca.
    .text-hint = santai aja, bawa camilan
action-mabar-set-code =
    .title = Kode room
    .text = Kode, cuma untuk pemain
    .text-ask = Apa kodenya? Cuma kukirim ke yang punya kursi, dan kuhapus begitu selesai.
    .text-hint = 123456
action-mabar-set-voice =
    .title = Link ruang suara
    .link = Link, cuma untuk pemain
    .link-ask = Apa link ruang suaranya? Cuma kukirim ke yang punya kursi, dan kuhapus begitu selesai.
    .link-hint = https://

# --- jadwal ---

mabar-schedule = 📅 Jadwal mabar seminggu ini
mabar-schedule-none = Seminggu ini belum ada mabar. Mau ajak duluan? Ketik /mabar.
mabar-schedule-mine = 📅 Jadwalmu
mabar-schedule-mine-none = Jadwalmu masih kosong. Lihat yang akan datang dengan /jadwal, ikut kalau lagi pengin.
mabar-schedule-day = — { $day } —
mabar-schedule-host = { $id }. { $game }, { $when } (tuan rumah)
mabar-schedule-seat = { $id }. { $game }, { $when } (ikut)
mabar-schedule-sub = { $id }. { $game }, { $when } (cadangan)
mabar-schedule-maybe = { $id }. { $game }, { $when } (mungkin)
mabar-schedule-wait = { $id }. { $game }, { $when } (antre)
mabar-page-before = Sebelumnya
action-mabar-week =
    .name = jadwal
    .about = Lihat mabar seminggu ke depan
action-mabar-mine =
    .name = jadwalku
    .about = Lihat mabar yang kamu ikuti

# --- kalender ---

mabar-file = 📅 Ke kalenderku
mabar-file-one = Ini berkas kalender untuk { $game }, { $when }.
mabar-file-mine = Ini berkas kalender dengan { $count } mabarmu, termasuk yang dibatalkan supaya ikut tercoret.
mabar-file-how = Buka berkasnya, nanti masuk ke kalender di HP-mu. Nama orang lain nggak ada di dalamnya. Kalau mabarnya berubah, ambil lagi; yang lama terganti.
mabar-file-now = { $game } yang ini buat sekarang juga, jadi nggak perlu masuk kalender.
action-mabar-calendar-file =
    .name = mabar kalender
    .about = Ambil berkas kalender satu mabar, atau semua mabarmu
    .id = Nomor mabar
    .id-name = nomor

# --- kalender platform ---

mabar-mirror-forbidden = Aku belum boleh menulis di kalender server, jadi mabar belum muncul di sana. Beri aku izin membuat acara; mabar yang berikutnya atau yang diubah akan masuk sendiri. Daftar di ruangnya tetap jalan, nggak ada yang hilang.
mabar-mirror-left = Mabar { $game } { $when } batal, tapi aku belum boleh mencabutnya dari kalender server. Tolong hapus di sana, ya; yang mau ikut sudah kukabari.
