#!/bin/sh
# Runs the frozen folder as a terminal would: from elsewhere, with an empty environment, no Python
# on the path, no screen. Ends at the first command that fails.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp -R "$root/dist/dtcoach" "$place/dtcoach"
cd "$place"

dtcoach() {
    echo "frozen: dtcoach $*"
    env -i HOME="$place" QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 \
        "$place/dtcoach/dtcoach" --data "$place/data" "$@"
}

dtcoach --version
dtcoach self-test
dtcoach check
dtcoach replay "$root/tests/replay/shinagawa-2025-01-06.json"
