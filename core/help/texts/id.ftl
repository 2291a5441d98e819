help-title = 💛 Kamu nggak harus sendirian
help-hello = Makasih sudah ke sini. Ini tempat yang bisa mendengarkan. Aku cuma bot, tapi di sana ada orangnya. Pelan-pelan aja, pilih satu.
help-nothing = Jujur ya, kak: saat ini nggak ada nomor yang sudah dicek di daftar ini. Kalau bisa, hubungi satu orang yang kamu percaya, atau datang ke rumah sakit terdekat.

help-said = { $en ->
   *[other] { $id }
 }
help-contact = { $contact }
help-service = 📞 { $name }: { $contacts }
help-web = 🌐 { $name }
help-scope = { $scope } · { $hours }
help-what = Kalau dihubungi: { $what }
help-checked = ✓ Dicek admin { $when }
help-unchecked = Nomor ini belum dicek admin di sini. Kalau nggak tersambung, itu bukan salahmu; coba yang lain, ya.
help-checked-long-ago = Terakhir dicek { $when }, jadi mungkin sudah berubah. Kalau nggak tersambung, itu bukan salahmu.
help-site = Buka { $name }
help-others = Yang lain

help-self = Aku lagi nggak aman
help-friend = Aku khawatir sama teman

help-self-title = Makasih sudah bilang
help-self-begin = Kalau nyawamu sedang terancam, hubungi salah satu ini dulu:
help-self-ask = Di komunitas ini ada orang yang lagi piket. Boleh mereka tahu ini kamu, supaya bisa menulis ke kamu? Kalau nggak, nggak apa-apa.
help-self-step-one = • Kalau bisa, pindah ke tempat yang ada orangnya, atau jauhkan apa pun yang bisa melukai.
help-self-step-two = • Kirim pesan ke satu orang: "aku lagi berat, temani sebentar, ya." Itu sudah cukup.
help-self-step-three = • Tarik napas pelan, minum air. Nggak usah memutuskan apa-apa malam ini.

help-friend-title = Makasih sudah peduli
help-friend-begin = Kalau nyawanya sedang terancam, hubungi salah satu ini dulu:
help-friend-ask = Di komunitas ini ada orang yang lagi piket. Boleh mereka tahu ini kamu, supaya bisa menulis ke kamu? Nama temanmu nggak perlu disebut.
help-friend-step-one = • Tanya pelan dan langsung: "kamu kepikiran menyakiti diri?" Bertanya nggak membuatnya lebih buruk.
help-friend-step-two = • Dengarkan dulu, nggak usah menasihati. Kalau bisa, temani, dan tawarkan menelepon bareng.
help-friend-step-three = • Kamu nggak harus menanggung ini sendirian. Nomor di atas boleh kamu hubungi juga.

help-call-yes = Boleh, biar mereka menulis
help-call-no = Nggak, kasih tahu caranya aja
help-call-after-all = Kabari yang piket
help-nobody = Jujur ya: saat ini nggak ada yang piket di komunitas ini.
help-nobody-told = Nggak ada yang kuberi tahu soal ini.
help-steps-title = Satu langkah kecil dulu
help-called = Sudah kukirim ke { $count ->
    [1] orang yang piket
   *[other] { $count } orang yang piket
 }, dengan namamu. Aku nggak bisa tahu kapan dibaca, jadi jangan cuma menunggu. Sambil itu:
help-called-enough = Mereka sudah kukabari barusan, jadi belum kukirim lagi. Kamu nggak salah bertanya. Yang bisa dihubungi sekarang:

help-page-self = 🆘 { $who } bilang lagi nggak aman
help-page-friend = 🆘 { $who } khawatir sama temannya
help-page-how = Dia mau kamu menulis kepadanya. Pelan aja: sapa, tanya apakah aman sekarang, dengarkan. Kamu bukan tenaga darurat; kalau nyawa terancam, ajak hubungi nomor di /bantuan. Simpan ini untuk berdua.
help-page-read = Sudah kubaca
help-page-write = Tulis lewat bot
help-read = { $who } yang piket sudah baca pesanmu. Kalau mau, kamu bisa menulis lewat sini.
help-read-told = Oke, dia tahu kamu sudah baca.
help-wrote = { $who }: { $words }
help-reply = Balas
help-sent = Terkirim. Isinya nggak kusimpan.
help-unreachable = Aku nggak bisa menulis ke dia sekarang, mungkin chat-nya tertutup. Coba langsung di platformnya, ya.

help-check-title = Cek layanan bantuan
help-check-never = ⚠ { $name }: { $contacts }. Belum pernah dicek. Sumber: { $source }
help-check-fresh = ✓ { $name }: { $contacts }. Dicek { $when }{ $by }
help-check-due = ⚠ { $name }: { $contacts }. Dicek { $when }{ $by }; waktunya dicek lagi
help-check-old = ✗ { $name }: { $contacts }. Dicek { $when }{ $by }; disembunyikan sampai dicek lagi
help-check-by = {" "}oleh { $who }
help-check-by-nobody = {""}
help-check-on-call = ⚠ Piket nomor { $entry } di config belum bisa kukirimi pesan. Minta dia membuka chat denganku dulu.
help-check-counts = { $days } hari terakhir: "nggak aman" { $self } kali, "khawatir" { $friend } kali, piket dikabari { $called } kali.
help-check-confirm = Masih benar: { $name }
help-check-changed = Data layanan itu sudah berubah. Nggak ada yang dicatat; buka lagi /cekbantuan, ya.
help-check-open = Buka daftar cek
help-due = Layanan bantuan perlu dicek

help-data-purpose = supaya jelas admin mana yang mengecek nomor bantuan; siapa yang mencari bantuan nggak dicatat
help-data-retention = nama pengecek: sampai dicek lagi, paling lama 180 hari atau sebanyak yang diatur admin

action-help-show =
    .name = bantuan
    .about = Tempat bercerita dan nomor darurat, hanya kamu yang lihat
action-help-check =
    .name = cekbantuan
    .about = Cek apakah nomor bantuan masih benar
action-help-write =
    .about = Tulis lewat bot
    .title = Tulis lewat bot
    .words = Pesan
    .words-ask = Mau bilang apa? Pesanmu langsung kuteruskan ke dia.
