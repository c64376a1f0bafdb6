#!/bin/bash
# Goal: DNS cookies, by a secret of the server's own or from a file.
. "$(dirname "$0")/serve.sh"

# cookie QUESTION...: what dig says of the cookie in the reply.
cookie()
{
    dig @127.0.0.1 -p "$port" +tries=1 +time=2 "$@" 2>&1 |
        sed -nE 's/^; COOKIE: //p'
}

# accepts COOKIE: is it good here?  A query with nothing but a cookie tells by
# its rcode: RFC 7873 5.4.
accepts()
{
    dig @127.0.0.1 -p "$port" +tries=1 +time=2 +header-only +nobadcookie \
        "+cookie=$1" 2>&1 | sed -nE 's/.*status: ([A-Z]+),.*/\1/p'
}

start "${self[@]}"
check 'a cookie of its own' '(good)' "$(cookie news.cctv.com | cut -d' ' -f2)"
one=$(cookie news.cctv.com | cut -d' ' -f1)
check 'is 24 octets long' 48 "${#one}"
check 'and accepted again' NOERROR "$(accepts "$one")"
check 'but no other' BADCOOKIE "$(accepts "${one:0:32}0123456789abcdef")"
check 'by every worker, each time' NOERROR \
    "$(for _ in 1 2 3 4 5 6 7 8; do accepts "$one"; done | sort -u)"
stop
start "${self[@]}"
check 'a new server draws a new secret' BADCOOKIE "$(accepts "$one")"
stop

old=e5e973e5a6b2a43f48e7dc849e37bfcf
new=445536bcd2513298075a5d379663c962
echo $old >secrets
chmod 600 secrets
start "${self[@]}" --cookie-secret secrets
one=$(cookie news.cctv.com | cut -d' ' -f1)
stop
start "${self[@]}" --cookie-secret secrets
check 'servers with the same secret accept it' NOERROR "$(accepts "$one")"

# reload: what SIGHUP does, until this server has done it.
reload()
{
    : >log
    kill -HUP "$server"
    until_true 10 log_says 'loaded\|serving'
}
taken()
{
    [ "$(accepts "$one")" = "$1" ]
}
printf '%s\n' $new $old >secrets
reload
contains 'new secrets are told of' 'secrets: 2 secrets of cookies' "$(cat log)"
two=$(cookie news.cctv.com | cut -d' ' -f1)
check 'the one before is still accepted' NOERROR "$(accepts "$one")"
echo $new >secrets
reload
until_true 3 taken BADCOOKIE
check 'until it is taken out' BADCOOKIE "$(accepts "$one")"
check 'the first one made cookies' NOERROR "$(accepts "$two")"
echo nonsense >secrets
reload
contains 'a mistake is told' 'secrets:1:' "$(cat log)"
check 'and changes nothing' NOERROR "$(accepts "$two")"
stop

# Zones that take for ever: a pipe that somebody holds open and writes nothing.
echo 'slow.test 10.0.0.1' >slow
echo $old >secrets
start "${self[@]}" --cookie-secret secrets slow
one=$(cookie slow.test | cut -d' ' -f1)
rm slow
mkfifo slow
exec 9<>slow
echo $new >secrets
kill -HUP "$server"
until_true 3 taken BADCOOKIE
check 'new secrets do not wait for the zones' BADCOOKIE "$(accepts "$one")"
gives 'which are what they were' 10.0.0.1 slow.test
exec 9>&-
stop

echo nonsense >secrets
timeout 5 "$twigd" -a 127.0.0.1 -p "$port" --cookie-secret secrets 2>err
check 'a server does not start with one' 1 $?
contains 'and says why' 'secrets:1:' "$(cat err)"
