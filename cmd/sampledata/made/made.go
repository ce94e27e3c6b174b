// Package made holds what the makers of the sample portals share: draws that give
// the same numbers on every machine, shares that add up, places inside a boundary,
// tables and CSV. What is true of one office stands in the package of that office.
package made
