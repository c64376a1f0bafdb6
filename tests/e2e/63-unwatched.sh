#!/bin/bash
# Goal: saving is enough where the kernel does not tell, or not of all.
. "$(dirname "$0")/save.sh"
in_place() { cat new >zone; }

zone 10.0.0.4 >zone
start --no-watch zone
next
zone "$address" >zone
sleep 0.5
check '--no-watch does not see it' 10.0.0.4 "$(ask www.save.test)"
kill -HUP "$server"
served 'SIGHUP does'
stop
start --no-watch --poll 1 zone
save '--poll does' in_place
save '--poll: a rename' mv new zone
stop

# A queue that overflows: all is looked at.
start zone
kill -STOP "$server"
most=$(cat /proc/sys/fs/inotify/max_queued_events)
for ((i = 0; i < most / 2 + 9; i++)); do
    : >".x$((i % 2))"
done
next
zone "$address" >zone
kill -CONT "$server"
served 'more events than the kernel keeps'
stop

# No more watches for this user, who is not root: it looks now and then, and
# says so once.
limited()
{
    unshare -Ur sh -c "echo 0 >/proc/sys/user/max_inotify_$1 && exec \
        unshare -U --map-user=1000 \"\$0\" -a 127.0.0.1 -p $port zone" "$twigd" >/dev/null 2>log &
    server=$!
    started+=("$server")
    until_true 10 serves_or_ended
}
for limit in instances watches; do
    if ! unshare -Ur sh -c "echo 0 >/proc/sys/user/max_inotify_$limit &&
        unshare -U --map-user=1000 true" 2>/dev/null; then
        ok "no inotify $limit # skip: no user namespace"
        continue
    fi
    limited "$limit"
    save "no inotify $limit" in_place
    check 'it is told once' 1 "$(grep -c "max_user_$limit.*every 2 s" log)"
    stop
done
