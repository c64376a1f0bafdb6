#include "tools/completion.h"

#include <string.h>

#include "tools/dashtable.h"
#include "tools/mnemonic.h"
#include "tools/opttable.h"

/* ---- what may stand behind an option ---- */

/* The value's word in the tables, without what surrounds it. */
static bool is_value(const char *value, const char *word)
{
    size_t n = strlen(word);
    value += strspn(value, "[=");
    return strncmp(value, word, n) == 0 && strchr("]", value[n]);
}

static bool is_file(const char *value)
{
    return is_value(value, "FILE");
}

static void print_types(FILE *out)
{
    char name[MNEMONIC_MAX];
    for (unsigned i = 1; i <= UINT16_MAX; i++)
        if (strncmp(mnemonic_type(name, (uint16_t)i), "TYPE", 4) != 0)
            fprintf(out, "%s%s", i > 1 ? " " : "", name);
}

/* The words that a value is one of; false when it may be anything. */
static bool print_choices(FILE *out, const char *value)
{
    static const struct {
        const char *value, *words;
    } choices[] = {
        { "CLASS", "IN CH HS NONE ANY" }, { "LANG", "en zh" },
        { "PART", "query reply words" },  { "SHELL", "bash zsh fish" },
        { "WHEN", "auto always never" },
    };
    if (is_value(value, "TYPE")) {
        print_types(out);
        return true;
    }
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
        if (is_value(value, choices[i].value)) {
            fputs(choices[i].words, out);
            return true;
        }
    return false;
}

/* ---- the options ---- */

/* One that begins with +, as it can be written. */
struct spelling {
    const struct option *option;
    bool no;    /* in front */
    bool value; /* behind = */
};

/* Calls `print` with all of them. */
static void each_spelling(FILE *out,
                          void (*print)(FILE *out, const struct spelling *s))
{
    size_t n;
    const struct option *table = opttable(&n);
    for (const struct option *o = table; o < table + n; o++) {
        bool must = o->value && *o->value == '=';
        if (!must)
            print(out, &(struct spelling){ o, false, false });
        if (o->value)
            print(out, &(struct spelling){ o, false, true });
        if (o->undo != STAY)
            print(out, &(struct spelling){ o, true, false });
    }
}

static void print_spelling(FILE *out, const struct spelling *s)
{
    fprintf(out, "+%s%s%s", s->no ? "no" : "", s->option->name,
            s->value ? "=" : "");
}

/* Between single quotes; one of them is written as `quote`. */
static void print_quoted(FILE *out, const char *text, const char *quote)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs(quote, out);
        else
            fputc(*text, out);
}

static const char *help_of(const struct spelling *s)
{
    return s->no ? "not that" : s->option->help;
}

/* ---- bash ---- */

static void print_bash_plus(FILE *out, const struct spelling *s)
{
    fputs(" ", out);
    print_spelling(out, s);
}

/* -p | --port | --port=) */
static void print_pattern(FILE *out, const struct dash_row *d, bool assigned)
{
    if (d->letter)
        fprintf(out, "-%c%s", d->letter, d->name ? " | " : "");
    if (d->name)
        fprintf(out, "--%s", d->name);
    if (d->name && assigned)
        fprintf(out, " | --%s=", d->name);
    fputs(")", out);
}

static void print_bash_value(FILE *out, const char *value)
{
    if (is_file(value)) {
        fputs(" files=1 ;;\n", out);
        return;
    }
    fputs(" words='", out);
    print_choices(out, value);
    fputs("' ;;\n", out);
}

static void print_bash_values(FILE *out)
{
    size_t n;
    const struct option *table = opttable(&n);
    for (int i = 0; i < DASH_NOTHING; i++) {
        if (!dash_takes_value(&dash_table[i]))
            continue;
        fputs("    ", out);
        print_pattern(out, &dash_table[i], true);
        print_bash_value(out, dash_table[i].value);
    }
    for (size_t i = 0; i < n; i++) {
        if (!table[i].value)
            continue;
        fprintf(out, "    +%s=)", table[i].name);
        print_bash_value(out, table[i].value);
    }
}

