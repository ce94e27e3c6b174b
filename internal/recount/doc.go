// Package recount counts what a portal publishes a second time, apart from the program: it reads an office's CSVs with the
// standard library, groups rows as a database would, in whole numbers and exact fractions, and holds capaian.csv, indeks.csv,
// the JSON documents and tables of pages against the result, to the last printed digit. It has no code of its own.
//
// Of the program it knows only how to build a site. What docs/method.md and README.md say is written here anew, so that a
// mistake has to be made twice to go unseen. Whether a figure may be shown is not asked here; what is shown must be right.
package recount
