#!/bin/bash
# draw.sh BUILD DIRECTORY: the pictures of README.md, drawn by the programs in
# BUILD.  What is drawn does not depend on the clone, the time or the locale.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)

# The serial of a zone is the time of its file.
zone=$(mktemp)
trap 'rm -f "$zone"' EXIT
cp "$root/zonefile/lesson.zone" "$zone"
touch -d @1 "$zone"
"$1/twig-zone" tree --lang en --svg -o "$2/lesson.svg" www.cctv.com "$zone"

sed -n 's/^reply //p' "$root/tests/explain/answer.txt" |
    "$1/twig" -r --decode --lang en --color=never +explain |
    LC_ALL=C awk -v command='twig --decode +explain < reply' \
        -f "$root/tools/pictures/terminal.awk" >"$2/explain.svg"
