package site

import (
	"encoding/json"
	"math"

	"terang/internal/chart"
)

// View is one page as the theme sees it: a shell around a lead and sections. All
// pages have this one shape, so that a theme needs few templates and a reader
// learns one kind of page. Texts are plain and escaped by the template; only
// chart.Markup is HTML already.
type View struct {
	Layout    string // template: "page", "lokmin", "form"
	Kind      string // kind of page, for <body data-page>: "home", "service", "kecamatan", "desa", …
	Lang      string
	Title     string // for <title>; the lead has the h1
	Summary   string // for <meta name=description>
	Root      string // from this page to the site's root: "", "../", "../../"; absolute in 404.html
	Absolute  string // this page's address from base_url
	Site      Identity
	Assets    Assets
	Nav       []Link
	Languages []Language // this page in each language; empty where there is one
	Crumbs    []Link     // from the root down; the last is the page itself and has no Href
	Urgent    []Notice   // before everything else
	Notices   []Notice
	Lead      Lead
	Sections  []Section
	Footer    Footer
	Picture   Preview
	NoIndex   bool
	Linked    json.RawMessage // what the page is about, for machines: JSON-LD

	Shown Shown // what of the page's figures is data

	// Maps and LargestMap tell how many outlines were drawn for the page, and the bytes of the largest.
	Maps, LargestMap int
}

// Identity is what every page says of its site.
type Identity struct {
	Title  string // of the portal
	Office string
	Home   string // address of the home page from this page
	Search string // address of the search page from this page

	Village string // what the lowest areas of the site are called: "desa", "kelurahan"
	Sample  bool
	Logo    Logo
}

// Logo is the site's own picture, for light and for dark grounds. The addresses are
// from the page, and empty for the theme's own mark.
type Logo struct {
	Light, Dark   string
	Width, Height float64 // of the picture, in any unit
}

// Icon says whether the logo is square enough to stand for the site where there is
// little room.
func (l Logo) Icon() bool {
	return l.Light != "" && l.Width <= 1.34*l.Height && l.Height <= 1.34*l.Width
}

// Across is how wide the logo is where it is so high.
func (l Logo) Across(height int) int {
	if l.Height <= 0 {
		return height
	}
	return int(math.Round(float64(height) * l.Width / l.Height))
}

// Language is a page in one of the site's languages.
type Language struct {
	Lang     string
	Name     string // in that language
	Href     string
	Absolute string
	Current  bool
}

// Assets are addresses of style and scripts from this page; empty where there is none.
type Assets struct {
	CSS         string
	Sheet       string // style of the pages that are made to be printed, on those
	Interactive string // loader of the interactive view; empty where the page has no interactive figure
	ECharts     string
	Search      string // script of the search page only
	Facilities  string // script of the pages of facilities only
	Offline     string // script that has pages kept; empty where the site does not want it
	Worker      string // address of the worker that keeps them
	Share       string // script of the ways to send something on
}

// Link is a link with its text; Current marks the page or section that it stands on.
type Link struct {
	Text    string
	Href    string
	Note    string
	Current bool
}

// Notice is a banner. Level is "info", "penting" or "darurat".
type Notice struct {
	Text  string
	Level string
}

// Lead is the first screen: what is this, how is it here, since when.
type Lead struct {
	Title    string
	Lang     string       // of title and sentence, where it is not the page's
	Kind     string       // one muted line: kind of place, data month, provisional
	Sentence chart.Markup // the headline, made from the data
	Facts    []Fact       // at most four numbers
	Actions  []Link       // the first is the main one
	Define   *Definitions
}

// Definitions say what terms mean that the words before have, to who asks for it.
type Definitions struct {
	Label string // names the terms
	Terms []Term
	More  Link // to all terms
}

// Fact is a number with its name. Href, if set, leads to its working, and Label is
// what that link is called.
type Fact struct {
	Name  string
	Value string
	Unit  string
	Note  string
	Href  string
	Label string
}

