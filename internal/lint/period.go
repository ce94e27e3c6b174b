package lint

import (
	"slices"
	"strconv"

	"terang/internal/content"
	"terang/internal/health"
)

// period is a month, or the whole of a year where month is NoMonth.
type period struct {
	month health.Month
	year  int
}

// day is a day that a sentence names; year is 0 where it does not say which.
type day struct {
	from, to         int // tokens
	year, month, day int
}

func (d day) date() health.Date { return health.DateOf(d.year, d.month, d.day) }

// whole reads a token of digits alone.
func whole(s []token, i int) (int, bool) {
	if i < 0 || i >= len(s) || s[i].kind != digits {
		return 0, false
	}
	n, err := strconv.Atoi(s[i].text)
	return n, err == nil
}

func yearAt(s []token, i int) (int, bool) {
	n, ok := whole(s, i)
	return n, ok && n >= 1990 && n <= 2100
}

// monthAt reads a month by name, which begins with a capital letter.
func monthAt(s []token, i int) (int, bool) {
	if i < 0 || i >= len(s) || s[i].text == s[i].low {
		return 0, false
	}
	m, ok := months[s[i].low]
	return m, ok
}

// days lists the days that a sentence names: 8 Oktober 2024, 8 Oktober, 8/10/2024.
func days(s []token) []day {
	var list []day
	for i := range s {
		d, ok := whole(s, i)
		if !ok || d < 1 || d > 31 || len(s[i].text) > 2 {
			continue
		}
		at := day{from: i, day: d}
		if m, ok := monthAt(s, i+1); ok {
			at.month, at.to = m, i+2
		} else if m, ok := whole(s, i+2); ok && m >= 1 && m <= 12 && s[i+1].text == "/" {
			at.month, at.to = m, i+3
			if at.to < len(s) && s[at.to].text == "/" {
				at.to++
			} else if i == 0 || s[i-1].text != "(" { // a fraction, unless in brackets
				continue
			}
		} else {
			continue
		}
		if y, ok := yearAt(s, at.to); ok {
			at.year, at.to = y, at.to+1
		}
		list = append(list, at)
	}
	return list
}

