package build

// Stage is a part of a build.
type Stage int

// The stages, in the order in which they come.
const (
	ReadingLook  Stage = iota // site.yaml and the theme
	ReadingData               // data/
	AddingUp                  // sums for every unit, indicator and month
	Hiding                    // what may be published
	ReadingTexts              // content/, with its pictures
	Planning                  // which pages there are
	WritingFiles              // what is no page: search, downloads, assets
	WritingPages              // pages, and what is drawn of them
	Publishing                // into the output folder
	Stages                    // how many there are
)

// Progress is told when a stage begins, and within WritingPages of each page done, of
// how many; other stages have no count. Several may call it at once.
type Progress func(s Stage, done, total int)

func (p Progress) begin(s Stage) { p.at(s, 0, 0) }

func (p Progress) at(s Stage, done, total int) {
	if p != nil {
		p(s, done, total)
	}
}
