// Package servers holds the tests that use what Terang makes with the programs that it will stand behind or talk to: real web
// servers, real hosts, real databases, as Debian has them. It has no code of its own.
//
// The tests run on Linux (the first line of each file is "//go:build servers && linux") and need the packages that the Makefile
// lists in SERVER_PACKAGES; `make test-servers` installs what is missing. Each test starts its own programs, without
// privileges, on free ports of the loopback, and stops them at its end. The sample is read from public/, which `make site` writes.
package servers
