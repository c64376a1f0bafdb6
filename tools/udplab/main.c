/*
 * udplab: lessons about UDP.  Each is one file of this folder; this one only
 * reads the command line and starts a lesson's server, its client, or both.
 */
#include <errno.h>
#include <getopt.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/number.h"
#include "tools/udplab/lab.h"
#include "tools/udplab/words.h"
#include "tools/version.h"

enum { EXIT_GOOD, EXIT_FAILED, EXIT_USAGE };

static const struct lesson *const lessons[] = {
    &lesson_upper, &lesson_boundary, &lesson_big,  &lesson_time,
    &lesson_chat,  &lesson_workers,  &lesson_lost,
};
enum { LESSONS = sizeof lessons / sizeof *lessons };

static void print_help(const struct lab *lab)
{
    say(lab,
        "udplab upper                   a lesson: both sides, shown to you\n"
        "udplab upper serve             its server; and in a second terminal\n"
        "udplab upper ask hello         its client\n"
        "udplab chat talk               a client that sends what you type\n"
        "udplab lost --seed 7           the same accidents each time\n"
        "\n"
        "Usage: udplab LESSON [serve | ask [TEXT]... | talk] [OPTION]...\n"
        "Without a TEXT the lines of standard input are sent.\n"
        "\n");
    for (int i = 0; i < LESSONS; i++)
        printf("  %-9s %s\n", lessons[i]->name,
               in_words(lab->lang, lessons[i]->about));
    say(lab, "\n"
             "  -a, --address=ADDRESS  where the server is [127.0.0.1]\n"
             "  -p, --port=PORT        its port [1688]\n"
             "      --seed=N           what is left to chance, begun with N\n"
             "      --lang=LANG        en or zh\n"
             "  -h, --help  -V, --version\n");
}

/* Two lines: what is wrong, and what would be right. */
static int misused(const char *what, const char *word, const char *mend)
{
    fprintf(stderr, "udplab: %s: '%s'\n%s\n", what, word, mend);
    return EXIT_USAGE;
}

static const struct lesson *lesson_of(const char *name)
{
    for (int i = 0; i < LESSONS; i++)
        if (strcmp(lessons[i]->name, name) == 0)
            return lessons[i];
    return NULL;
}

/* What the options say. */
struct wishes {
    const char *address, *lang;
    unsigned port; /* 0: none was said */
    unsigned seed;
    bool help, version;
};

/* 0, or the exit code when it was said what is wrong. */
static int read_options(struct wishes *w, int argc, char **argv)
{
    static const struct option names[] = {
        { "address", required_argument, NULL, 'a' },
        { "port", required_argument, NULL, 'p' },
        { "seed", required_argument, NULL, 's' },
        { "lang", required_argument, NULL, 'l' },
        { "help", no_argument, NULL, 'h' },
        { "version", no_argument, NULL, 'V' },
        { 0 },
    };
    int letter;
    while ((letter = getopt_long(argc, argv, ":a:p:hV", names, NULL)) != -1) {
        if (letter == 'a')
            w->address = optarg;
        else if (letter == 'p' &&
                 (!number_read(&w->port, optarg, 65535) || w->port == 0))
            return misused("not a port", optarg, "A port is 1 to 65535.");
        else if (letter == 's' && !number_read(&w->seed, optarg, UINT32_MAX))
            return misused("not a seed", optarg, "A seed is a whole number.");
        else if (letter == 'l' && !messages_lang_known(optarg))
            return misused("no such language", optarg, "There are en and zh.");
        else if (letter == 'l')
            w->lang = optarg;
        else if (letter == 'h')
            w->help = true;
        else if (letter == 'V')
            w->version = true;
        else if (letter == ':')
            return misused("it needs a value", argv[optind - 1],
                           "udplab --help shows how.");
        else if (letter == '?')
            return misused("no such option", argv[optind - 1],
                           "udplab --help lists them; -- ends the options.");
    }
    return 0;
}

