// Package revision tells two editions of a portal apart by what each of them
// publishes: which numbers of which places changed, who came to or fell below a
// target, which facility and which address is gone.
//
//	an output folder ─► Open ─┐
//	                          ├─► Compare ─► Changes ─► Text, Markdown, JSON, Log
//	another ─────────► Open ─┘
//
// It reads finished output folders and nothing else, so that it cannot know what an
// edition hides. What one of two editions hides is told without a number, whatever
// the other one shows; nor is told by how much a number below kab/kota was corrected
// where that is fewer people than such a number must have to be shown (domain
// reference §8.3), nor by how much a sum that this would follow from: it would
// tell of these few.
//
// A number is revised where both editions have it for the same month. Where the month
// itself moved on, the number is a newer one and no revision.
package revision
