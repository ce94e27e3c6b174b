package health

// What an office promises, agrees on, scores and pays. Rows of tables and the
// front matter of meetings give the same nouns. None of them counts patients.

// Party is one side of an agreement.
type Party struct {
	Code string
	Name string
	Unit Unit // NoUnit for a facility other than a puskesmas and for one that no register knows
}

// AgreementStatus says whether an agreement holds; the text is what key status writes.
type AgreementStatus string

// The statuses of an agreement.
const (
	AgreementActive AgreementStatus = "aktif"
	AgreementEnded  AgreementStatus = "berakhir"
)

// Agreement is a memorandum of understanding or a joint commitment (domain
// reference §5.2).
type Agreement struct {
	Number   string
	Title    string
	Date     Date // 0 where not given, also From and To
	First    []Party
	Second   []Party
	Scope    string
	From, To Date
	File     string          // a published file's path, empty where none is
	Link     string          // or its address elsewhere
	Status   AgreementStatus // on the day of the build: past its end it has ended, whatever was written
}

// ActionStatus says how far an action is; the text is what key status writes.
type ActionStatus string

// The statuses of an action (domain reference §5.2).
const (
	ActionOpen      ActionStatus = "belum"
	ActionUnderway  ActionStatus = "proses"
	ActionDone      ActionStatus = "selesai"
	ActionCancelled ActionStatus = "batal"
)

// Action is one row of a follow-up plan (RTL).
type Action struct {
	No        int
	What      string
	Indicator int // place in the catalogue, -1 where none is named
	Target    string
	Owner     string
	Sector    string
	Due       Date // 0 where not given
	Status    ActionStatus
	Evidence  string // plain text, never an address to be trusted
	Updated   Date
	Unit      Unit   // whose it is; NoUnit in a meeting that says it for all its rows
	Origin    string // where it was promised, in a table
}

// Late says whether the action should have been done before a date and is
// neither done nor cancelled.
func (a Action) Late(on Date) bool {
	return a.Due != 0 && a.Due < on && a.Status != ActionDone && a.Status != ActionCancelled
}

// CycleStep is a step of the yearly round of a puskesmas' management (domain
// reference §5.1); the text is what column type of data/meetings.csv writes.
type CycleStep string

// The steps: planning is P1, the two workshops are P2, control and review are P3.
const (
	StepPlanning  CycleStep = "perencanaan"
	StepMonthly   CycleStep = "lokmin_bulanan"
	StepQuarterly CycleStep = "lokmin_triwulan"
	StepReview    CycleStep = "penilaian"
)

// CycleSteps lists the steps in the order of the round.
func CycleSteps() []CycleStep {
	return []CycleStep{StepPlanning, StepMonthly, StepQuarterly, StepReview}
}

// Held is a step of the round that a puskesmas held on a day.
type Held struct {
	Unit Unit // a puskesmas
	Date Date
	Step CycleStep
}

// Score is what the yearly performance review (PKP) of a puskesmas came to
// (domain reference §5.3).
type Score struct {
	Year       int
	Unit       Unit    // a puskesmas
	Services   float64 // mean of the sub-variables in percent, each capped at 100; -1 where none is given
	Variables  []ScorePart
	Management float64 // 0 to 10; -1 where not given
}

// ScorePart is one sub-variable of a Score, in percent as given, which may pass 100.
type ScorePart struct {
	Name  string
	Value float64
}

// BudgetLine is money of one source for one area and year.
type BudgetLine struct {
	Year      int
	Unit      Unit
	Indicator int // what it is for, -1 where nothing is named
	Source    string
	Rupiah    int64
	Quoted    string // who said so and when, where it is no figure of the office; empty where it is
}

// QuotedIndex is an SPM index as the office printed it (data/index.csv). It is shown
// beside the computed one and never used in computing (domain reference §2.2).
type QuotedIndex struct {
	Year     int
	Unit     Unit
	Value    float64 // 0 to 100
	Category string  // as printed, empty where not given
	Source   string  // where it is printed
}

// Correction is a published number that was corrected later (data/revisions.csv): what
// stood in an edition of the portal, and what stood in the next.
type Correction struct {
	Date      Date // of the edition that corrected it
	Period    Month
	Unit      Unit
	Indicator int
	Old, New  Amount // both Missing where it is not told by how many people
	Reason    string
}

// Told says whether it is told what the number was and what it became.
func (c Correction) Told() bool { return c.Old.Numerator.Known() && c.New.Numerator.Known() }

// Amount is people served of those to serve. Denominator is Missing for a plain count.
type Amount struct{ Numerator, Denominator Count }
