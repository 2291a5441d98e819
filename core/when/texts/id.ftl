# The time grammar's questions and reasons, Indonesian. Dates are shown as "Sabtu 28 Nov", times as "Sab 28 Nov 19.30 WIB".

when-ampm = Jam { $clock } { $early ->
    [midnight] malam
    [small-hours] dini hari
    [dawn] subuh
   *[morning] pagi
 } atau jam { $clock } { $late ->
    [noonish] siang
    [afternoon] sore
    [evening] sore
   *[night] malam
 }?
when-twelve = Jam 12 siang atau jam 12 malam?
when-after-midnight = Sekarang sudah lewat tengah malam. Maksudnya { $first } atau { $second }?
when-next-weekday = Maksudnya { $first } atau { $second }, kak?
when-week-or-sunday = "Minggu depan" itu hari { $first }, { $second }, atau hari lain di pekan depan?
when-midnight = Tengah malam menuju { $first } atau menuju { $second }?
when-small-hours = Dini hari { $first } atau dini hari { $second }?
when-weekend = { $first } atau { $second }?
when-contradiction-of-days = Hari dan tanggalnya nggak cocok. Yang benar { $first } atau { $second }?
when-two-days = Maksudnya { $first } atau { $second }?
when-which-day = Hari apa tepatnya, kak?
when-which-date = Tanggal berapa tepatnya, kak?
when-choose = Yang mana maksudnya, kak?
when-range = Itu rentang waktu. Mulainya yang mana?
when-tomorrow = Jam segitu hari ini sudah lewat. Maksudnya { $time }?
when-next-year = Tanggal itu tahun ini sudah lewat. Maksudnya { $time }?
when-confirm = Maksudnya { $time }, kak?
when-exact-hour = { $day }: biar pasti, jam berapa tepatnya?
when-hour = { $near ->
    [today] { $part ->
        [small-hours] Dini hari nanti jam berapa?
        [dawn] Subuh nanti jam berapa?
        [morning] Pagi ini jam berapa?
        [noonish] Siang ini jam berapa?
        [afternoon] Sore ini jam berapa?
        [evening] Malam ini jam berapa?
        [night] Malam ini jam berapa?
       *[day] Hari ini jam berapa?
    }
   *[other] { $part ->
        [small-hours] { $day } dini hari, jam berapa?
        [dawn] { $day } subuh, jam berapa?
        [morning] { $day } pagi, jam berapa?
        [noonish] { $day } siang, jam berapa?
        [afternoon] { $day } sore, jam berapa?
        [evening] { $day } malam, jam berapa?
        [night] { $day } malam, jam berapa?
       *[day] { $day } jam berapa?
    }
 }

when-past = Waktunya sudah lewat. Pilih waktu yang akan datang, ya.
when-bad-clock = Jamnya belum pas (00.00-23.59). Coba tulis lagi, ya.
when-bad-date = Tanggal itu nggak ada di kalender. Coba cek lagi, ya.
when-contradiction = Waktunya saling bertentangan. Coba tulis satu saja, misalnya "besok jam 8 malam".
when-two-clocks = Ada dua jam di situ. Coba tulis satu saja, ya.
when-too-far = Itu kejauhan. Pilih waktu yang lebih dekat, ya.
when-gap = Jam itu nggak ada: jam di sana dimajukan hari itu. Coba pilih jam lain, ya.
when-empty = Waktunya masih kosong. Tulis misalnya "besok jam 8 malam".
when-too-long = Itu kepanjangan untuk sebuah waktu (paling banyak { $most } karakter). Tulis misalnya "besok jam 8 malam".
when-not-a-time = Waktunya belum terbaca. Tulis misalnya "besok jam 8 malam" atau "30 menit lagi".
when-unknown-part = Bagian "{ $piece }" belum kupahami sebagai waktu. Tulis misalnya "besok jam 8 malam".

# A time on the clock, as part of a question.
when-clock = { $hour }.{ $minute }
