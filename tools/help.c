#include "tools/help.h"

#include "tools/dashtable.h"
#include "tools/optword.h"
#include "tools/version.h"

/* 24 lines of a terminal hold it. */
static const char screen[] =
    "twig @127.0.0.1 news.cctv.com             ask that server for the "
    "address\n"
    "twig +short mail.cctv.com AAAA            only the answer: IPv6 "
    "addresses\n"
    "twig +noall +answer cctv.com MX           hide all, but show the answer\n"
    "twig -x 203.0.113.11                      which name has this address?\n"
    "twig +explain @127.0.0.1 cctv.com         every octet, and what it means\n"
    "twig +trace -p 5300 @127.0.0.41 cctv.com  from the root down to the name\n"
    "\n"
    "Usage: twig [@SERVER] [NAME] [TYPE] [CLASS] [OPTION]...\n"
    "Options before the first NAME are for all, those after it for that NAME.\n"
    "\n"
    "  -x ADDR  -t TYPE  -c CLASS  -q NAME   what to ask for, said expressly\n"
    "  -p PORT  -4  -6  -b ADDR[#PORT]       how to get there\n"
    "  -f FILE  -r                           queries of a file; no ~/.twigrc\n"
    "  +words +json +yaml +hexdump           in words, for programs, as hex\n"
    "  -u  --color=WHEN  --version           microseconds; auto always never\n"
    "  +[no]short +[no]all +[no]answer       what is shown\n"
    "  +[no]recurse +[no]dnssec +[no]tcp     what is sent\n"
    "  +time=N +tries=N                      how long, how often\n"
    "\n"
    "twig --help=all lists all.  Each + option may be shortened.\n";

/* -p, --port=PORT */
static void print_dash(FILE *out, const struct dash_row *d)
{
    const char *value = d->value ? d->value : "";
    const char *mark = dash_takes_value(d) ? "=" : "";
    char letter[8] = "", left[64];
    if (d->letter)
        snprintf(letter, sizeof letter, "-%c%s", d->letter,
                 d->name ? ", " : "");
    snprintf(left, sizeof left, "%s%s%s%s%s", letter, d->name ? "--" : "",
             d->name ? d->name : "", mark, value);
    fprintf(out, "  %-25s %s\n", left, d->help);
}

void help_print(FILE *out, bool all)
{
    fputs(screen, out);
    if (!all)
        return;
    fputs("\n", out);
    for (int i = 0; i < DASH_NOTHING; i++)
        print_dash(out, &dash_table[i]);
    fputs("\n", out);
    optword_help(out);
}

void help_version(FILE *out)
{
    fputs(TWIG_VERSION "\n", out);
}
