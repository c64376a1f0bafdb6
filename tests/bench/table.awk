# Reads lines "server what value", the rounds one after the other, and prints
# the medians as a Markdown table, then how twigd compares to the others, then
# what a reader must know about this run.

# Sort the numbers v[1..n] and return the one in the middle.
function median(v, n,    i, j, x)
{
    for (i = 2; i <= n; i++) {
        x = v[i]
        for (j = i - 1; j > 0 && v[j] > x; j--)
            v[j + 1] = v[j]
        v[j + 1] = x
    }
    return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

# The median of `what` of `server`, or "" if it was not measured.
function middle(server, what,    i, n, v)
{
    n = rounds[server, what]
    for (i = 1; i <= n; i++)
        v[i] = value[server, what, i]
    return n ? median(v, n) : ""
}

function cell(format, x)
{
    return x == "" ? "" : sprintf(format, x)
}

# How many times as much `what` server a has as server b.
function ratio(a, b, what,    x, y)
{
    x = middle(a, what)
    y = middle(b, what)
    return x == "" || y == "" || y == 0 ? "" : sprintf("%.2f", x / y)
}

# --- one table at a time: rows of cells, printed with straight edges -----

# Add a row; its cells are separated by "|".
function add(cells,    c, n, part)
{
    n = split(cells, part, "|")
    height++
    for (c = 1; c <= n; c++) {
        text[height, c] = part[c]
        if (!(c in width) || length(part[c]) > width[c])
            width[c] = length(part[c])
    }
    if (n > columns)
        columns = n
}

# What tells left from right under the head: "---", "--:".
function rule(    c, dashes, line)
{
    for (c = 1; c <= columns; c++) {
        dashes = sprintf("%" width[c] + 1 "s", "")
        gsub(/ /, "-", dashes)
        line = line "|" dashes (c == 1 ? "-" : ":")
    }
    print line "|"
}

function flush_table(    r, c, line)
{
    for (r = 1; r <= height; r++) {
        line = "|"
        for (c = 1; c <= columns; c++)
            line = line sprintf(c == 1 ? " %-" width[c] "s |" : \
                " %" width[c] "s |", text[r, c])
        print line
        if (r == 1)
            rule()
    }
    height = columns = 0
    split("", text)
    split("", width)
}

# --- what the tables say -------------------------------------------------

function speed(server, shape)
{
    return "|" cell("%.0f", middle(server, shape ".rate")) \
        "|" cell("%.2f", middle(server, shape ".cost")) \
        "|" (server == "echo" ? "" : ratio(server, "echo", shape ".cost"))
}

function print_servers(    i, s)
{
    add("server|one client: q/s|CPU us/q|x echo" \
        "|64 clients: q/s|CPU us/q|x echo|start ms|PSS MB")
    for (i = 1; i <= servers; i++) {
        s = order[i]
        add(title[s] speed(s, "one") speed(s, "many") \
            "|" cell("%.0f", middle(s, "start")) \
            "|" cell("%.1f", middle(s, "pss")))
    }
    flush_table()
}

# The rows of those that were asked by TCP; a and b, if both were.
function print_tcp(    i, s)
{
    for (i = 1; i <= servers; i++) {
        s = order[i]
        if (middle(s, "tcp.rate") == "")
            continue
        if (height == 0)
            add("TCP|q/s|CPU us/q|busy %|twigd: times its q/s|CPU us/q")
        add(title[s] speed_alone(s, "tcp") "|" compare_tcp("twigd", s))
    }
    if (height == 0)
        return
    print ""
    flush_table()
}

function speed_alone(server, shape)
{
    return "|" cell("%.0f", middle(server, shape ".rate")) \
        "|" cell("%.2f", middle(server, shape ".cost")) \
        "|" cell("%.0f", middle(server, shape ".busy"))
}

function compare_tcp(a, b)
{
    return a == b ? "|" : ratio(a, b, "tcp.rate") "|" ratio(a, b, "tcp.cost")
}

function compare(a, b)
{
    if (!((a, "pss") in rounds && (b, "pss") in rounds))
        return
    if (height == 0)
        add("times as much|one client: q/s|CPU us/q" \
            "|64 clients: q/s|CPU us/q|start|PSS")
    add(title[a] " : " title[b] "|" ratio(a, b, "one.rate") \
        "|" ratio(a, b, "one.cost") "|" ratio(a, b, "many.rate") \
        "|" ratio(a, b, "many.cost") "|" ratio(a, b, "start") \
        "|" ratio(a, b, "pss"))
}

function print_ratios()
{
    compare("twigd", "nsd")
    compare("twigd", "knot")
    if (height == 0)
        return
    print ""
    flush_table()
}

# Where a server waits, the rate is dnsperf's own.
function print_busy(    i, x, line)
{
    for (i = 1; i <= servers; i++) {
        x = middle(order[i], "many.busy")
        if (x != "")
            line = line (line ? ", " : "") title[order[i]] \
                sprintf(" %.0f %%", x)
    }
    if (line)
        print "\nBusy with 64 clients: " line "."
}

function print_lost(    key, part)
{
    for (key in lost) {
        split(key, part, SUBSEP)
        printf "\n**%s lost %.0f queries, %s.**\n", title[part[1]],
            lost[key], part[2] == "one.lost" ? "one client" : \
            part[2] == "tcp.lost" ? "by TCP" : "64 clients"
    }
}

function print_remarks(    key, part)
{
    for (key in remarks) {
        split(key, part, SUBSEP)
        gsub(/-/, " ", part[2])
        printf "\n**ERROR: %s: %s (%.0f times)**\n", title[part[1]], part[2],
            remarks[key]
    }
}

BEGIN {
    title["echo"] = "UDP echo"
    title["twigd"] = "twigd"
    title["twigd-flat"] = "twigd, flat, PTRs"
    title["twigd-noptr"] = "twigd, flat, no PTRs"
    title["nsd"] = "NSD"
    title["knot"] = "Knot"
}

!($1 in seen) {
    seen[$1] = 1
    order[++servers] = $1
}

$2 == "remark" {
    remarks[$1, $3]++
    next
}

$2 ~ /lost/ && $3 > 0 { lost[$1, $2] += $3 }

{ value[$1, $2, ++rounds[$1, $2]] = $3 + 0 }

END {
    print_servers()
    print_ratios()
    print_busy()
    print_tcp()
    print_lost()
    print_remarks()
}
