package dataset

import (
	"net/url"
	"strings"

	"terang/internal/health"
)

// agreementRow is a row of data/agreements.csv: a memorandum of understanding or a
// joint commitment (domain reference §5.2).
type agreementRow struct {
	Number string `csv:"number"`
	Title  string `csv:"title"`
	Date   string `csv:"date"`
	First  string `csv:"first_party"`
	Second string `csv:"second_party"`
	Scope  string `csv:"scope"`
	Start  string `csv:"start"`
	End    string `csv:"end"`
	Link   string `csv:"link"`
	Status string `csv:"status"`
}

// commitmentRow is a row of data/commitments.csv: one promise of a follow-up plan (RTL).
type commitmentRow struct {
	Area      string `csv:"area"`
	Activity  string `csv:"activity"`
	Indicator string `csv:"indicator"`
	Owner     string `csv:"owner"`
	Sector    string `csv:"sector"`
	Target    string `csv:"target"`
	Due       string `csv:"due"`
	Status    string `csv:"status"`
	Evidence  string `csv:"evidence"`
	Updated   string `csv:"updated"`
	Meeting   string `csv:"meeting"`
}

var (
	agreementWords = []string{string(health.AgreementActive), string(health.AgreementEnded)}
	actionWords    = []string{
		string(health.ActionOpen), string(health.ActionUnderway), string(health.ActionDone), string(health.ActionCancelled),
	}
)

func (r *reader) readAgreements() {
	if s, _, ok := r.load(agreementsFile); ok {
		readTable(r, s, []string{"title", "first_party", "second_party"}, r.takeAgreement)
	}
	if s, _, ok := r.load(commitmentsFile); ok {
		readTable(r, s, []string{"area", "activity"}, r.takeCommitment)
	}
}

func (r *reader) takeAgreement(row agreementRow, at record) outcome {
	before := len(r.ps)
	r.missingCell(at, "title", row.Title)
	r.missingCell(at, "first_party", row.First)
	r.missingCell(at, "second_party", row.Second)
	a := health.Agreement{
		Number: clean(row.Number), Title: clean(row.Title), Scope: clean(row.Scope), Date: r.day(at, "date", row.Date),
		First: r.parties(at, "first_party", row.First), Second: r.parties(at, "second_party", row.Second),
		From: r.day(at, "start", row.Start), To: r.day(at, "end", row.End), Link: r.webAddress(at, row.Link),
		Status: health.AgreementStatus(r.choice(at, "status", row.Status, string(health.AgreementActive), agreementWords)),
	}
	if a.To != 0 && a.To < a.From {
		r.ps.Error(at.at("end"), "end-before-start", "value", a.To.String(), "other", a.From.String())
	}
	if r.ps[before:].HasErrors() {
		return refused
	}
	if a.To != 0 && r.opt.Date > 0 && a.To < r.opt.Date {
		if clean(row.Status) != "" && a.Status == health.AgreementActive {
			r.ps.Warn(at.at("status"), "agreement-ended", "value", a.To.String())
		}
		a.Status = health.AgreementEnded
	}
	r.data.Agreements = append(r.data.Agreements, a)
	return used
}

// parties reads one side of an agreement: codes of areas or facilities, or names.
// A code that no register knows is a warning: the party may be right and the
// register behind.
func (r *reader) parties(at record, column, cell string) []health.Party {
	var all []health.Party
	for _, item := range listOf(cell) {
		p := health.Party{Code: item, Unit: health.NoUnit}
		unit, here, known := r.places.find(item)
		_, facility := r.silent(item)
		switch {
		case here:
			p.Unit = unit
		case facility:
		case known:
			p.Code, p.Name = "", item
		default:
			if p.Code, p.Name = "", item; strings.ContainsAny(item, "0123456789") && !strings.ContainsRune(item, ' ') {
				r.ps.Warn(at.at(column), "unknown-party", "value", item, "near", r.places.near(item))
			}
		}
		all = append(all, p)
	}
	return all
}

func (r *reader) takeCommitment(row commitmentRow, at record) outcome {
	before := len(r.ps)
	what := clean(row.Activity)
	r.missingCell(at, "activity", what)
	unit, out := r.unitCell(at, "area", row.Area)
	a := health.Action{
		No: len(r.data.Actions) + 1, What: what, Indicator: -1, Target: clean(row.Target), Owner: clean(row.Owner),
		Sector: clean(row.Sector), Evidence: clean(row.Evidence), Unit: unit, Origin: clean(row.Meeting),
		Due: r.day(at, "due", row.Due), Updated: r.day(at, "updated", row.Updated),
		Status: health.ActionStatus(r.choice(at, "status", row.Status, string(health.ActionOpen), actionWords)),
	}
	if code := clean(row.Indicator); code != "" {
		a.Indicator = r.indicatorCell(at, "indicator", code)
	}
	if r.ps[before:].HasErrors() {
		return refused
	}
	if a.Owner == "" {
		r.ps.Warn(at.at("owner"), "action-without-owner", "value", what)
	}
	if a.Due == 0 {
		r.ps.Warn(at.at("due"), "action-without-date", "value", what)
	}
	if out == used {
		r.data.Actions = append(r.data.Actions, a)
	}
	return out
}

// unitCell finds the area or puskesmas of a row; the outcome is outOfSite where it
// is known to lie outside the site.
func (r *reader) unitCell(at record, column, cell string) (health.Unit, outcome) {
	code := clean(cell)
	if r.missingCell(at, column, code) || r.damaged(at, column, code) {
		return health.NoUnit, refused
	}
	unit, here, known := r.places.find(code)
	switch {
	case !known:
		r.ps.Error(at.at(column), "unknown-area", "code", code, "near", r.places.near(code))
		return health.NoUnit, refused
	case !here:
		return health.NoUnit, outOfSite
	}
	return unit, used
}

// indicatorCell finds the indicator of a row, -1 with a problem where it is not known.
func (r *reader) indicatorCell(at record, column, code string) int {
	if i, ok := r.indicatorAt[code]; ok {
		return i
	}
	r.ps.Error(at.at(column), "unknown-indicator", "code", code, "near", r.nearIndicator(code))
	return -1
}

// day reads a date; 0 where the cell is empty.
func (r *reader) day(at record, column, cell string) health.Date {
	text := clean(cell)
	if isMissing([]byte(text)) {
		return 0
	}
	d, ok := health.ParseDate(text)
	if !ok {
		r.ps.Error(at.at(column), "bad-date", "value", text)
	}
	return d
}

// webAddress reads the address of a document.
func (r *reader) webAddress(at record, cell string) string {
	text := clean(cell)
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		r.ps.Error(at.at("link"), "bad-web-address", "value", text)
		return ""
	}
	return text
}
