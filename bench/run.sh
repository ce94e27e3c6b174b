#!/usr/bin/env bash
# Builds made portals with terang and with Hugo in turn and prints the ratios.
#
#   bench/run.sh SCALE…       district, province, country, country-desa
#
# Everything lies in memory (/dev/shm) where there is such a place, else in TMPDIR; it
# is gone afterwards. To be set from outside:
#   ROUNDS=5          how often; the country 1, unless said
#   HUGO_ROUNDS=5     in how many of them Hugo runs too; 0 leaves it out
#   DISK=DIR          build both on that disk as well
#   KEEP=1            leave the made portals and the outputs
# The country takes Hugo 4.5 GB of memory and minutes, by desa twice of that.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }

hugo=bin/hugo-v0.165.0 # the last one that is built with Go 1.26
if [ "${HUGO_ROUNDS:-5}" = 0 ]; then
	hugo=
elif [ ! -x $hugo ]; then
	echo "installing Hugo into $hugo, which takes some minutes"
	CGO_ENABLED=0 GOBIN="$PWD/bin" go install github.com/gohugoio/hugo@"${hugo#*-}"
	mv bin/hugo $hugo
fi
mkdir -p bin/bench
go build -o bin/bench ./cmd/sampledata ./bench/prep ./bench/floor ./bench/compare

place=${TMPDIR:-/tmp}
if [ -d /dev/shm ] && [ -w /dev/shm ]; then place=/dev/shm; else echo "no /dev/shm: writing to $place, which may be a disk"; fi
work=$(mktemp -d "$place/terang-bench.XXXXXX")
if [ -n "${KEEP:-}" ]; then echo "kept in $work"; else trap 'rm -rf "$work"' EXIT; fi

for scale in "$@"; do
	rounds=${ROUNDS:-5}
	case $scale in
	district) part="-area 14.05" ;;
	province) part="-area 36" ;;
	country) part="" rounds=${ROUNDS:-1} ;;
	country-desa) part="-desa" rounds=${ROUNDS:-1} ;;
	*) echo "unknown scale $scale"; exit 2 ;;
	esac
	# shellcheck disable=SC2086 # two words
	bin/bench/sampledata -country "$work/$scale/site" $part
	bin/bench/compare -scale "$scale" -site "$work/$scale/site" -work "$work/$scale" -rounds "$rounds" -hugo-rounds "${HUGO_ROUNDS:-$rounds}" \
		-hugo "$hugo" -prep bin/bench/prep -floor bin/bench/floor ${DISK:+-disk "$DISK"}
	[ -n "${KEEP:-}" ] || rm -rf "${work:?}/$scale"
done
