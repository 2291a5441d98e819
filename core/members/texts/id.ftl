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

members-data-purpose = supaya akun-akunmu dikenali sebagai satu orang dan bot memakai bahasamu
members-data-retention = akun: selama kamu memakai bot ini; kode tautan: 10 menit

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
