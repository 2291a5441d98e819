# Welcome, Indonesian.

welcome-said = { $en ->
   *[other] { $id }
 }

welcome-hello = 👋 Selamat datang
welcome-entrance = Senang kamu mampir. Komunitas ini buat yang lagi sendirian di Jakarta. Supaya semua merasa aman, tiap orang daftar dulu. Tekan tombol di bawah kalau sudah siap; jawabanmu cuma dilihat moderator.
welcome-asked = Makasih sudah mengetuk. Sebelum masuk ada beberapa pertanyaan singkat, cuma dilihat moderator. Tekan tombol di bawah supaya aku boleh membalasmu, ya.
welcome-asked-and-waits = Pendaftaranmu sudah masuk dan sedang dibaca moderator. Nggak perlu apa-apa lagi; begitu ada kabar, kamu kutulis di sini.
welcome-came = Senang kamu mampir. Supaya bisa ikut ngobrol, daftar dulu, ya. Cuma beberapa pertanyaan, dan jawabanmu cuma dilihat moderator.
welcome-came-by-other = Undangan yang kamu pakai dibuat untuk orang lain. Kalau itu kamu juga, tautkan akunmu dengan /tautkan. Kalau bukan, nggak apa-apa: daftar dulu, ya, supaya bisa ikut ngobrol.
welcome-came-room = Halo { $who }, senang kamu mampir. Supaya bisa ikut ngobrol, buka chat denganku lalu tulis /daftar, ya.
welcome-begin = Mulai daftar
welcome-how = Ada { $count } pertanyaan. Bisa berhenti kapan saja dan lanjut lagi nanti; jawabanmu nggak hilang.
welcome-consent-asks = Jawabanmu disimpan dan ditunjukkan ke moderator untuk memutuskan pendaftaran, lalu dihapus sendiri.
welcome-may-stop = Kalau umurmu 18 tahun ke atas dan setuju, tekan yang pertama.
welcome-adult = Aku 18+ dan setuju
welcome-young = Umurku belum 18
welcome-too-young = Makasih sudah jujur. Komunitas ini untuk 18 tahun ke atas, jadi aku belum bisa menerimamu; nggak ada yang disimpan. Kalau lagi butuh didengar, /bantuan ada juga buat kamu.
welcome-not-now = Sekarang kamu belum bisa masuk atau daftar. Kalau menurutmu keliru, tulis ke admin, ya. /bantuan tetap bisa kamu pakai kapan saja.
welcome-member-already = Kamu sudah anggota, jadi nggak perlu daftar lagi. Butuh jalan masuk? Pakai /undang.
welcome-again = Terima kasih masih mau bergabung. Kamu bisa daftar lagi mulai { $when }.
welcome-waits = Pendaftaranmu sudah masuk { $when } dan masih dibaca moderator. Begitu ada kabar, kamu kutulis di sini.

welcome-question = Pertanyaan { $number } dari { $count }
welcome-several = Boleh pilih lebih dari satu, lalu tekan Lanjut.
welcome-picked = ✅ { $what }
welcome-unpicked = { $what }
welcome-write = Tulis
welcome-confirm = Lanjut
welcome-skip = Lewati
welcome-required = Yang ini perlu dijawab dulu, ya. Jawabanmu yang lain aman.
welcome-changed = Pertanyaannya baru saja diubah admin. Jawabanmu yang lain aman; tulis /daftar untuk lanjut.
welcome-gone = Ini sudah nggak berlaku. Nggak ada yang berubah; tulis /daftar untuk melihat pendaftaranmu.
welcome-sent-already = Pendaftaranmu sudah dikirim, jadi nggak bisa diubah lagi. Kalau ada yang keliru, moderator bisa bertanya ke kamu.
welcome-incomplete = Masih ada pertanyaan yang belum dijawab. Jawabanmu yang lain aman; tulis /daftar untuk lanjut.

welcome-review = Cek dulu, ya
welcome-answer = { $number }. { $question } — { $answer }
welcome-answer-options = { $number }. { $question } — { $answers }
welcome-answer-none = { $number }. { $question } — (dilewati)
welcome-review-how = Kalau sudah pas, kirim. Mau ubah? Tekan nomornya.
welcome-change = Ubah { $number }
welcome-refer = Ada anggota yang kenal aku
welcome-referred = Yang mengenalmu: { $who }
welcome-not-oneself = Itu kamu sendiri. Tulis nama orang lain yang mengenalmu, atau /batal kalau nggak jadi.
welcome-send = Kirim
welcome-withdraw = Nggak jadi daftar
welcome-sent = Terkirim. Moderator akan membacanya, biasanya dalam sehari. Begitu ada kabar, kamu kutulis di sini.
welcome-status = Lihat keadaannya
welcome-withdrawn = Oke, pendaftaranmu dihapus, semuanya. Kalau berubah pikiran, /daftar kapan saja.
welcome-vouch = { $who } mau bergabung dan bilang kamu mengenalnya. Benar? Jawabanmu cuma dilihat moderator.
welcome-vouch-yes = Ya, aku kenal
welcome-vouch-no = Nggak kenal
welcome-vouched = Makasih, sudah kuteruskan ke moderator.
welcome-vouch-over = Pertanyaan ini sudah nggak perlu dijawab. Makasih, ya.

