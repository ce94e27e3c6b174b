// Package verify holds a published portal against what the same program makes of the
// office's inputs: file by file, byte for byte.
//
//	the inputs ─► build ─► a folder ──┐
//	                                  ├─► Compare ─► Report
//	an output folder, or an address ──┘
//
// It is for whoever holds the inputs. The public, who does not, checks copies against the
// digests in build.json and the lists that it names; of the inputs themselves no digest is
// ever published, since few hidden numbers could be found by trying.
package verify
