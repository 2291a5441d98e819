# The machine's own words, Indonesian.

house-start = Halo, { $who }! Aku bot komunitas ini. Mulai sekarang aku bisa kirim pesan pribadi ke kamu. Ketik / untuk lihat yang bisa dilakukan.
house-cancelled = Oke, dibatalkan. Nggak ada yang berubah.
house-nothing-to-cancel = Nggak ada pertanyaan yang terbuka, jadi nggak ada yang perlu dibatalkan.
house-unknown-command = Aku belum kenal perintah itu. Ketik / untuk lihat pilihannya, ya.
house-subcommands = Perintah ini butuh satu kata lagi. Pilih: { $commands }.
house-hint = Aku belum paham maksudnya, kak. Ketik / untuk lihat yang bisa kubantu. Pesanmu nggak kusimpan.
house-outdated = Tombol ini sudah nggak berlaku atau bukan untukmu. Nggak ada yang berubah; pakai tombol yang terbaru, ya.
house-not-allowed = Ini hanya untuk { $role ->
    [member] anggota
    [listener] pendengar
    [host] tuan rumah
    [moderator] moderator
    [admin] admin
   *[other] yang berwenang
 }. Kalau menurutmu keliru, kabari admin, ya.
house-incident = Maaf, ada yang salah di sisiku. Nggak ada yang berubah. Coba lagi sebentar lagi; kalau masih begini, sebutkan kode { $number } ke admin.
house-unkept = Maaf, aku lagi nggak bisa menyimpan apa pun. Nggak ada yang hilang atau berubah; coba lagi sebentar lagi, ya.
house-private-only = Ini urusan pribadi, jadi kubalas di chat pribadi. Buka chat denganku dan tekan Start, ya. Kalau di sana belum ada jawaban, kirim perintahnya sekali lagi.
house-open-chat = Buka chat

house-question-over = Pertanyaan tadi sudah ditutup karena lama nggak terjawab. Nggak ada yang berubah; ketik perintahnya lagi kalau masih mau, ya.
house-to = { $who }:
house-ask-footer = Ketik /batal kalau nggak jadi.
house-as-is = { $it }
house-open-form = Isi
house-yes = Ya
house-no = Tidak
# Words that are understood as yes and as no, with spaces between.
house-yes-words = ya iya iyah y yes ok oke boleh true on 1
house-no-words = tidak tak nggak gak ga g no n jangan false off 0

house-too-long = Kepanjangan: { $got } karakter, paling banyak { $most }. Coba singkatkan, ya.
house-too-short = Masih kosong atau terlalu pendek. Paling sedikit { $least } karakter, ya.
house-no-number = Itu belum berupa angka. Tulis angkanya saja, misalnya 5.
house-not-between = Angkanya di antara { $low } dan { $high }, ya.
house-yes-or-no = Jawab "ya" atau "tidak", ya.
house-no-choice = Pilihan itu nggak ada. Pilih salah satu dari yang ditampilkan, ya.
house-no-room = Ruang itu nggak ada di komunitas ini. Cek lagi namanya, ya.
house-no-span = Lamanya belum terbaca. Tulis misalnya "30 menit" atau "2 jam".
house-no-person = Aku belum kenal orang itu. Pakai @username-nya, dan pastikan dia pernah memakai bot ini.

house-data-purpose = supaya bot mengenalimu di tiap platform, menjawab dalam bahasamu, menghormati peran dan pilihanmu, dan bisa membuktikan persetujuanmu
house-data-retention = akun dan pilihanmu: sampai kamu minta dilupakan, atau lama nggak terlihat (lihat members); pertanyaan yang belum dijawab: 10 menit; isian di balik tombol: 90 hari; catatan audit: tetap ada, tapi nggak menunjuk siapa pun lagi setelah kamu dilupakan; cadangan (kalau pengelola membuatnya): { $backup_days } hari, lalu dibuang
house-told-accounts = Akun
house-told-platform = platform
house-told-id = nomor
house-told-name = nama
house-told-username = username
house-told-last-seen = terakhir terlihat
house-told-may-be-written-to = boleh ditulisi pribadi
house-told-role = Peran
house-told-language = Bahasa
house-told-known-since = Dikenal sejak
house-told-kept-out = sedang nggak boleh masuk
house-told-paused-since = Jeda sejak
house-told-consents = Persetujuan
house-told-purpose = untuk
house-told-version = versi
house-told-given = isi
house-told-at = waktu
house-told-open-questions = Pertanyaan yang belum dijawab
house-told-action = tindakan
house-told-until = sampai
house-told-messages-waiting = Pesan yang menunggu dikirim
house-told-timers = Pengingat
house-told-due = jatuh tempo
house-told-trail = Jejak pemrosesan
house-told-by-you = olehmu
house-told-blocks = Yang kamu blokir
house-told-since = sejak
house-told-about-you = tentangmu

action-house-cancel =
    .name = batal
    .about = Batalkan pertanyaan yang sedang terbuka
