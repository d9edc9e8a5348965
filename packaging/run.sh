#!/bin/sh
# `make run`: opens the workstation on the sample desk, which is made once and never
# overwritten. Without a display it runs the demo instead and says where the results are.
set -eu

cd "$(dirname -- "$0")/.."
copydesk=.venv/bin/copydesk
desk=build/sample-desk

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    if [ ! -e "$desk" ]; then
        mkdir -p build
        "$copydesk" new-desk "$desk" --sample
    fi
    exec "$copydesk" --desk "$desk"
fi

echo "There is no display here, so the demo runs instead of the window." >&2
exec "$copydesk" demo --out build/demo --shots
