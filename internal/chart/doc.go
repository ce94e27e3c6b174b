// Package chart turns published figures into drawings: one spec, three faces. A
// Figure holds the same numbers as static markup (SVG, or HTML rows with small
// SVG bars), as a table, and, where asked for, as an ECharts option. Everything
// drawn goes through disclosure.Figure, so a hidden number cannot be drawn.
//
// The markup has no style attribute, no script and no colour: lengths are SVG
// attributes, colours and type are classes that the theme's CSS defines. The page
// puts Defs once, before the first drawing.
//
// Colour classes, on SVG shapes and on HTML words; shape glyphs in brackets are
// part of the text that this package writes, so the CSS adds none:
//
//	good (●) near (◐) bad (▼)   reached, near, behind the month's target
//	none (○) hid (✱) na (–)     not reported, hidden for privacy, nothing to serve
//	calm                        neutral: the PWS word cukup, a bar without a target
//	band                        only a range is known (HTML: muted; SVG: fill of calm)
//	q1 q2 q3 q4 q5              sequential classes of heat tables, maps and their legends:
//	                            below 50, 80, 90, 100 % of the month's target; reached
//
// SVG classes:
//
//	chart       scaling drawing, width 100 %, height auto; its text is 13 units, and up to 26
//	            at max-width 40rem, where .even is not displayed and .odd is
//	columns     drawing in natural size inside .scroll (no width rule); its text is 13 px; in print max-width 100 %
//	bar         small bar in a row, stretched to its box (no text in it), 16 px high
//	bar stack   bar of parts side by side, 32 px high
//	spark       tiny line, 64 by 20 px
//	panel       small drawing of a list, as wide as its place; spark and panel hold no text
//	chart map   choropleth, tile map or map of points; its paths have a thin stroke of the ground's colour
//	track       ground of a bar; tick: target in a bar; ref: benchmark in a bar
//	whisker     interval line; over: mark that a bar goes on beyond the scale
//	range       the uncertain part of a band
//	part        months of which reports are missing, hatched over the plot's whole height
//	land        an area that points stand on; pin p1 to p4: the mark of a point, by group
//	hatch dots  pattern fills (url(#hatch), url(#dots)); hatchline dotmark: the ink in Defs
//	grid axis   grid lines and base line
//	series      line (no fill); other: a line that is compared with; prov: provisional
//	area        fill beneath the main line; dot: point; dot.other likewise
//	target      dashed target line; leader: thin line from a line's end to its label
//	mean        line of a mean; limit: limit of chance, 95 % or of a process; limit far: of 99.8 %
//	mark        triangle at what lies beyond a limit; mark far: filled; dot open: with reports missing
//	lbl         emphasised text; end: text anchored at its end is set by attribute
//	sub         a row of a label in ordinary type
//	on          text of a tile, beside the tile's own class
//	halo        text with an outline of the ground's colour (paint-order: stroke)
//	own         the puskesmas' or kecamatan's own column among its desa
//
// HTML classes:
//
//	services    ol of li: .name (a or span) [.spark] .bar .value [.count] [.trend] [.status] [.note]
//	ranking     ol of li: .rank .name .bar .value .status; on phones name and value over the bar
//	status      word with its shape, beside good near bad none hid na
//	panels      ol of li: .name svg.panel [.value] [.status]
//	key         ul of legend entries; each li has svg.swatch (16 by 12 px) and words; lines in a
//	            swatch have the class that they have in the drawing: tick ref whisker target mean limit
//	scroll      own scroll box, focusable region
//	heat        heat table; num: right-aligned cell; total: last row
package chart
