#!/bin/bash
# Goal: under load, through reloads and to the end, a worker makes no system
# call that is not in its list, and that has no way out.
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/serve.sh"

# allowed KIND: the calls of its list in resolver/calls.c, and of a sanitizer's
# if there is one.
allowed()
{
    local kinds=$1
    grep -q __asan_init "$twigd" && kinds="($1|SANITIZER)"
    awk -v kind="$kinds" '
        /SCMP_SYS\(/ {
            row = $0
            sub(/^.*SCMP_SYS\(/, "", row)
            call = row
            sub(/\).*/, "", call)
            sub(/^[^)]*\),/, "", row)
            if (row !~ /,/ && (getline more) > 0)
                row = row more
            sub(/,.*/, "", row)
            if (row ~ "ALL|WORKERS|(^|[ |])" kind "([ |]|$)")
                print call
        }' "$top/resolver/calls.c" | sort -u
}

# made PID: what strace saw it call after it had come under the list.
made()
{
    sed -nE "s/^$1 +([a-z0-9_]+)\(.*/\1/p" trace | sort -u
}

echo 'a.test 10.0.0.1' >zone
mkdir logs # not here: here is watched
start "${self[@]}" -w 1 --log queries --log-file logs/queries zone
if ! command -v strace >/dev/null ||
    ! strace -o /dev/null true 2>/dev/null; then
    ok 'calls # skip: nothing can be traced here'
    stop
    exit
fi
udp=$(workers) tcp=$(tcp_worker) scribe=$(pgrep -P "$server" -x twigd-log)
traces=$(mktemp /tmp/twig-trace-XXXXXX)
strace -qq -f -o "$traces" -p "$udp" -p "$tcp" -p "$scribe" 2>/dev/null &
strace=$!
started+=("$strace")
until_true 5 grep -q . "$traces" || ask a.test >/dev/null
"$B/tests/e2e/load" "$port" 300 100 5 >/dev/null
for i in 1 2 3 4 5; do
    gives "by UDP, generation $i" "10.0.0.$i" a.test
    gives "by TCP, generation $i" "10.0.0.$i" +tcp a.test
    ask +noedns +header-only a.test >/dev/null
    ask -t ANY -c CH a.test >/dev/null
    mv logs/queries logs/queries.$i && kill -HUP "$server"
    until_true 5 test -e logs/queries
    [ "$i" = 5 ] || echo "a.test 10.0.0.$((i + 1))" >zone
done
stop
wait "$strace"
cp "$traces" trace && rm "$traces"
for kind in UDP TCP LOG; do
    pid=$udp
    [ $kind = TCP ] && pid=$tcp
    [ $kind = LOG ] && pid=$scribe
    made "$pid" >made.$kind
    check "$kind: some were seen" 1 $(($(wc -l <made.$kind) >= 4))
    check "$kind: only such as are in the list" '' \
        "$(comm -23 made.$kind <(allowed $kind))"
done
check 'the list of UDP has no way out' '' \
    "$(allowed UDP | grep -xE 'open.*|socket.*|connect|exec.*|fork|clone.*|kill|prctl')"
