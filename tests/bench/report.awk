# Reads one report of dnsperf and prints lines for table.awk:
#
#   server shape.rate   replies a second
#   server shape.cost   us on the CPU for each reply
#   server shape.busy   time on the CPU, % of the time that passed
#   server shape.lost   questions without a reply
#   server remark       what is wrong with the replies, if anything
#
# A server that answers the wrong thing quickly must not win: the remark says
# when the reply codes are not those of the mix, 5 % NXDOMAIN, else NOERROR.
# Ends with 1 when there is nothing to report: no replies, or no time used.
# Wanted with -v: server, shape, ns (time on the CPU).
#
# %.0f, not %d: mawk's ends at 2^31.

/Queries completed:/ { replies = $3 }
/Queries lost:/ { lost = $3 }
/Run time \(s\):/ { seconds = $4 }

/Response codes:/ {
    for (i = 3; i < NF; i++)
        code[$i] = $(i + 1)
}

function say(what, format, x)
{
    printf "%s %s " format "\n", server, what, x
}

END {
    if (replies == 0 || seconds == 0 || ns <= 0)
        exit 1
    say(shape ".rate", "%.0f", replies / seconds)
    say(shape ".cost", "%.3f", ns / 1e3 / replies)
    say(shape ".busy", "%.0f", ns / 1e7 / seconds)
    say(shape ".lost", "%.0f", lost)
    missing = code["NXDOMAIN"] / replies
    wrong = code["NOERROR"] + code["NXDOMAIN"] < replies
    if (server != "echo" && (wrong || missing < 0.04 || missing > 0.06))
        say("remark", "%s", "wrong-replies")
}
