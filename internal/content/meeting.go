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
	Attendance   health.Count // how many in all; Missing where that is not known
	Discussed    []Discussed
	Problems     []string
	RootCause    string // paragraphs parted by line breaks
	Agreements   []health.Agreement
	Actions      []health.Action
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
