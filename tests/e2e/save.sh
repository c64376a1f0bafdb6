# Read by the tests of saving: a zone with an address that each save changes.
. "$(dirname "$0")/serve.sh"
last=0

# The next address; each save brings another.
next()
{
    last=$((last + 1))
    address=10.60.$((last / 256)).$((last % 256))
}

zone()
{
    printf '$ZONE save.test\nns.save.test 10.0.0.1\nwww.save.test %s\n' "$1"
}

# served NAME: the answer is the last address, soon.
served()
{
    until_true 10 answers "$address" www.save.test
    check "$1" "$address" "$(ask www.save.test)"
}

# save NAME COMMAND...: the command saves zone text with the next address, that
# it finds in ./new and in $address.
save()
{
    local name=$1
    shift
    next
    zone "$address" >new
    "$@"
    served "$name"
}

# briefly COMMAND...: the file is away meanwhile; the server waits for 200 ms.
slow=0
briefly()
{
    local began=${EPOCHREALTIME/./}
    "$@"
    [ $((${EPOCHREALTIME/./} - began)) -lt 190000 ] || slow=1
}

no_mistake()
{
    if [ "$slow" = 1 ]; then
        ok "$1 # skip: the machine was too slow"
    else
        check "$1" '' "$(grep -B 1 'not loaded' log)"
    fi
}
