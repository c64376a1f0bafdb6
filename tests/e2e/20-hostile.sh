#!/bin/bash
# Goal: nothing that is sent to it hurts; see tests/hostile/hostile.c.
# HOSTILE_SEED=2 HOSTILE_ROUNDS=10: other messages, and more of them.
# HOSTILE_MS=100: on a quiet machine, how long a good query may wait meanwhile.
. "$(dirname "$0")/serve.sh"

{
    echo '$ZONE h.test'
    echo 'h.test MX 10 www.h.test'
    echo 'www.h.test 192.0.2.1 192.0.2.2 2001:db8::1'
    echo '*.wild.h.test 192.0.2.3'
    echo 'alias1.h.test CNAME www.h.test'
    echo 'alias2.h.test CNAME alias1.h.test'
    echo 'loop.h.test CNAME loop.h.test'
    echo 'old.h.test DNAME h.test'
    echo 'cut.h.test NS ns.cut.h.test'
    echo 'ns.cut.h.test 192.0.2.4'
    text=$(printf '%0200d' 0)
    for i in $(seq 40); do
        echo "big.h.test TXT \"$i $text\""
    done
    awk 'BEGIN {
        text = sprintf("%0200d", 0)
        for (n = 440; n < 1220; n = n == 499 ? 1160 : n + 1) {
            printf "s%d.h.test TXT", n
            for (left = n; left > 0; left -= 201)
                printf " \"%s\"", substr(text, 1, left - 1)
            print ""
        }
    }'
} >zone

kib=1024 ms=${HOSTILE_MS:-1000}
no_quarantine

# hostile NAME ADDRESS udp|tcp [GROUP...]
hostile()
{
    local name=$1 address=$2
    shift 2
    "$B/tests/hostile/hostile" "$address" "$port" "$server" "$1" "$kib" \
        "$ms" "${@:2}" | sed -E "s/^((not )?ok )/\1$name: /"
}

# end NAME
end()
{
    stop
    check "$1: it ends" 0 "$code"
    check "$1: and nobody died before" 0 "$(grep -c 'hiring\|ended by' log)"
}

# One server for each channel: a warm-up is that of its whole life.
start -w 2 --nsid hostile zone
hostile UDP 127.0.0.1 udp
end UDP

start -w 2 --nsid hostile zone
hostile TCP 127.0.0.1 tcp
end TCP

# Bound to all addresses, the one that was asked must reply.
printf '#!/bin/sh\nshift 2\nexec "%s" -a 0.0.0.0 -a ::1 "$@"\n' "$twigd" >everywhere
chmod +x everywhere
twigd=$here/everywhere
# As it is with limits that nothing comes near.
start -w 1 --rrl 1000000 --rrl-loopback zone
hostile 'UDP to 127.0.0.9' 127.0.0.9 udp bit edits garbage longest
hostile 'UDP to ::1' ::1 udp bit edits garbage longest
hostile 'TCP to 127.0.0.9' 127.0.0.9 tcp cut longest lie half slow
hostile 'TCP to ::1' ::1 tcp cut longest lie half slow
end 'more addresses'
