// Command release makes what is handed out: THIRD_PARTY.md, and archives of the program for every system, with their sums and
// with a bill of materials each.
//
//	go run ./cmd/release licenses                        THIRD_PARTY.md
//	go run ./cmd/release pack -version v1.2.3 -man DIR   bin/release/
//
// It is run at the top of the repository, by make.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("say licenses or pack")
	}
	switch args[0] {
	case "licenses":
		parts, err := gather(".")
		if err != nil {
			return err
		}
		return os.WriteFile(thirdParty, render(parts), 0o644)
	case "pack":
		var p packing
		flags := flag.NewFlagSet("pack", flag.ContinueOnError)
		flags.StringVar(&p.version, "version", "devel", "what terang version says")
		flags.StringVar(&p.out, "out", "bin/release", "folder for the archives, made anew")
		flags.StringVar(&p.man, "man", "", "folder with the pages of the manual")
		flags.Int64Var(&p.epoch, "epoch", 0, "time of every file in the archives, in seconds")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return p.run()
	}
	return fmt.Errorf("there is no %q", args[0])
}
