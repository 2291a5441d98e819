dice-fell = 🎲 { $who } rolled { $dice }: { $many ->
    [1] { $total }
   *[other] { $each } → { $total }
 }
dice-unreadable = I couldn't read those dice. Write for example 2d6 (two six-sided dice) or d20.
dice-too-many = From 1 to { $most } dice, with 2 to 1000 sides, please.

action-dice-throw =
    .name = dice
    .about = Roll dice, for example 2d6
    .dice = Dice, for example 2d6
    .dice-ask = Which dice? Write for example 2d6.
    .dice-name = dice