static void print_dashes(FILE *out)
{
    for (int i = 0; i < DASH_NOTHING; i++) {
        const struct dash_row *d = &dash_table[i];
        if (d->letter)
            fprintf(out, " -%c", d->letter);
        if (d->name)
            fprintf(out, " --%s", d->name);
    }
}

static void print_bash(FILE *out)
{
    fputs("# bash completion for twig, by twig --completion=bash\n"
          "_twig()\n{\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]} files= words=\n"
          "    local prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    COMPREPLY=()\n"
          "    # bash makes = a word of its own\n"
          "    if [ \"$cur\" = = ]; then\n"
          "        cur= prev=$prev=\n"
          "    elif [ \"$prev\" = = ]; then\n"
          "        prev=${COMP_WORDS[COMP_CWORD - 2]}=\n"
          "    fi\n"
          "    case $prev in\n",
          out);
    print_bash_values(out);
    fputs("    *)\n        case $cur in\n        +*) words='", out);
    each_spelling(out, print_bash_plus);
    fputs("' ;;\n        -*) words='", out);
    print_dashes(out);
    fputs("' ;;\n        *) words='", out);
    print_types(out);
    fputs(
        " IN CH HS' ;;\n        esac\n        ;;\n    esac\n"
        "    case $words in\n"
        "    [A-Z]*) cur=${cur^^} ;;\n"
        "    esac\n"
        "    if [ \"$files\" ]; then\n"
        "        compopt -o filenames 2>/dev/null\n"
        "        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
        "    else\n"
        "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
        "    fi\n"
        "    case ${COMPREPLY[*]} in\n"
        "    *=) compopt -o nospace 2>/dev/null ;;\n"
        "    esac\n"
        "}\n"
        "complete -F _twig twig\n",
        out);
}

/* ---- zsh ---- */

static void print_zsh_plus(FILE *out, const struct spelling *s)
{
    fputs("        '", out);
    print_spelling(out, s);
    fputs(":", out);
    print_quoted(out, help_of(s), "'\\''");
    fputs("'\n", out);
}

static void print_zsh_bare(FILE *out, const struct spelling *s)
{
    if (!s->value)
        print_zsh_plus(out, s);
}

static void print_zsh_valued(FILE *out, const struct spelling *s)
{
    if (s->value)
        print_zsh_plus(out, s);
}

static void print_zsh_dashes(FILE *out)
{
    for (int i = 0; i < DASH_NOTHING; i++) {
        const struct dash_row *d = &dash_table[i];
        char names[2][32] = { "", "" };
        if (d->letter)
            snprintf(names[0], sizeof names[0], "-%c", d->letter);
        if (d->name)
            snprintf(names[1], sizeof names[1], "--%s", d->name);
        for (int j = 0; j < 2; j++) {
            if (!*names[j])
                continue;
            fprintf(out, "        '%s:", names[j]);
            print_quoted(out, d->help, "'\\''");
            fputs("'\n", out);
        }
    }
}

static void print_zsh_value(FILE *out, const char *value)
{
    if (is_file(value)) {
        fputs(" _files; return ;;\n", out);
        return;
    }
    fputs(" compadd -M 'm:{a-z}={A-Z}' -- ", out);
    if (!print_choices(out, value))
        fputs("''", out);
    fputs("; return ;;\n", out);
}

static void print_zsh_values(FILE *out)
{
    size_t n;
    const struct option *table = opttable(&n);
    fputs("    case ${words[CURRENT - 1]} in\n", out);
    for (int i = 0; i < DASH_NOTHING; i++) {
        if (!dash_takes_value(&dash_table[i]))
            continue;
        fputs("    ", out);
        print_pattern(out, &dash_table[i], false);
        print_zsh_value(out, dash_table[i].value);
    }
    fputs("    esac\n    case $PREFIX in\n", out);
    for (int i = 0; i < DASH_NOTHING; i++) {
        if (!dash_takes_value(&dash_table[i]) || !dash_table[i].name)
            continue;
        fprintf(out, "    --%s=*) compset -P '*=';", dash_table[i].name);
        print_zsh_value(out, dash_table[i].value);
    }
    for (size_t i = 0; i < n; i++) {
        if (!table[i].value)
            continue;
        fprintf(out, "    +%s=*) compset -P '*=';", table[i].name);
        print_zsh_value(out, table[i].value);
    }
}

