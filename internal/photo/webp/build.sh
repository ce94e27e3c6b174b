#!/bin/sh
# Makes ../webp.wasm of libwebp 1.6.0 (https://chromium.googlesource.com/webm/libwebp, tag
# v1.6.0, BSD-3-Clause) and webp.c. It is needed only where either changes; the file is
# kept in the repository, so that building Terang needs no C compiler.
#
#   apt-get install clang-14 lld-14 wasi-libc libclang-rt-14-dev-wasm32   (Debian 12)
#   internal/photo/webp/build.sh FOLDER-OF-LIBWEBP
#
# The same compiler and sources give the same bytes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lib=$(cd "$1" && pwd)
cd "$lib"
sources=$(ls src/enc/*.c src/utils/*.c src/dsp/*.c sharpyuv/*.c |
  grep -v -E '_(sse2|sse41|avx2|neon|msa|mips32|mips_dsp_r2)\.c$' | LC_ALL=C sort)
# shellcheck disable=SC2086 # a list of files without blanks
clang-14 --target=wasm32-wasi --sysroot=/usr -mexec-model=reactor -O3 -msimd128 -DNDEBUG -DWEBP_REDUCE_SIZE \
  -I. -Isrc -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--strip-all \
  -o "$here/../webp.wasm" "$here/webp.c" $sources -lm
