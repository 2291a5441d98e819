mabar-planned = Sip! Mabar { $game } untuk { $slots } orang, { $when }. Daftarnya sudah kupasang, dan kamu sudah masuk sebagai tuan rumah.
mabar-no-room = Di sini belum bisa pasang daftar mabar. Coba tulis /mabar di grup komunitas, ya. Nggak ada yang hilang.
mabar-past = { $when } itu sudah lewat, kak. Kapan mainnya?
mabar-too-far = { $when } masih jauh banget, kak. Paling jauh setahun dari sekarang. Kapan mainnya?
mabar-joined = Asyik, kamu ikut { $game } { $when }. Sampai ketemu!
mabar-left = Oke, kursimu di { $game } sudah dilepas. Lain kali ikut lagi, ya.
mabar-noted = Catatanmu sudah tampil di daftar.
mabar-already-in = Kamu sudah ada di daftar { $game } { $when }, tenang aja.
mabar-full = Yah, { $game } sudah penuh ({ $slots } orang); daftar yang tampil kadang telat diperbarui. Kalau ada yang batal, tombol Ikut bisa dipakai lagi.
mabar-joined-beside = Kamu ikut { $game } { $when }. Catatan buat kamu saja: di sini ada orang yang kamu blokir. Kalau nggak jadi, tekan Batal ikut.
mabar-not-in = Kamu memang belum ada di daftar ini, jadi nggak ada yang berubah.
mabar-join-first = Ikut dulu, baru bisa kasih catatan, ya.
mabar-over = Mabar { $game } ini sudah selesai, jadi daftarnya ditutup.
mabar-gone = Mabar itu sudah nggak ada.

mabar-roster = 🎮 Mabar { $game }
mabar-roster-over = 🎮 Mabar { $game } (selesai)
mabar-roster-when = 🗓 { $when }
mabar-roster-host = Tuan rumah: { $host }
mabar-roster-note = 📝 { $note }
mabar-roster-seats = Pemain ({ $taken }/{ $slots }):
mabar-roster-seat = { $number }. { $who }
mabar-roster-seat-noted = { $number }. { $who } ({ $note })
mabar-roster-free = { $free ->
    [0] Sudah penuh.
   *[other] Masih ada { $free } tempat.
 }
mabar-roster-more = … dan { $hidden } baris lagi

mabar-join = Ikut
mabar-leave = Batal ikut
mabar-note = Catatan

mabar-name = { $who }
mabar-reminder = ⏰ Sebentar lagi mabar { $game }: { $when }. Yang main: { $who }.{ $free ->
    [0] {""}
   *[other] {" "}Masih ada { $free } tempat kalau ada yang mau nyusul.
 }
mabar-begins = 🎮 Mabar { $game } mulai sekarang ({ $when }). Yang main: { $who }. Selamat bersenang-senang!
mabar-began = 🎮 Mabar { $game } sudah mulai { $when }. Maaf, pengingat ini telat. Yang main: { $who }.

mabar-data-purpose = supaya daftar mabar tahu siapa yang ikut dan bisa mengingatkan
mabar-data-retention = sampai { $keep_days } hari setelah mainnya
mabar-data-game = game
mabar-data-at = mulai
mabar-data-host = kamu tuan rumah
mabar-data-note = catatanmu
mabar-data-plan-note = catatan ajakanmu

action-mabar-plan =
    .name = mabar
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
action-mabar-note =
    .about = Catatan di kursimu
    .title = Catatan di kursimu
    .text = Catatan
    .text-ask = Mau kasih tahu apa ke yang lain? Misalnya "telat 10 menit". Semua yang lihat daftar bisa baca.
    .text-hint = telat 10 menit