// periods lists the periods that a sentence names, each once; a month without a year
// is the last one of its name up to the post's date.
func periods(s []token, written health.Date) []period {
	var list []period
	add := func(p period) {
		if !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	dates := days(s)
	for i := 0; i < len(s); i++ {
		if at := slices.IndexFunc(dates, func(d day) bool { return d.from == i }); at >= 0 {
			if d := dates[at]; d.day >= 28 && d.year > 0 && i > 0 && set("per sampai hingga s.d akhir")[s[i-1].low] {
				add(period{month: health.MonthOf(d.year, d.month)})
			}
			i = dates[at].to - 1
			continue
		}
		if m, ok := monthAt(s, i); ok {
			if rangeTo(s, i) {
				continue
			}
			if y, ok := yearAt(s, i+1); ok {
				add(period{month: health.MonthOf(y, m)})
				i++
			} else if written != 0 {
				add(period{month: lastCalled(m, written)})
			}
			continue
		}
		if m, next, ok := partOfYear(s, i); ok {
			add(period{month: m})
			i = next - 1
			continue
		}
		if y, ok := yearAt(s, i); ok {
			add(period{month: health.NoMonth, year: y})
		}
	}
	return list
}

// rangeTo says whether a month is the first of a range: the range ends with its last.
func rangeTo(s []token, i int) bool {
	if _, ok := yearAt(s, i+1); ok {
		i++
	}
	if i+2 >= len(s) || !set("- – sampai hingga s.d ke to")[s[i+1].low] {
		return false
	}
	next := i + 2
	if s[next].low == "dengan" {
		next++
	}
	_, ok := monthAt(s, next)
	return ok
}

// lastCalled gives the last month of a name up to a day.
func lastCalled(month int, until health.Date) health.Month {
	m := health.MonthOf(until.Year(), month)
	if m > until.Month() {
		m -= 12
	}
	return m
}

// partOfYear reads a quarter or half of a year as its last month, and a month as 2024-09.
func partOfYear(s []token, i int) (m health.Month, next int, ok bool) {
	length := map[string]int{"triwulan": 3, "kuartal": 3, "tw": 3, "quarter": 3, "semester": 6}[s[i].low]
	if length > 0 && i+2 < len(s) {
		n := quarters[s[i+1].low]
		at := i + 2
		if s[at].low == "tahun" {
			at++
		}
		if y, found := yearAt(s, at); found && n > 0 && n*length <= 12 {
			return health.MonthOf(y, n*length), at + 1, true
		}
	}
	if y, found := yearAt(s, i); found && i+2 < len(s) && s[i+1].text == "-" && s[i+1].start == s[i].end {
		if n, ok := whole(s, i+2); ok && n >= 1 && n <= 12 && len(s[i+2].text) == 2 {
			return health.MonthOf(y, n), i + 3, true
		}
	}
	return health.NoMonth, i, false
}

// hasTime says whether words place a text in time at all.
func hasTime(s []token) bool {
	for i, t := range s {
		if _, ok := yearAt(s, i); ok {
			return true
		}
		if _, ok := monthAt(s, i); ok || times[t.low] {
			return true
		}
		if i+1 < len(s) && spans[t.low] && which[s[i+1].low] {
			return true
		}
	}
	return false
}

// dates holds the days of a sentence against their weekdays and the post's own date.
func (l *linter) dates(p *content.Post, g *content.Passage, s []token) {
	list := days(s)
	for _, d := range list {
		from, to := s[d.from].start, s[d.to-1].end
		written := g.Text[from:to]
		if name, wanted, ok := weekdayBefore(s, d.from); ok && (d.year > 0 || p.Date != 0) {
			date := d
			if d.year == 0 {
				date.year = nearestYear(d, p.Date)
			}
			if _, real := health.ParseDate(date.date().String()); !real {
				l.ps.Warn(g.Pos(from, to), "no-such-day", "value", written)
				continue
			}
			if is := weekday(date.date()); is != wanted {
				l.ps.Warn(g.Pos(s[name].start, to), "wrong-weekday", "value", g.Text[s[name].start:to],
					"date", date.date().String(), "day", dayNames(s[name].low)[is])
			}
		}
		if d.year > 0 && p.Date != 0 && d.year != p.Date.Year() && d.date()%10000 == p.Date%10000 && len(list) == 1 {
			l.ps.Note(g.Pos(from, to), "date-differs", "value", written, "date", p.Date.String())
		}
	}
	if len(list) == 1 && p.Meeting != nil && p.Date != 0 && list[0].year > 0 && list[0].date() != p.Date && held(s, list[0].from) {
		l.ps.Note(g.Pos(s[list[0].from].start, s[list[0].to-1].end), "date-differs",
			"value", g.Text[s[list[0].from].start:s[list[0].to-1].end], "date", p.Date.String())
	}
}

// held says whether a sentence tells that this meeting took place on the day behind it.
func held(s []token, at int) bool {
	subject := false
	for _, t := range s[:at] {
		subject = subject || gatherings[t.low]
		if subject && heldWords[t.low] {
			return true
		}
	}
	return false
}

// weekdayBefore finds the weekday written before a day: "Selasa, 8 Oktober", "Selasa (8/10)".
func weekdayBefore(s []token, at int) (i, weekday int, ok bool) {
	for i = at - 1; i >= 0 && i >= at-3; i-- {
		if w, found := weekdays[s[i].low]; found && s[i].text != s[i].low {
			return i, w, true
		}
		if !beforeDate[s[i].low] {
			break
		}
	}
	return 0, 0, false
}

// nearestYear gives the year in which a day is nearest to another.
func nearestYear(d day, to health.Date) int {
	best := to.Year()
	away := func(y int) int {
		n := health.DateOf(y, d.month, d.day).Days() - to.Days()
		return max(n, -n)
	}
	for _, y := range []int{best - 1, best + 1} {
		if away(y) < away(best) {
			best = y
		}
	}
	return best
}

// weekday gives 0 for Sunday: 1 March of year 0 was a Wednesday.
func weekday(d health.Date) int { return (d.Days() + 2) % 7 }
