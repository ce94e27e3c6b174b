package stencil

import "strings"

// escapes holds what stands for a character in HTML text and in a quoted attribute.
var escapes = [256]string{
	0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;",
}

// appendHTML appends a text as html/template escapes it, for text and quoted attributes.
func appendHTML(dst []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		if e := escapes[s[i]]; e != "" {
			dst = append(append(dst, s[from:i]...), e...)
			from = i + 1
		}
	}
	return append(dst, s[from:]...)
}

// asIs are the bytes of an address that neither its own escaping nor HTML's changes,
// unreserved those that mean nothing anywhere in one (RFC 3986 §2.3).
var asIs, unreserved = bytesOf("!#$*,/:;=?@[]-._~"), bytesOf("-._~")

// bytesOf marks letters, digits and others.
func bytesOf(others string) (is [256]bool) {
	for c := range 256 {
		b := byte(c)
		is[c] = 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || strings.IndexByte(others, b) >= 0
	}
	return is
}

// appendAddress appends an address for a quoted attribute as html/template does: one
// with a scheme that may run something is filtered unless it is vouched for, what no
// address holds is written as %xx and what is written so already left, and HTML's
// characters are escaped.
func appendAddress(dst []byte, s string, vouched bool) []byte {
	if !vouched && !harmless(s) {
		return append(dst, "#ZgotmplZ"...)
	}
	from := 0 // what is written is all before it
	for i := range len(s) {
		c := s[i]
		if asIs[c] || c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		dst = append(dst, s[from:i]...)
		if c == '&' || c == '+' {
			dst = append(dst, escapes[c]...)
		} else {
			dst = append(dst, '%', hexDigits[c>>4], hexDigits[c&15])
		}
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// harmless is true of an address within the site, and of http, https and mailto.
func harmless(s string) bool {
	scheme, _, found := strings.Cut(s, ":")
	return !found || strings.Contains(scheme, "/") ||
		strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

// appendQuery appends a part of an address behind ? or #, for a quoted attribute.
func appendQuery(dst []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; unreserved[c] {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return dst
}

const hexDigits = "0123456789abcdef"

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
