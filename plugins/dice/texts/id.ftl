dice-fell = 🎲 { $who } melempar { $dice }: { $many ->
    [1] { $total }
   *[other] { $each } → { $total }
 }
dice-unreadable = Dadunya belum terbaca. Tulis misalnya 2d6 (dua dadu bersisi enam) atau d20.
dice-too-many = Dadunya 1 sampai { $most }, dan sisinya 2 sampai 1000, ya.

action-dice-throw =
    .name = dadu
    .about = Lempar dadu, misalnya 2d6
    .dice = Dadu, misalnya 2d6
    .dice-ask = Dadu apa? Tulis misalnya 2d6.
    .dice-name = dadu