welcome-card = Pendaftaran #{ $number }
welcome-new = Ada pendaftaran baru: #{ $number }.
welcome-look = Lihat
welcome-card-purged = Isinya sudah dihapus.
welcome-card-who = Dari: { $who }
welcome-card-account = Akun: { $name } ({ $username })
welcome-card-account-since = Akun yang dipakai mendaftar dibuat { $since }
welcome-card-account-lang = Bahasa akunnya: { $lang }
welcome-card-since = Menunggu sejak { $when }
welcome-card-referral = Katanya dikenal { $who }: { $vouched ->
    [yes] ya, kenal
    [no] nggak kenal
    [stranger] bukan anggota, jadi nggak ditanya
   *[open] belum menjawab
 }
welcome-card-asked = ❓ { $words }
welcome-card-answer = 💬 { $words }
welcome-card-unanswered = 💬 (belum dijawab)
welcome-card-request = Sudah meminta masuk; begitu diterima langsung dibukakan.
welcome-card-by = Dipegang { $who }
welcome-card-votes = Setuju: { $votes } dari { $needed }
welcome-card-accepted = ✅ Diterima { $when }
welcome-card-declined = Belum diterima, { $when }
welcome-card-open = Belum dikirim.
welcome-accept = Terima
welcome-decline = Belum bisa
welcome-ask = Tanya lagi
welcome-take = Aku pegang
welcome-take-over = Ambil alih
welcome-yours = Pendaftaran #{ $number } kamu yang pegang sekarang.
welcome-taken = Ini lagi dipegang { $who }. Kalau perlu, tekan Ambil alih dulu.
welcome-own = Pendaftaran sendiri dilihat moderator lain, ya.
welcome-voted = Kamu sudah setuju. Tinggal satu moderator lain.
welcome-voted-for = Setujumu dicatat: { $votes } dari { $needed }.
welcome-decided-already = Ini sudah diputuskan, jadi nggak ada yang berubah.
welcome-barred = Orang ini sedang dilarang masuk, jadi nggak bisa diterima. Cabut dulu larangannya.
welcome-accepted = 🎉 Selamat, kamu diterima! Senang kamu di sini.
welcome-accepted-told = { $who } diterima dan sudah dikabari.
welcome-declined = Makasih sudah cerita. Untuk sekarang kami belum bisa menerimamu: { $reason ->
    [full] tempatnya lagi penuh, dan kami ingin tiap orang benar-benar disambut.
    [unclear] dari jawabanmu kami belum cukup mengenalmu.
    [elsewhere] sepertinya yang kamu butuhkan lebih pas di tempat lain.
   *[later] waktunya belum pas.
 } Ini bukan tentang nilaimu. Kamu bisa daftar lagi mulai { $when }. Kalau lagi berat, /bantuan selalu ada.
welcome-declined-told = { $who } sudah dikabari dengan baik, tanpa nama yang memutuskan.
welcome-question-more = Moderator ingin tahu sedikit lagi: { $words }
welcome-reply = Jawab
welcome-asked-told = Sudah kutanyakan, tanpa menyebut namamu. Jawabannya muncul di kartu.
welcome-reply-told = Makasih, jawabanmu sudah sampai ke moderator.
welcome-replied = Pendaftaran #{ $number } sudah dijawab pertanyaannya.
welcome-ping = Pendaftaran #{ $number } menunggu sejak { $when }. Kalau ada waktu, tolong dilihat, ya.
welcome-daily = Pendaftaran yang menunggu: { $waiting }{ $long ->
    [0] .
   *[other] , { $long } di antaranya sudah lama.
 }

welcome-way = Jalan masukmu
welcome-way-how = Tautan ini cuma untukmu, sekali pakai, sampai { $until }. Tolong jangan dibagikan. Kalau kedaluwarsa, minta lagi dengan /undang.
welcome-way-open = Masuk
welcome-inviting = Sebentar, jalan masuknya kukirim ke sini.
welcome-no-door = Ruang untuk masuk belum diatur admin. Coba tanya admin, ya.
welcome-not-your-way = Tautan itu dibuat untuk orang lain, jadi nggak bisa kamu pakai. Kalau itu kamu juga, tautkan akunmu dulu dengan /tautkan. Kalau bukan, kamu bisa mendaftar dengan /daftar.
welcome-way-failed = Jalan masuk untuk { $who } belum bisa dibuat: { $outcome ->
    [forbidden] bot belum punya hak mengundang dan menerima anggota. Beri hak itu di pengaturan grup atau server, lalu coba lagi.
   *[other] platformnya menolak. Coba lagi sebentar lagi.
 } Penerimaannya tetap tercatat.
