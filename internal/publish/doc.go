// Package publish is the door that writes the output folder (public/), and the only room that touches it.
//
// # A run
//
//	run, err := publish.Open("public", ".terang")
//	defer run.Abort()              // does nothing after Commit
//	err = run.Write("index.html", body) // from as many goroutines as you like
//	report, err := run.Commit()    // when every Write has returned
//
// A run holds the whole new site: what it does not write is stale and goes. Until Commit nothing in the output
// folder changes, so a build with faults ends in Abort and leaves the old site as it was.
//
// # What stands where
//
// The state folder (.terang beside site.yaml) never lies in the output folder and is never published:
//
//	.terang/public-1f2e3d4c/        one folder for each output folder, named by its place relative to .terang
//	    lock                        held by the operating system for the process that builds into it
//	    manifest                    what the last run wrote: digest, size and path of each file, sorted, sealed
//	    manifest.next               the same for the run that is being committed
//	    commit                      the commit record: the steps to take in the output folder, in order
//	    stage/                      files that are new or changed, at their paths
//
// # Killed at any instant
//
// Files are staged; then manifest.next is written; then the commit record appears by one rename. From there on each
// step may be repeated without harm: move a staged file into place, remove a stale one. At the end manifest.next
// becomes manifest and the record goes. So Open finds either no record, and throws the stage away (the old site
// stands), or a record, and takes the steps again (the new site stands). Nothing is flushed to the disk: the promise
// is against a killed process, not against lost power.
//
// A first build into a folder that holds nothing but .gitignore moves whole top folders. Where the stage cannot be
// moved because the output folder is on another device, each file is copied to .terang-part in the output folder and
// renamed there.
//
// # Open in another program
//
// Where the system lets nobody replace a file that another program has open
// (Windows), each step is tried again for some seconds in all; then the run ends
// with a [BusyError], its record stands, and the next run finishes it.
//
// # Whose files
//
// Ours are the files our manifest lists. A file of ours is unchanged when its digest is the same as last time and the
// file is still there with the same size; else it is written again. Where it was written to after the manifest, it is
// read: a time never says that a file is the same, only that it may be another one. With [Run.Overwrite] or [Run.Afresh]
// each is read. Files that are not ours are kept. One that stands
// where a page must go is adopted when it has the same bytes; otherwise Commit refuses, names it, and changes
// nothing, unless [Run.Overwrite] was called. The same holds when .terang was deleted or its manifest is damaged:
// then nothing is ours, equal files are adopted, and different ones stand in the way, with an [InWayError] that says why.
//
// A link or a file where a page needs a folder always stops the run: links in the output folder are never followed.
// That is checked for each folder when a page is written and again when it is moved into place. The output folder
// itself may be a link.
package publish
