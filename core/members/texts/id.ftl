members-code = Kode tautanmu: { $code }. Buka platform yang satunya, kirim /tautkan { $code } ke bot ini, lalu setujui di sini. Berlaku { $minutes } menit dan sekali pakai. Jangan kasih ke siapa pun, ya.
members-code-wrong = Kodenya nggak cocok atau sudah kedaluwarsa. Nggak ada yang berubah; minta kode baru dengan /tautkan di platform yang satunya.
members-too-many-tries = Kodenya sudah beberapa kali nggak cocok. Demi keamanan, coba lagi { $minutes } menit lagi, ya.
members-already-one = Kedua akun ini sudah tertaut sebagai kamu.
members-same-side = Kode itu dibuat di platform yang sama. Kirim kodenya dari platform yang satunya, ya.
members-asked = Kodenya cocok. Aku sudah bertanya ke { $name } di platform satunya; buka chat-ku di sana dan setujui. Kalau pesannya belum muncul, kirim /tautkan di sana.
members-agree = Akun { $name } di platform satunya mau ditautkan dengan akunmu ini. Setelah ditautkan, kursi mabar, peran, dan datanya jadi satu. Itu benar kamu?
members-yes = Ya, itu aku
members-no = Bukan aku
members-tied = Beres! Akun ini dan { $name } sekarang satu orang. Mau dipisah lagi? Pakai /lepas.
members-declined = Oke, nggak jadi ditautkan. Kodenya sudah hangus dan nggak ada yang berubah.
members-request-gone = Permintaan itu sudah nggak berlaku. Nggak ada yang berubah; mulai lagi dengan /tautkan, ya.
members-only-one = Akun ini belum ditautkan dengan akun lain, jadi nggak ada yang perlu dilepas.
members-untie-sure = Akun ini akan berdiri sendiri lagi. Kursi mabar, peran, dan data tetap di akunmu yang satunya. Lanjut?
members-untie-yes = Ya, lepas
members-untied = Akun ini sekarang berdiri sendiri. Kalau berubah pikiran, /tautkan lagi kapan saja.
members-speaks = { $language ->
    [en] Oke, aku pakai bahasa Inggris denganmu mulai sekarang.
   *[id] Oke, aku pakai bahasa Indonesia denganmu mulai sekarang.
 }

members-leaving-first = Salah satu akunnya sedang menunggu dilupakan. Batalkan dulu dengan /lupakanaku batal, baru tautkan lagi.
members-paused = ⏸ Kamu sedang jeda sejak { $since }. Aku nggak mengirim pengumuman atau ringkasan, cuma menjawab yang kamu minta sendiri. Lanjut lagi kapan saja dengan /lanjut.
members-resume = Lanjut lagi
members-resumed = Oke, jedanya selesai. Kabar komunitas kukirim lagi seperti biasa.
members-not-paused = Kamu memang nggak sedang jeda, jadi nggak ada yang berubah.

members-consents = Izinmu
members-consents-none = Saat ini nggak ada yang butuh izin khusus darimu.
members-consent-given = { $number }. ✅ { $what }
members-consent-not-given = { $number }. ⬜ { $what }
members-consent-give = Izinkan { $number }
members-consent-withdraw = Cabut { $number }
members-consent-changed = Isi izinnya sudah berubah sejak itu. Nggak ada yang disimpan; lihat lagi dengan /izin, ya.

members-data = Yang disimpan tentang kamu
members-data-files = Kirim sebagai file
members-data-here = Ini datamu: dataku.txt untuk dibaca, dataku.json untuk program lain. Isinya pribadi, jadi simpan baik-baik, ya.
members-data-more = … dan { $hidden } baris lagi. Semuanya ada di file.
members-data-of = ▪️ { $feature }
members-data-why = Untuk apa: { $purpose }. Berapa lama: { $retention }.
members-data-nothing = • nggak ada apa-apa tentang kamu
members-data-part = { $name }:
members-data-line = • { $what }
members-data-pair = { $name }: { $value }
members-data-true = ya
members-data-false = tidak
members-data-code = kode tautan terbuka sampai
members-data-wrong = kode salah barusan
members-data-erased-at = kamu dilupakan pada