welcome-way-retry = Coba lagi
welcome-way-late = Jalan masukmu belum bisa kubuat. Kamu tetap diterima, dan admin sudah kukabari. Kalau kelamaan, tulis /undang, ya.
welcome-way-paused = Undangan lagi dihentikan sebentar karena banyak yang masuk sekaligus. Kalau tautannya belum bisa dibuka, coba lagi nanti; tautanmu tetap berlaku.
welcome-way-stolen = { $who } masuk lewat undangan milik { $whose }. Yang masuk tetap di luar ruang anggota, dan { $whose } dapat undangan baru.

welcome-intro = Perkenalan
welcome-intro-offer = Mau kenalan? Tiga pertanyaan pendek, semuanya boleh dilewati, dan kamu lihat dulu hasilnya sebelum tampil.
welcome-intro-begin = Mulai
welcome-intro-later = Nanti saja
welcome-intro-any-time = Santai, nggak harus sekarang. Kapan pun mau: /perkenalan.
welcome-intro-nickname = Mau dipanggil apa?
welcome-intro-area = Kamu di daerah mana? Cukup kira-kira, misalnya Tebet atau Depok.
welcome-intro-likes = Kamu suka apa, dan pengin ditemani kayak gimana?
welcome-intro-preview = Begini tampilnya nanti
welcome-intro-look = Cuma kamu yang melihat ini.
welcome-intro-is-nickname = Panggilan: { $words }
welcome-intro-is-area = Daerah: { $words }
welcome-intro-is-likes = Suka: { $words }
welcome-intro-post = Tampilkan
welcome-intro-again = Ubah
welcome-intro-back = Hapus semua
welcome-intro-posted = Perkenalanmu sudah tampil. Ubah atau hapus kapan saja dengan /perkenalan.
welcome-intro-gone = Perkenalanmu sudah dihapus. Kalau mau lagi: /perkenalan.
welcome-intro-empty = Belum ada yang diisi, jadi belum ada yang ditampilkan.
welcome-intro-nowhere = Di sini belum ada ruang perkenalan. Nggak apa-apa, langsung ngobrol saja.
welcome-intro-of = Kenalan, yuk: { $who }
welcome-intro-say-hello = Balas atau beri reaksi buat menyapa 💛
welcome-intro-taken-back = Perkenalan ini sudah diambil kembali.
welcome-members-only = Ini untuk anggota. Mau bergabung? Tulis /daftar.

welcome-greets = Kamu ikut menyapa yang baru. Kalau giliranmu, kukabari.
welcome-greets-not = Mau ikut menyapa anggota baru? Gilirannya bergantian, dan bisa berhenti kapan saja.
welcome-greet-on = Aku ikut
welcome-greet-off = Berhenti dulu
welcome-greets-now = Makasih! Kalau ada yang baru dan giliranmu, kukabari.
welcome-greets-no-more = Oke, kamu nggak kukabari lagi. Makasih sudah menyapa selama ini.
welcome-greet-please = { $who } baru memperkenalkan diri, dan sekarang giliranmu. Kalau sempat, sapa, ya.
welcome-greet-still = Perkenalan { $who } belum ada yang menyapa. Kalau sempat, satu kata saja sudah berarti.

welcome-checkin = { $day ->
    [1] Hai, sudah sehari di sini. Gimana rasanya?
    [3] Hai, sudah tiga hari. Gimana sejauh ini?
    [7] Hai, sudah seminggu. Gimana rasanya?
   *[other] Hai, sudah { $day } hari di sini. Gimana rasanya?
 } Jawabanmu nggak disimpan.
welcome-fine = Baik
welcome-low = Lagi nggak baik
welcome-checkins-off = Nggak usah ditanya lagi
welcome-fine-good = Senang dengarnya. Sampai ketemu di dalam!
welcome-low-here = Makasih sudah bilang. Kamu nggak harus sendirian. /bantuan punya tempat yang bisa mendengarkan. Mau kuminta seseorang di sini menyapamu? Yang dia tahu cuma itu.
welcome-low-yes = Ya, boleh
welcome-low-asked = Sudah kuminta. Kalau belum ada yang menyapa, kamu juga boleh mulai duluan, atau pakai /bantuan.
welcome-low-nobody = Maaf, sekarang belum ada yang bertugas menyapa. /bantuan punya tempat yang bisa mendengarkan sekarang juga.
welcome-low-please = { $who } lagi senang kalau ada yang menyapa. Kalau sempat, tulis, ya.
welcome-checkins-are-off = Oke, nggak kutanya lagi. Pintunya tetap terbuka.

