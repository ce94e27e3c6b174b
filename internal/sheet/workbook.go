package sheet

// unzip reads a workbook. Not yet.
func (r *reader) unzip([]byte) {
	r.ps.Error(r.file(), "bad-workbook", "reason", "zip")
}
