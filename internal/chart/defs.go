package chart

// Defs gives the pattern definitions that a page with drawings needs once: hatch
// for not reported, dots for hidden.
func Defs() Markup {
	return `<svg width="0" height="0" class="defs" aria-hidden="true" focusable="false"><defs>` +
		`<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatchline" d="M0 0V6"/></pattern>` +
		`<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><circle class="dotmark" cx="3" cy="3" r="1"/></pattern>` +
		`</defs></svg>`
}