// Section is a part of a page. It holds one or more of the blocks below; the
// template prints those that are set, in this order.
type Section struct {
	ID         string
	Lang       string // of its prose, where it is not the page's
	Heading    string
	Intro      string
	Define     *Definitions
	Narrow     bool         // may stand beside another narrow section on a wide screen
	Services   chart.Markup // the bullet list
	Figures    []chart.Figure
	Table      *chart.Table
	Rows       string // address of the table's numbers; empty where there is none
	Terms      []Term
	Workings   *Workings
	Prose      []Prose
	Cards      []Card
	Promises   []Promise
	Agreements []Agreement
	Directory  []DirectoryGroup
	Links      []LinkGroup
	Downloads  []Download
	Finder     *Finder
	Locator    *Locator
	Signing    *Signing
	Code       *Code
	More       *Link
}

// Signing is the block of a form where it is signed: who approves it at the left,
// who made it at the right. The place may be empty.
type Signing struct {
	Place    string
	Head     Signer
	Reporter Signer
}

// Signer is who signs; Name and NIP may be empty.
type Signer struct {
	Title string
	Name  string
	NIP   string
}

// Code leads from paper to the page: the drawing, empty where there is none, and its
// address; beside it what tells one print from another.
type Code struct {
	SVG     chart.Markup
	Address string
	Lines   []string
}

// Prose is a piece of written text, followed by a figure or a table where one stands in it.
type Prose struct {
	HTML   chart.Markup
	Figure *chart.Figure
	Table  *chart.Table
	Rows   string // address of the table's numbers
}

// Workings tell how the figures of a page came about: first what holds for all.
type Workings struct {
	Common []string
	Items  []WorkingItem
}

// WorkingItem is the working of one figure; ID is its anchor, to which the figure leads.
type WorkingItem struct {
	ID      string
	Name    string
	Formula string
	Lines   []string
}

// Term is an entry of a definition list. Href, if set, makes the term a link.
type Term struct {
	ID   string
	Name string
	Href string
	Text string
}

// Card announces a post or a meeting.
type Card struct {
	Title   string
	Lang    string // of its texts, where it is not the page's
	Href    string
	Date    string // as printed
	ISODate string
	Kind    string
	Summary string
	Picture chart.Markup
}

// Promise is one row of a follow-up plan (RTL). Class is "good", "near", "bad", "none".
type Promise struct {
	What     string
	Place    Link // whose it is, where the page is not that place's own
	Status   string
	Class    string
	Owner    string
	Due      string
	ISODue   string
	Target   string
	Evidence string
	Updated  string
	From     Link // the meeting it was made at
}

// Agreement is a MoU. Class is "good" while it holds and "none" when it has ended.
type Agreement struct {
	ID     string
	Title  string
	Number string
	Status string
	Class  string
	First  string
	Second []Link
	Scope  string
	Period string
	File   Link
	From   Link
}

// DirectoryGroup lists the facilities of one kind.
type DirectoryGroup struct {
	ID      string
	Heading string
	Entries []DirectoryEntry
}

// DirectoryEntry is one facility; ID is its anchor.
type DirectoryEntry struct {
	ID      string
	Name    string
	Href    string
	Kind    string
	Place   string
	Address string
	Hours   string
	Phone   string
	Tel     string // tel: link
	Map     string // geo: link
	Notes   []string
}

// LinkGroup is a list of links under a heading of its own, which may be a link too.
type LinkGroup struct {
	Heading string
	Href    string
	Links   []Link
}

// Download is a file to fetch.
type Download struct {
	Name   string
	Href   string
	Format string
	Size   string
	Text   string
	Also   Link // the same in another format, which the note tells
}

// Finder is the form of the search page. Its script finds what the index holds;
// without it the list of the section after stands.
type Finder struct {
	Label string
	Hint  string
	Index string // address of the folder of the index, from this page
	Lists string // address of the folder of the lists of facilities, from this page
	Root  string // from this page to the root that the addresses in the index begin at

	Village string // see Identity
}

// Locator is the form of the page of facilities. Its script goes through all of
// them; without it the directory of the section stands.
type Locator struct {
	Files    []string // addresses of the lists, from this page
	Root     string   // from this page to the root that the addresses in the lists begin at
	Areas    []Choice
	Kinds    []Choice
	Services []Choice
	Near     bool   // some facilities have a place on earth
	Village  string // see Identity
}

// Choice is an option of a form.
type Choice struct {
	Value string
	Text  string
}

// Footer is the same on every page but for the way back to its data.
type Footer struct {
	Lines  []string
	Links  []Link
	Report Link // "laporkan kesalahan data", carries the page's address
	Share  Link
	Copy   Link   // this page as one file; Note is a name for it
	Data   []Link // this page's figures as files of data
}
