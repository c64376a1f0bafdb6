#!/bin/bash
# The reading order, written once.  A module (its .h and its .c) may include
# only modules named before it, so there is no circle and the sources can be
# read from top to bottom.  Folders: tests -> {resolver, tools} -> zonefile.
# Prints file:line: what, one line each; exit 1 when there was any.
set -u
cd "$(dirname "$0")/.." || exit 2

order="
zonefile/dns zonefile/wire zonefile/utf8 zonefile/width zonefile/name zonefile/nametext zonefile/table
zonefile/image zonefile/check zonefile/reverse zonefile/lookup zonefile/arena zonefile/fingerprint
zonefile/source zonefile/readings
zonefile/complaint zonefile/nearest zonefile/rdata zonefile/unpack
zonefile/neighbour zonefile/walk
zonefile/changes zonefile/records zonefile/judge
zonefile/settle zonefile/spool zonefile/pack zonefile/citation zonefile/nodes zonefile/address
zonefile/build zonefile/scan zonefile/idn zonefile/plain zonefile/fields
zonefile/svcb zonefile/rrtext zonefile/rrdata
zonefile/rrline zonefile/walkline zonefile/front zonefile/path
zonefile/flat zonefile/master zonefile/split zonefile/zonefile zonefile/lesson

resolver/figures resolver/clock resolver/loopback resolver/endpoint resolver/stats resolver/ring
resolver/cookie resolver/rrl resolver/service resolver/edns resolver/query
resolver/reply resolver/way resolver/chaos resolver/answer resolver/journal
resolver/stream
resolver/log resolver/user resolver/steps resolver/landlock resolver/calls
resolver/secrets resolver/guests resolver/tcp resolver/options
resolver/sockets resolver/activation
resolver/config resolver/commandline resolver/confine resolver/identity resolver/notify
resolver/handover resolver/outbox resolver/udp resolver/worker
resolver/logline resolver/scribe resolver/listening resolver/crew
resolver/lull resolver/watch resolver/loader resolver/bulletin
resolver/reload resolver/supervisor
resolver/classfiles resolver/classroom resolver/main

tools/version tools/number tools/exits tools/memory tools/keep tools/unicode tools/text
tools/mnemonic tools/fault

tools/hexdump tools/pcap tools/capture tools/messages_text
tools/messages_fields tools/messages_faults tools/messages_words tools/messages_walk tools/messages_tree
tools/messages
tools/explain_task tools/explain_piece tools/explain_types tools/explain_step
tools/explain_data tools/explain_walk tools/explain_row tools/explain_value
tools/explain_flags tools/words_read tools/words_list tools/words_answer
tools/words tools/explain

tools/mistake tools/lines tools/endpoint tools/resolvconf tools/rdstyle
tools/rdfield tools/rdsvcb
tools/rdrare tools/rdshape tools/rdtext tools/optcheck tools/message
tools/columns tools/tsig tools/tsigkey tools/colour tools/request tools/subnet
tools/dashtable tools/option tools/optform tools/optapply tools/opttable tools/optword
tools/help tools/completion tools/arguments tools/plus tools/hostname
tools/reversename tools/typewords tools/dash tools/command tools/search
tools/packet tools/ask tools/say tools/optext tools/print tools/yamlopt
tools/yaml tools/jsontext tools/json tools/form tools/match tools/exchange
tools/tell tools/paste tools/report tools/transfer tools/react
tools/trace_servers tools/nssearch tools/trace_read tools/trace_walk tools/trace_messages
tools/trace_line tools/trace_fault tools/trace_hints tools/trace_dig
tools/trace_rows tools/trace_path tools/trace_story tools/trace tools/inquiry

tools/twig

tools/udplab/words tools/udplab/lab tools/udplab/upper tools/udplab/boundary
tools/udplab/big tools/udplab/time tools/udplab/window tools/udplab/room
tools/udplab/talk tools/udplab/chat tools/udplab/crowd tools/udplab/workers
tools/udplab/plan
tools/udplab/relay tools/udplab/lost tools/udplab/main
tools/zone_command tools/zone_load tools/zone_name tools/zone_save
tools/zone_check tools/zone_lost tools/zone_diff tools/walk_picture tools/zone_walk
tools/zone_write tools/zone_convert tools/tree tools/tree_words
tools/tree_path tools/tree_text tools/svg
tools/tree_layout tools/tree_svg tools/tree_html tools/zone_watch tools/zone_tree
tools/twig-zone
"

shopt -s nullglob
awk -v order="$order" '
function module(path) {
    sub(/\.[ch]$/, "", path)
    return path
}
BEGIN {
    n = split(order, names)
    for (i = 1; i <= n; i++)
        rank[names[i]] = i
}
FNR == 1 {
    me = module(FILENAME)
    seen[me] = 1
    if (!(me in rank)) {
        print FILENAME ":1: not in the reading order of tests/layers.sh"
        bad = 1
    }
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, part, "\"")
    to = module(part[2])
    if (to == me)
        next
    why = ""
    if (!(to in rank))
        why = "which is not in the reading order"
    else if (me ~ /^tools\// && to ~ /^resolver\//)
        why = "but tools and resolver never meet"
    else if (rank[to] > rank[me])
        why = "which comes after it in the reading order"
    if (why) {
        print FILENAME ":" FNR ": includes " part[2] ", " why
        bad = 1
    }
}
END {
    for (i = 1; i <= n; i++)
        if (!(names[i] in seen)) {
            print "tests/layers.sh:1: " names[i] " is no file"
            bad = 1
        }
    exit bad
}' zonefile/*.[ch] resolver/*.[ch] tools/*.[ch] tools/*/*.[ch]
