# The demo's narration, Indonesian.

demo-title = Guyub: satu komunitas, dua rumah
demo-welcome = Di kiri grup Telegram, di kanan kanal Discord. Keduanya tiruan di komputer ini; botnya asli, tersambung lewat python-telegram-bot dan discord.py yang asli. Nggak ada yang keluar ke internet.
demo-started = Bot sudah mendengarkan di kedua sisi ({ $seconds } detik).

demo-plan-title = Sari mengajak mabar dari Telegram
demo-plan = Satu kalimat biasa sudah cukup. Daftarnya muncul di Telegram dan di Discord.
demo-plan-line = /mabar ml besok jam 8 malem 3 santai aja ya
demo-join-title = Bimo ikut dari Discord
demo-join = Bimo menekan tombol di Discord. Daftar di Telegram ikut berubah sendiri.
demo-note-title = Bimo menambah catatan
demo-note = Discord punya formulir, jadi catatannya diminta lewat formulir.
demo-note-text = telat 10 menit
demo-full-title = Rara ambil kursi terakhir, Tono kehabisan
demo-full = Rara menekan Ikut di Telegram. Setelah itu penuh: Tono di Discord ditolak baik-baik.
demo-ask-title = Tono mengajak sendiri, jamnya belum jelas
demo-ask = "Jam 8" bisa pagi, bisa malam. Bot nggak menebak, tapi bertanya.
demo-ask-when = besok jam 8
demo-link-title = Dua akun, satu orang
demo-link = Bimo juga punya Telegram. Ia menautkan kedua akunnya, lalu menekan Ikut di Telegram: bot sudah tahu itu dia.
demo-link-command = tautkan
demo-plan-command = mabar ajak
demo-dice-title = Lempar dadu
demo-dice = Rara melempar dadu di Telegram. Kedua sisi melihat hasil yang sama.
demo-dice-line = /dadu 2d6
demo-remind-title = Pengingat
demo-remind = Supaya nggak lama menunggu, di demo ini pengingat datang { $seconds } detik sebelum main.
demo-remind-when = 90 detik lagi
demo-end-title = Terakhir, daftar di kedua sisi
demo-end = Siapa pun ikut dari mana pun, daftarnya satu.
demo-same = ✔ Sama persis di Telegram dan Discord.

demo-in-private = pribadi
demo-only-for = hanya dilihat { $name }
demo-modal = formulir
demo-edited = diubah
demo-waiting = … menunggu { $what } (grup Telegram hanya boleh sekitar 20 pesan semenit, jadi bot antre)
demo-waited = … sampai setelah { $seconds } detik
demo-failed = Discord bilang aplikasinya nggak menjawab; orangnya melihat dulu, lalu mencoba lagi.

demo-see-card = daftar di { $platform }
demo-see-seats = daftar di { $platform } dengan { $who }
demo-see-answer = jawaban bot
demo-see-note = catatan Bimo di { $platform }
demo-see-toast = jawaban untuk tombol { $label }
demo-see-question = pertanyaan bot di { $platform }
demo-see-dice = dadu di { $platform }
demo-see-reminder = pengingat di { $platform }

demo-not-seen = ✘ Nggak terlihat sampai batas waktunya: { $what }.
demo-no-start = ✘ Bot belum mendengarkan sampai batas waktunya.
demo-bot-ended = ✘ Bot berhenti sendiri (kode { $code }). Baris terakhir catatannya:
demo-bot-log = Baris terakhir catatan bot:
demo-stopped-badly = ✘ Bot berhenti dengan kode { $code }, seharusnya 0.
demo-port-taken = ✘ Port { $port } sudah dipakai. Pilih yang lain dengan --port, atau --port 0 supaya dipilihkan.
demo-no-modal = ✘ Tombol catatan nggak membuka formulir.
demo-not-refused = ✘ Tono seharusnya ditolak karena penuh.
demo-not-asked = ✘ Bot seharusnya bertanya jam berapa.
demo-not-one = ✘ Bot seharusnya tahu bahwa itu Bimo.
demo-no-code = ✘ Kode tautan nggak terbaca.
demo-not-same = ✘ Daftar { $game } nggak sama di kedua sisi.
demo-done = ✔ Selesai dalam { $seconds } detik.
demo-stopped = Bot sudah berhenti dengan rapi.

demo-open =
    Guyub sudah jalan. Buka { $url }/{ $shown }
    Ctrl+C untuk selesai.
demo-stays =
    Sekarang giliranmu. Tiruannya tetap jalan di { $url }
    Kendali untuk halaman atau curl: { $url }/control/state dengan header X-Guyub-Token: { $shown }
    Ketik help untuk bantuan, quit untuk selesai.
demo-help =
    sari@telegram /mabar pubg lusa jam 7 malam   Sari menulis di grup
    sari@telegram:dm halo                        Sari menulis ke bot secara pribadi
    bimo@discord /mabar pubg lusa jam 7 malam    Bimo memakai perintah; boleh juga game:pubg when:lusa jam 7 malam
    bimo@discord press Ikut                      menekan tombol terbaru yang bernama begitu
    bimo@discord fill text=halo                  mengisi formulir yang terbuka
    sari@telegram reply 5                        membalas pesan bot yang terbaru
    sari@telegram start                          membuka chat pribadi dengan bot
    new dewi@telegram                            orang baru
    look                                         melihat kedua ruang
    kill                                         mematikan bot dengan kill -9, lalu menyalakannya lagi
    quit                                         selesai
    Siapa yang terakhir dipakai diingat, jadi berikutnya cukup "press Ikut". Yang ada: { $people }
demo-verb-help = help bantuan tolong
demo-verb-look = look lihat
demo-verb-kill = kill bunuh
demo-verb-quit = quit exit keluar selesai
demo-verb-press = press pencet tekan klik
demo-verb-fill = fill isi
demo-verb-reply = reply balas
demo-verb-start = start mulai
demo-verb-new = new baru
demo-who-unknown = Belum ada yang bernama { $name }. Yang ada: { $people }. Orang baru: new { $name }@telegram
demo-who-not-there = { $name } nggak punya akun di { $platform }. Buatkan dengan: new { $name }@{ $platform }
demo-platform-unknown = Platformnya telegram atau discord, bukan { $platform }.
demo-place-unknown = Tempatnya #lobby atau :dm, bukan { $place }.
demo-cannot = Belum bisa: { $reason }
demo-nothing-typed = Mau ngapain? Misalnya: sari@telegram /mabar pubg lusa jam 7 malam
demo-press-what = Tombol mana? Misalnya: press Ikut
demo-no-button = Nggak ada tombol { $label } yang terlihat. Yang ada: { $labels }
demo-no-form = Belum ada formulir yang terbuka. Tekan dulu tombol yang membukanya.
demo-fill-how = Isi dengan nama=isi. Kolomnya: { $fields }
demo-fields = Formulir terbuka: { $title }. Isi dengan: { $how }
demo-nothing-to-reply = Belum ada pesan bot yang bisa dibalas di sini.
demo-no-command = Perintah itu nggak ada di Discord ini. Yang ada: { $commands }
demo-only-telegram = Itu hanya ada di Telegram.
demo-new-how = Tulis nama dan platformnya, misalnya: new dewi@telegram
demo-new = { $name } sekarang ada di { $platform }.
demo-no-answer = (bot belum menjawab)
demo-killed = Bot dimatikan dengan kill -9 dan dinyalakan lagi ({ $seconds } detik).
demo-empty = (belum ada apa-apa)
