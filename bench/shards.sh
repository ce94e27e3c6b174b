#!/usr/bin/env bash
# Builds a made portal whole and in shares, joins the shares, and holds the result
# against the whole, byte for byte.
#
#   bench/shards.sh [district|province|country]
#
# To be set from outside:
#   SHARES=4          into how many
# Shares are made one after the other, as each machine would make its own; the longest
# of them and the joining are what a run on SHARES machines takes. All lies in memory
# (/dev/shm) where there is such a place: of the country about 6 GB.
set -euo pipefail
cd "$(dirname "$0")/.."
case ${1:-country} in
district) part="-area 14.05" ;;
province) part="-area 36" ;;
country) part="" ;;
*) sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
mkdir -p bin/bench
go build -o bin/bench ./cmd/sampledata
place=${TMPDIR:-/tmp}
if [ -d /dev/shm ] && [ -w /dev/shm ]; then place=/dev/shm; fi
work=$(mktemp -d "$place/terang-shards.XXXXXX")
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2086 # two words
bin/bench/sampledata -country "$work/site" $part

shares=${SHARES:-4}
exec 2>&1 # times stand behind what they are of
TIMEFORMAT='%R s by the clock, %U + %S s of processor time'
build() { bin/terang build --site "$work/site" --date 2026-01-20 --as-of 2025-12 --no-cache --out "$work/$1" "${@:2}" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }; }
printf 'the whole: '; time build whole
for i in $(seq "$shares"); do
	printf 'share %d of %d: ' "$i" "$shares"; time build "share-$i" --shard "$i/$shares"
	printf '  %d files, %s\n' "$(find "$work/share-$i" -type f | wc -l)" "$(du -sh "$work/share-$i" | cut -f1)"
done
printf 'joined: '; time bin/terang merge --site "$work/site" --out "$work/joined" "$work"/share-* >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
diff -rq "$work/whole" "$work/joined"
printf 'the same %d files, byte for byte\n' "$(find "$work/joined" -type f | wc -l)"
