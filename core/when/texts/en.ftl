# The time grammar's questions and reasons, English. Dates are shown as "Saturday 28 Nov", times as "Sat 28 Nov 19:30 WIB".

when-ampm = { $clock } { $early ->
    [midnight] at midnight
    [small-hours] in the small hours
    [dawn] at dawn
   *[morning] in the morning
 } or { $clock } { $late ->
    [noonish] around noon
    [afternoon] in the afternoon
    [evening] in the evening
   *[night] at night
 }?
when-twelve = Twelve noon, or twelve midnight?
when-after-midnight = It's already past midnight. Do you mean { $first } or { $second }?
when-next-weekday = Do you mean { $first } or { $second }?
when-week-or-sunday = "Minggu depan": is that { $first }, { $second }, or another day next week?
when-midnight = The midnight that begins { $first }, or the one that begins { $second }?
when-small-hours = The small hours of { $first } or of { $second }?
when-weekend = { $first } or { $second }?
when-contradiction-of-days = The day and the date don't match. Which is right, { $first } or { $second }?
when-two-days = Do you mean { $first } or { $second }?
when-which-day = Which day exactly?
when-which-date = Which date exactly?
when-choose = Which one do you mean?
when-range = That is a span of time. Which one is the start?
when-tomorrow = That time is already over today. Do you mean { $time }?
when-next-year = That date is already over this year. Do you mean { $time }?
when-confirm = Do you mean { $time }?
when-exact-hour = { $day }: what time exactly, to be sure?
when-hour = { $near ->
    [today] { $part ->
        [small-hours] What time in the coming small hours?
        [dawn] What time at dawn?
        [morning] What time this morning?
        [noonish] What time around noon?
        [afternoon] What time this afternoon?
        [evening] What time this evening?
        [night] What time tonight?
       *[day] What time today?
    }
   *[other] { $part ->
        [small-hours] { $day }, what time in the small hours?
        [dawn] { $day }, what time at dawn?
        [morning] { $day }, what time in the morning?
        [noonish] { $day }, what time around noon?
        [afternoon] { $day }, what time in the afternoon?
        [evening] { $day }, what time in the evening?
        [night] { $day }, what time at night?
       *[day] { $day }, what time?
    }
 }

when-past = That time is already over. Please pick one that is still to come.
when-bad-clock = There is no such time of day (00:00-23:59). Please write it again.
when-bad-date = There is no such date in the calendar. Please check it.
when-contradiction = Those words contradict each other. Please write just one time, for example "tomorrow at 8pm".
when-two-clocks = There are two times of day in that. Please write just one.
when-too-far = That is too far away. Please pick a nearer time.
when-gap = That time does not exist: the clocks go forward there that day. Please pick another.
when-empty = The time is still empty. Write for example "tomorrow at 8pm".
when-too-long = That is too long for a time ({ $most } characters at most). Write for example "tomorrow at 8pm".
when-not-a-time = I couldn't read a time in that. Write for example "tomorrow at 8pm" or "in 30 minutes".
when-unknown-part = I don't know "{ $piece }" as part of a time. Write for example "tomorrow at 8pm".

# A time on the clock, as part of a question.
when-clock = { $hour }:{ $minute }
