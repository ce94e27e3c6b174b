package content

import "terang/internal/health"

// MeetingType is the kind of a meeting (domain reference §5.2); the text is what
// key jenis writes.
type MeetingType string

// The meeting types. NoMeetingType is an event that is none of them.
const (
	NoMeetingType   MeetingType = ""
	LokminBulanan   MeetingType = "lokmin_bulanan"
	LokminTriwulan  MeetingType = "lokmin_triwulan"
	Rakor           MeetingType = "rakor"
	Rakerkesda      MeetingType = "rakerkesda"
	AdvocacyMeeting MeetingType = "advokasi"
)

func meetingTypes() []string {
	return []string{
		string(LokminBulanan), string(LokminTriwulan), string(Rakor), string(Rakerkesda), string(AdvocacyMeeting),
	}
}

// Meeting is what a post in content/kegiatan says beyond its text (domain
// reference §5.2). Whatever was not given is empty, 0, Missing, -1 or NoUnit.
type Meeting struct {
	Type         MeetingType
	Date         health.Date
	Place        string
	Unit         health.Unit
	Year         int // the year it is about; that of Date where not given
	Chair        string
	OpenedBy     string
	Participants []Participants
	Discussed    []Discussed
	Problems     []string
	RootCause    string // paragraphs parted by line breaks
	Agreements   []Agreement
	Actions      []Action
}

// Participants counts the people of one sector; Count may be Missing.
type Participants struct {
	Sector string
	Count  health.Count
}

// Discussed is an attainment that was on the table.
type Discussed struct {
	Indicator int
	Period    health.Month // NoMonth where not given
	Note      string       // as quoted at the meeting, not computed
}

// Party is one side of an agreement.
type Party struct {
	Code string
	Name string
	Unit health.Unit // NoUnit for a facility other than a puskesmas and for one that no register knows
}

// AgreementStatus says whether an agreement holds; the text is what key status writes.
type AgreementStatus string

// The statuses of an agreement.
const (
	AgreementActive AgreementStatus = "aktif"
	AgreementEnded  AgreementStatus = "berakhir"
)

// Agreement is a memorandum of understanding or a joint commitment.
type Agreement struct {
	Number   string
	Title    string
	Date     health.Date // 0 where not given, also From and To
	First    []Party
	Second   []Party
	Scope    string
	From, To health.Date
	File     string          // an Asset.Path, empty where none is published
	Status   AgreementStatus // on the date of Options: past its end it has ended, whatever was written
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
	Indicator int // -1 where none is named
	Target    string
	Owner     string
	Sector    string
	Due       health.Date // 0 where not given
	Status    ActionStatus
	Evidence  string // plain text, never an address to be trusted
	Updated   health.Date
}

// Late says whether the action should have been done before a date and is
// neither done nor cancelled.
func (a Action) Late(on health.Date) bool {
	return a.Due != 0 && a.Due < on && a.Status != ActionDone && a.Status != ActionCancelled
}
