#!/bin/sh
# Runs the demo of a bundle as somebody who just unpacked it would: in another folder, with
# nothing of this checkout or its environment in sight. Says how long it took and how big it is.
set -eu

bundle=$(cd "$1" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

cd "$place"
begun=$(date +%s)
env -i HOME="$place" "$bundle/copydesk" demo --out demo --shots --quiet
ended=$(date +%s)

for made in demo/site/index.html demo/pictures/window-write.png demo/pictures/page-vi.png; do
    test -s "$made" || { echo "The bundle did not make $made." >&2; exit 1; }
done
echo "The bundle ran its demo in $((ended - begun)) s with an empty environment."
echo "$bundle: $(du -sh "$bundle" | cut -f1) on the disk," \
    "$(tar -C "$bundle/.." -c "$(basename "$bundle")" | xz -T0 -1 | wc -c | awk '{printf "%.0f MB", $1 / 1000000}') packed"