members-forget-sure = Kalau lanjut, semua tentang kamu dihapus dari bot ini: akun yang tertaut, peran, kursi mabar, catatan, semuanya, di semua platform. Ada { $wait } untuk berubah pikiran; sesudah itu nggak bisa dikembalikan. Mau ambil salinannya dulu? Pakai /dataku. Lanjut?
members-forget-yes = Ya, lupakan aku
members-leaving = Oke. Semua tentang kamu dihapus { $when }. Berubah pikiran? Tekan tombol di bawah atau tulis /lupakanaku batal sebelum itu.
members-stay = Nggak jadi, aku tetap di sini
members-stayed = Syukurlah, nggak jadi. Semua tetap seperti semula.
members-not-leaving = Kamu memang nggak minta dilupakan, jadi nggak ada yang perlu dibatalkan.

members-privacy = Privasi di sini
members-privacy-intro = Ini yang disimpan bot komunitas ini tentang orang, untuk apa, dan berapa lama:
members-privacy-keeper = ▪️ { $feature }: { $purpose }. Disimpan { $retention }.
members-privacy-talk = Isi obrolan nggak disimpan: dibaca, ditanggapi kalau perlu, lalu dilupakan.
members-privacy-rights = Hakmu (UU 27/2022): lihat dan unduh semuanya dengan /dataku; minta dihapus dengan /lupakanaku (bisa dibatalkan dalam { $wait }); hentikan yang nggak wajib dengan /jeda; beri atau cabut izin dengan /izin.
members-privacy-contact = Ada yang mau ditanyakan soal data? Hubungi { $contact }.
members-privacy-ask = Ada yang mau ditanyakan soal data? Tanya admin komunitas, ya.
members-privacy-more = … dan { $hidden } baris lagi

members-role-yours = Peranmu: { $role ->
    *[visitor] pengunjung
    [applicant] pendaftar
    [member] anggota
    [listener] pendengar
    [host] tuan rumah
    [moderator] moderator
    [admin] admin
 }.
members-role-is = Peran { $who }: { $role ->
    *[visitor] pengunjung
    [applicant] pendaftar
    [member] anggota
    [listener] pendengar
    [host] tuan rumah
    [moderator] moderator
    [admin] admin
 }.
members-role-given = Beres. { $who } sekarang { $role ->
    *[visitor] pengunjung
    [applicant] pendaftar
    [member] anggota
    [listener] pendengar
    [host] tuan rumah
    [moderator] moderator
    [admin] admin
 } (tadinya { $before ->
    *[visitor] pengunjung
    [applicant] pendaftar
    [member] anggota
    [listener] pendengar
    [host] tuan rumah
    [moderator] moderator
    [admin] admin
 }).
members-role-changed = Peranmu di komunitas sekarang { $role ->
    *[visitor] pengunjung
    [applicant] pendaftar
    [member] anggota
    [listener] pendengar
    [host] tuan rumah
    [moderator] moderator
    [admin] admin
 }.
members-role-not-yours-to-see = Peran orang lain cuma bisa dilihat moderator. Peranmu sendiri: /peran lihat.
members-role-own = Peran sendiri nggak bisa diubah sendiri. Minta admin lain, ya.
members-role-too-high = Peran itu cuma bisa diberi atau dicabut admin. Moderator bisa sampai tuan rumah.
members-role-same = { $who } memang sudah { $role ->
    *[visitor] pengunjung
    [applicant] pendaftar
    [member] anggota
    [listener] pendengar
    [host] tuan rumah
    [moderator] moderator
    [admin] admin
 }, jadi nggak ada yang berubah.
members-role-fixed = Peran { $who } ditetapkan di config.toml, jadi cuma bisa diubah di sana.

members-blocked = Oke, { $who } diblokir, diam-diam: dia nggak diberi tahu. Kalau kamu sudah ada di suatu mabar, dia nggak bisa ikut; baginya itu terlihat seperti penuh. Yang sudah terlanjur bareng nggak diubah. Ini nggak menghalangi moderator bertugas. Batalkan: /bukablokir.
members-unblocked = Blokir untuk { $who } sudah dibuka.
members-blocks = Yang kamu blokir (cuma kamu yang lihat)
members-blocks-none = Kamu nggak memblokir siapa pun. Untuk memblokir: /blokir lalu orangnya, di chat pribadi denganku supaya nggak ada yang lihat.
members-block-line = { $number }. { $name }
members-unblock = Buka { $name }
members-block-self = Itu kamu sendiri, kak. Nggak ada yang diblokir.
members-block-most = Paling banyak { $most } orang. Buka dulu salah satunya dengan /bukablokir.
members-not-blocked = { $who } memang nggak kamu blokir, jadi nggak ada yang berubah.

