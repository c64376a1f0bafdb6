# What a program printed, as a picture of a terminal: SVG, light or dark as the
# reader's screen is.
#
#     awk -v command='twig ...' -f terminal.awk < output > picture
function escape(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}
function line(class, text) {
    lines = lines sprintf("<text class=\"%s\" x=\"16\" y=\"%d\">%s</text>\n",
        class, 24 + 18 * n++, escape(text))
}
BEGIN { line("typed", "$ " command) }
{ line("plain", $0) }
END {
    high = 18 * n + 24
    print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"" high \
        "\" viewBox=\"0 0 720 " high "\" role=\"img\">"
    print "<title>" escape(command) "</title>"
    print "<style>"
    print "svg{--page:#f6f8fa;--ink:#1f2328;--typed:#0969da}"
    print "@media(prefers-color-scheme:dark)" \
        "{svg{--page:#161b22;--ink:#e6edf3;--typed:#58a6ff}}"
    print "text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas," \
        "'DejaVu Sans Mono',monospace;fill:var(--ink);white-space:pre}"
    print ".typed{fill:var(--typed);font-weight:700}"
    print "rect{fill:var(--page)}"
    print "</style>"
    print "<rect width=\"720\" height=\"" high "\" rx=\"8\"/>"
    printf "%s</svg>\n", lines
}
