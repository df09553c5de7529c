#!/usr/bin/env bash
# Builds and packs both packages, and prints the checksums of the files, which it also writes to SHA256SUMS beside them:
#   release/pack.sh FOLDER
# It needs no more than `npm ci --omit=dev --ignore-scripts -w cli/bundle` installs.
set -euo pipefail

mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
npm pack . ./cli --silent --pack-destination "$folder" >&2
cd "$folder"
sha256sum -- *.tgz | tee SHA256SUMS