members-profile = Profilmu
members-profile-how = Yang dilihat orang lain cuma yang bertanda 👁. Selain panggilan, semuanya tersembunyi sampai kamu sendiri yang menampilkan.
members-profile-part = { $part ->
   *[nickname] panggilan
    [area] daerah
    [likes] kesukaan
    [games] game
 }
members-profile-line = { $part }: { $words }
members-profile-shown = 👁 { $what }
members-profile-hidden = 🔒 { $what }
members-profile-write = Isi { $part }
members-profile-show = Tampilkan { $part }
members-profile-hide = Sembunyikan { $part }
members-profile-wipe = Hapus { $part }
members-profile-empty = Bagian itu masih kosong, jadi belum ada yang bisa ditampilkan. Isi dulu, ya.
members-profile-of = Profil { $name }
members-profile-quiet = { $name } belum menampilkan apa-apa di profilnya.
members-profile-nobody = Aku nggak menemukan orang itu. Nggak ada yang berubah.
members-data-part-name = bagian
members-data-words = isi
members-data-shown = tampil ke orang lain

members-data-purpose = supaya akun-akunmu dikenali sebagai satu orang dan bot memakai bahasamu
members-data-retention = kode tautan: 10 menit; permintaan dilupakan: sampai dijalankan; orang tanpa peran yang nggak terlihat { $keep_days } hari dihapus sendiri; profil: sampai kamu hapus

action-members-tie =
    .name = tautkan
    .about = Tautkan akunmu di platform lain jadi satu
    .code = Kode dari platform yang satunya
    .code-name = kode
action-members-untie =
    .name = lepas
    .about = Lepaskan akun ini dari akunmu yang lain
action-members-speak =
    .name = bahasa
    .about = Pilih bahasa bot untukmu
    .language = Bahasa
    .language-ask = Mau pakai bahasa apa?
    .language-name = bahasa
    .language-id = Indonesia
    .language-en = Inggris
action-members-pause =
    .name = jeda
    .about = Hentikan kabar dan hal lain yang nggak wajib
action-members-resume =
    .name = lanjut
    .about = Akhiri jeda
action-members-consents =
    .name = izin
    .about = Lihat dan atur izinmu
action-members-mine =
    .name = dataku
    .about = Lihat dan unduh semua yang disimpan tentang kamu
action-members-forget-me =
    .name = lupakanaku
    .about = Hapus semua tentang kamu dari bot ini
    .alone = mulai
action-members-stay =
    .name = lupakanaku batal
    .about = Nggak jadi dilupakan
action-members-privacy =
    .name = privasi
    .about = Apa yang disimpan di sini, untuk apa, dan hakmu
group-members-peran =
    .name = peran
    .about = Atur dan lihat peran
action-members-give-role =
    .name = peran beri
    .about = Beri seseorang peran
    .who = Siapa
    .who-ask = Siapa? Tulis @username-nya.
    .who-name = siapa
    .role = Peran
    .role-ask = Peran apa?
    .role-name = peran
    .role-applicant = pendaftar
    .role-member = anggota
    .role-listener = pendengar
    .role-host = tuan rumah
    .role-moderator = moderator
    .role-admin = admin
action-members-withdraw-role =
    .name = peran cabut
    .about = Cabut peran seseorang
    .who = Siapa
    .who-ask = Siapa? Tulis @username-nya.
    .who-name = siapa
action-members-see-role =
    .name = peran lihat
    .about = Lihat peranmu, atau peran orang lain
    .who = Siapa
    .who-name = siapa
action-members-block =
    .name = blokir
    .about = Blokir seseorang diam-diam, atau lihat siapa saja (di chat pribadi)
    .who = Siapa
    .who-name = siapa
action-members-unblock =
    .name = bukablokir
    .about = Buka blokir seseorang
    .who = Siapa
    .who-ask = Siapa? Tulis @username-nya.
    .who-name = siapa
action-members-profile =
    .name = profil
    .about = Lihat dan atur profilmu, atau lihat profil orang lain
    .who = Siapa
    .who-name = siapa
action-members-write =
    .title = Profilmu
    .words = Isinya
    .words-ask = Mau diisi apa? Cukup singkat saja, paling banyak 100 huruf.
