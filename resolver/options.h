/*
 * The options of the command line: one table of them, and their help.
 */
#ifndef TWIG_OPTIONS_H
#define TWIG_OPTIONS_H

enum what {
    SET_ADDRESS,
    SET_PORT,
    SET_WORKERS,
    SET_FORMAT,
    SET_USER,
    ADD_READ,
    SET_NSID,
    HIDE_VERSION,
    SET_COOKIE_SECRET_FILE,
    SET_LIMIT,
    SET_LIMIT_SLIP,
    SET_LIMIT_LOOPBACK,
    SET_TCP_CONNECTIONS,
    SET_TCP_PER_CLIENT,
    SET_POLL,
    NO_WATCH,
    SET_LOG,
    SET_LOG_FORMAT,
    SET_LOG_FILE,
    OPEN_CLASSROOM,
    SET_BREAK,
    TELL_WALK,
    SHOW_HELP,
    SHOW_VERSION
};

struct option {
    enum what what;
    char letter;       /* '\0': it has none */
    const char *name;  /* behind -- */
    const char *value; /* what stands for its value in a message, or NULL; with
                          = in front: it may be left out */
};

extern const char options_help[];

/*
 * option_find(text, value): the option that an argument is, or begins: -p,
 * --port, --po.  What stands behind = or blank, or in -p53, into *value, else
 * NULL.  Returns NULL when there is none.
 */
const struct option *option_find(const char *text, const char **value);

/* option_nearest(name): what was probably meant: v is -V, prot is --port. */
const struct option *option_nearest(const char *name);

#endif
