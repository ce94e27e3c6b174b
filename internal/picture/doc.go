// Package picture draws what leaves the portal's own pages: a chart as an SVG or
// PNG file of its own, and the card that other sites and messengers show where
// somebody sends them a link.
//
// A chart comes as the markup that the page has: our own subset of SVG, and lists
// and tables of small drawings. It is parsed, laid out with its title, its words
// and its source, and every class becomes presentation attributes in the theme's
// colours, so that the file looks the same in a browser, a word processor or a
// message, where there is no style sheet. The PNG is the same tree of elements,
// drawn by this package; nothing here knows a number.
//
// Pictures are the same bytes on every machine: coordinates are rounded to a 64th
// of a pixel before they are filled, and all further steps are in whole numbers.
// Letters are those of the Go fonts, which the program carries with it; an SVG
// names a common sans-serif type instead, as the reader's machine has it.
package picture
