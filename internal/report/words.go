package report

import (
	"fmt"
	"sync"

	"terang/internal/source"
)

// wording is the words of the page in one language, by key.
type wording map[string]string

// said is one text in both languages.
type said struct {
	EN string `yaml:"en"`
	ID string `yaml:"id"`
}

// readWords reads words.yaml once. The file is part of the program and a test
// reads it, so a fault in it cannot reach a user.
var readWords = sync.OnceValues(func() (map[string]said, source.Problems) {
	all := map[string]said{}
	ps := source.DecodeYAML("words.yaml", 1, wordsYAML, &all)
	return all, ps
})

func wordsIn(lang string) wording {
	all, _ := readWords()
	w := wording{}
	for key, text := range all {
		w[key] = text.EN
		if lang == source.Indonesian {
			w[key] = text.ID
		}
	}
	return w
}

// number puts a number before what is counted.
func (say wording) number(key string, n int) string {
	if n == 1 {
		return fmt.Sprintf(say["one-"+key], n)
	}
	return fmt.Sprintf(say["many-"+key], n)
}