static void print_zsh(FILE *out)
{
    fputs("#compdef twig\n# zsh completion for twig, by "
          "twig --completion=zsh\n"
          "_twig()\n{\n    local -a bare valued dashes\n    bare=(\n",
          out);
    each_spelling(out, print_zsh_bare);
    fputs("    )\n    valued=(\n", out);
    each_spelling(out, print_zsh_valued);
    fputs("    )\n    dashes=(\n", out);
    print_zsh_dashes(out);
    fputs("    )\n", out);
    print_zsh_values(out);
    fputs("    +*) _describe option bare -- valued -S '' ;;\n"
          "    -*) _describe option dashes ;;\n"
          "    *) compadd -M 'm:{a-z}={A-Z}' -- ",
          out);
    print_types(out);
    fputs(" IN CH HS ;;\n    esac\n}\n_twig \"$@\"\n", out);
}

/* ---- fish ---- */

static void print_fish_plus(FILE *out, const struct spelling *s)
{
    fputs("complete -c twig -n __twig_plus -a ", out);
    print_spelling(out, s);
    fputs(" -d '", out);
    print_quoted(out, help_of(s), "\\'");
    fputs("'\n", out);
}

/* The words behind +short=, each with it in front. */
static void print_fish_value(FILE *out, const struct option *o)
{
    fprintf(out, "complete -c twig -n '__twig_value +%s' -a '+%s=(", o->name,
            o->name);
    if (is_file(o->value)) {
        fputs("__fish_complete_path (__twig_behind))'\n", out);
        return;
    }
    fputs("string split -n \" \" -- \"", out);
    print_choices(out, o->value);
    fputs("\")'\n", out);
}

static void print_fish_values(FILE *out)
{
    size_t n;
    const struct option *table = opttable(&n);
    for (size_t i = 0; i < n; i++)
        if (table[i].value)
            print_fish_value(out, &table[i]);
}

static void print_fish_dash(FILE *out, const struct dash_row *d)
{
    fputs("complete -c twig", out);
    if (d->letter)
        fprintf(out, " -s %c", d->letter);
    if (d->name)
        fprintf(out, " -l %s", d->name);
    if (dash_takes_value(d) && is_file(d->value)) {
        fputs(" -r -F", out);
    } else if (dash_takes_value(d)) {
        fputs(" -x -a '", out);
        print_choices(out, d->value);
        fputs("'", out);
    }
    fputs(" -d '", out);
    print_quoted(out, d->help, "\\'");
    fputs("'\n", out);
}

static void print_fish(FILE *out)
{
    fputs("# fish completion for twig, by twig --completion=fish\n"
          "function __twig_plus\n"
          "    string match -q -- '+*' (commandline -ct)\n"
          "end\n"
          "function __twig_value\n"
          "    string match -q -- \"$argv[1]=*\" (commandline -ct)\n"
          "end\n"
          "function __twig_behind\n"
          "    string replace -r '^[^=]*=' '' -- (commandline -ct)\n"
          "end\n"
          "function __twig_word\n"
          "    not string match -qr -- '^[-+@]' (commandline -ct)\n"
          "end\n"
          "complete -c twig -f\n",
          out);
    for (int i = 0; i < DASH_NOTHING; i++)
        print_fish_dash(out, &dash_table[i]);
    each_spelling(out, print_fish_plus);
    print_fish_values(out);
    fputs("complete -c twig -n __twig_word -a '", out);
    print_types(out);
    fputs(" IN CH HS'\n", out);
}

bool completion_print(FILE *out, const char *shell)
{
    static const struct {
        const char *shell;
        void (*print)(FILE *out);
    } scripts[] = {
        { "bash", print_bash },
        { "zsh", print_zsh },
        { "fish", print_fish },
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (strcmp(scripts[i].shell, shell) == 0) {
            scripts[i].print(out);
            return true;
        }
    return false;
}