/* The address as sendto() and its like want it. */
static int set_address(struct lab *lab, struct sockaddr_storage *at,
                       const struct wishes *w)
{
    struct addrinfo hint = { .ai_socktype = SOCK_DGRAM,
                             .ai_flags = AI_NUMERICHOST },
                    *found;
    unsigned port = w->port || lab->demo ? w->port : LAB_PORT;
    char text[16];
    snprintf(text, sizeof text, "%u", port);
    if (getaddrinfo(w->address, text, &hint, &found) != 0)
        return misused("not an address", w->address,
                       "An address is like 127.0.0.1 or ::1.");
    memcpy(at, found->ai_addr, found->ai_addrlen);
    lab->at = (struct sockaddr *)at;
    lab->at_len = found->ai_addrlen;
    freeaddrinfo(found);
    return 0;
}

/* The server in a process of its own, the client here. */
static int demonstrate(struct lab *lab, const struct lesson *lesson)
{
    int fd = lesson->open(lab);
    if (fd < 0)
        return -1;
    /* With port 0 the kernel has picked one: ask which. */
    getsockname(fd, lab->at, &lab->at_len);
    pid_t server = lab_fork();
    if (server < 0)
        return lab_fail(lab, "fork");
    if (server == 0)
        exit(lesson->serve(lab, fd) < 0);
    close(fd); /* it is the server's now */
    int result = lesson->show(lab);
    lab_end(server);
    return result;
}

static int run(struct lab *lab, const struct lesson *lesson, const char *side)
{
    if (!side)
        return demonstrate(lab, lesson);
    if (strcmp(side, "serve") != 0)
        return lesson->ask(lab);
    int fd = lesson->open(lab);
    if (fd < 0)
        return -1;
    say(lab, "server: %s; Ctrl-C ends it\n",
        lab_address(lab->at, lab->at_len).text);
    return lesson->serve(lab, fd);
}

static bool is_side(const char *side)
{
    return !strcmp(side, "serve") || !strcmp(side, "ask") ||
           !strcmp(side, "talk");
}

/* What is left over of the words: a server takes no TEXT; that of workers,
 * how many they are. */
static const char *left_over(const struct lesson *lesson, char **words)
{
    if (!words[1] || strcmp(words[1], "serve") != 0 || !words[2])
        return NULL;
    return words[lesson == &lesson_workers ? 3 : 2];
}

/* What was printed has arrived, or the exit code says that it has not. */
static int finish(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout) && fclose(stdout) == 0)
        return code;
    fprintf(stderr, "udplab: write error: %s\n", strerror(errno));
    return EXIT_FAILED;
}

int main(int argc, char **argv)
{
    struct wishes w = { .address = "127.0.0.1", .seed = 1 };
    struct sockaddr_storage at = { 0 };
    int code = read_options(&w, argc, argv);
    if (code)
        return code;
    char **words = argv + optind; /* getopt_long() has put them last */
    struct lab lab = { .lang = messages_lang(w.lang), .seed = w.seed };
    if (w.version)
        return puts(TWIG_VERSION) < 0 ? EXIT_FAILED : finish(EXIT_GOOD);
    if (w.help || !words[0]) {
        print_help(&lab);
        return finish(EXIT_GOOD);
    }
    const struct lesson *lesson = lesson_of(words[0]);
    if (!lesson)
        return misused("no such lesson", words[0],
                       "They are upper boundary big time chat workers lost.");
    const char *side = words[1];
    if (side && !is_side(side))
        return misused("not a side of a lesson", side,
                       "It is serve, or ask, or none for both.");
    if (left_over(lesson, words))
        return misused("more than a server takes", left_over(lesson, words),
                       "TEXT is for ask and talk.");
    lab.lesson = lesson->name;
    lab.demo = !side;
    lab.words = side ? words + 2 : words + 1;
    lab.lines = side && !lab.words[0];
    code = set_address(&lab, &at, &w);
    if (code)
        return code;
    setvbuf(stdout, NULL, _IOLBF, 0); /* each line when it happens */
    code = run(&lab, lesson, side) < 0 ? EXIT_FAILED : EXIT_GOOD;
    free(lab.line);
    return finish(code);
}
