#!/bin/bash
# Goal: root's own files are served, by root without his powers; and who was
# chosen and cannot read them says what would help.
. "$(dirname "$0")/serve.sh"
if [ "$(id -u)" -ne 0 ]; then
    ok "whose files # skip: only root can become somebody else"
    exit 0
fi

mkdir -m 700 mine
echo 'news.cctv.com 203.0.113.7' >mine/my.zone
self=()
start mine/my.zone
contains 'it is told who serves the file' \
    'user nobody cannot read mine/my.zone: running as its owner, root' "$(cat log)"
check 'it is served' 203.0.113.7 "$(ask news.cctv.com)"
check 'without a capability' 'CapEff: 0000000000000000' \
    "$(grep '^CapEff' "/proc/$server/status" | tr '\t' ' ')"
echo 'sport.cctv.com 203.0.113.8' >>mine/my.zone
gives 'and read again when it is saved' 203.0.113.8 sport.cctv.com
stop

got=$(timeout 5 "$twigd" -u nobody -p 53535 mine/my.zone 2>&1)
check 'another user, who was chosen, ends it' 1 $?
contains 'and is told what would help' 'chmod them, or start with -u' "$got"

chmod 755 mine
chown 12345 mine/my.zone
start mine/my.zone
check 'a file that nobody can read is served by nobody' \
    "$(id -u nobody)" "$(awk '/^Uid:/ { print $2 }' "/proc/$server/status")"
stop
chmod 600 mine/my.zone
start mine/my.zone
check "and one that nobody cannot read, by its owner" \
    12345 "$(awk '/^Uid:/ { print $2 }' "/proc/$server/status")"
check 'it is there' 203.0.113.7 "$(ask news.cctv.com)"
stop
