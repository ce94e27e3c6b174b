package sheet

// readJSON reads records. Not yet.
func (r *reader) readJSON([]byte, int) {
	r.ps.Error(r.file(), "bad-json", "reason", "json")
}