welcome-wave = ⚠️ Banyak yang masuk sekaligus: { $came }
welcome-wave-since = Sejak { $begun }. Undangan dihentikan sebisanya, dan yang belum diterima nggak bisa menulis.
welcome-wave-how = Berakhir sendiri setelah tenang { $calm }, atau dengan tombol ini. Yang sudah anggota nggak kena apa-apa.
welcome-wave-lift = Akhiri sekarang
welcome-wave-lifted = Sudah diakhiri. Yang masuk tadi tetap harus daftar dulu.
welcome-wave-was = Gelombang masuk sudah berakhir: { $came }
welcome-wave-times = { $begun } sampai { $ended }.
welcome-wave-none = Gelombang masuk ini sudah lama berakhir.
welcome-no-right = ⚠️ Bot belum punya hak membatasi anggota atau menghentikan undangan, jadi yang belum diterima bisa langsung menulis. Beri bot hak itu di pengaturan grup atau server.
welcome-wave-over-already = Gelombangnya sudah berakhir, jadi nggak ada yang berubah.

welcome-data-purpose = supaya pendaftaranmu bisa diputuskan, kamu bisa masuk dan disambut
welcome-data-retention = jawaban: { $keep_accepted_days } hari setelah diterima, { $keep_declined_days } hari kalau belum diterima, { $keep_unsent_days } hari kalau nggak dikirim; jalan masuk: sampai dipakai atau kedaluwarsa; datang tanpa diterima: sehari, atau selama nggak bisa menulis karena itu; perkenalan dan giliran menyapa: sampai kamu hapus
welcome-data-applications = pendaftaran
welcome-data-state = keadaan
welcome-data-sent = dikirim
welcome-data-decided = diputuskan
welcome-data-again = bisa daftar lagi
welcome-data-account-since = akun dibuat
welcome-data-account-language = bahasa akun
welcome-data-answers = jawaban
welcome-data-asked = ditanya lagi
welcome-data-question = pertanyaan
welcome-data-answer = jawaban
welcome-data-requests = permintaan masuk
welcome-data-ways-in = jalan masuk
welcome-data-until = sampai
welcome-data-introduction = perkenalan
welcome-data-nickname = panggilan
welcome-data-area = daerah
welcome-data-likes = suka
welcome-data-shown-since = tampil sejak
welcome-data-accepted = diterima
welcome-data-arrived = masuk pertama kali
welcome-data-checkins = ditanya kabar
welcome-data-greets = ikut menyapa
welcome-data-came-unknown = datang tanpa diterima

action-welcome-apply =
    .name = daftar
    .about = Daftar jadi anggota, atau lanjutkan pendaftaranmu
action-welcome-write =
    .title = Pendaftaran
    .words = Jawabanmu
    .words-ask = Tulis jawabanmu, paling banyak 400 huruf.
action-welcome-refer =
    .title = Siapa yang mengenalmu?
    .member = Anggota
    .member-ask = Siapa yang mengenalmu? Tulis @username-nya.
action-welcome-decline =
    .title = Belum bisa diterima
    .reason = Alasannya
    .reason-ask = Alasan apa yang disampaikan?
    .reason-full = Lagi penuh
    .reason-unclear = Belum cukup kenal
    .reason-elsewhere = Lebih pas di tempat lain
    .reason-later = Waktunya belum pas
action-welcome-ask-more =
    .title = Tanya lagi
    .words = Pertanyaanmu
    .words-ask = Mau tanya apa? Namamu nggak disebut.
action-welcome-reply =
    .title = Jawab moderator
    .words = Jawabanmu
    .words-ask = Tulis jawabanmu, paling banyak 400 huruf.
action-welcome-invite =
    .name = undang
    .about = Minta jalan masukmu sendiri
action-welcome-introduce =
    .name = perkenalan
    .about = Perkenalkan diri, ubah, atau hapus perkenalanmu
action-welcome-tell-nickname =
    .title = Perkenalan
    .words = Panggilan
    .words-ask = Mau dipanggil apa?
action-welcome-tell-area =
    .title = Perkenalan
    .words = Daerah
    .words-ask = Kamu di daerah mana?
action-welcome-tell-likes =
    .title = Perkenalan
    .words = Yang kamu suka, dan teman seperti apa
    .words-ask = Kamu suka apa, dan pengin ditemani kayak gimana?
action-welcome-greet =
    .name = sapa
    .about = Ikut menyapa anggota baru, atau berhenti
