/*
 * first [-e] [-c CPU] [-p REVERSE] PORT NAME COMMAND [ARGUMENT]...
 *
 * Start a server and measure how long it takes until it answers: from the
 * fork to the first NOERROR reply with an answer in it, for an A question
 * about NAME sent to 127.0.0.1 every half millisecond.  With -e any NOERROR
 * reply counts (the echo has no answers).  With -c the server and all it
 * starts stay on that CPU.  With -p the server is then asked, the clock being
 * stopped, for the PTR of REVERSE, which must lead back to NAME.
 *
 * Prints one line, "MILLISECONDS PID", with " no-PTR" behind it where that
 * went wrong, and then holds the server until its own standard input ends;
 * then the server and its process group are ended.  So whoever holds the other
 * end of that pipe cannot leave a server behind, however it dies.  The
 * server's output goes to standard error.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    STEP = 500 * 1000, /* ns between two questions */
    PATIENCE = 300,    /* s until the first answer */
    PTR_TRIES = 20,
    PTR_WAIT = 100,      /* ms for each try */
    FAREWELL = 20,       /* s from SIGTERM to SIGKILL */
    HEADER = 12,         /* RFC 1035 4.1.1 */
    LABEL_MAX = 63,      /* RFC 1035 2.3.4 */
    NAME_MAX_TEXT = 253, /* what fits 255 octets on the wire */
    REPLY_MAX = 4096,
    TYPE_A = 1,   /* RFC 1035 3.2.2 */
    TYPE_PTR = 12 /* RFC 1035 3.2.2 */
};

struct question {
    uint8_t bytes[HEADER + NAME_MAX_TEXT + 2 + 4];
    size_t len;
};

struct plan {
    const char *port;
    const char *name;
    const char *reverse; /* NULL: not asked for */
    char **command;
    int cpu;        /* -1: wherever the kernel likes */
    bool any_reply; /* a reply without an answer will do */
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Write the question about `name`; -1 if that is no name. */
static int question_make(struct question *q, const char *name, uint8_t type)
{
    static const uint8_t head[HEADER] = { 0x10, 0x35, [5] = 1 };
    const uint8_t tail[5] = { 0, 0, type, 0, 1 }; /* root, type, IN */
    uint8_t *at = q->bytes + HEADER;
    if (strlen(name) > NAME_MAX_TEXT)
        return -1;
    memcpy(q->bytes, head, sizeof(head));
    while (*name != '\0') {
        size_t n = strcspn(name, ".");
        if (n == 0 || n > LABEL_MAX)
            return -1;
        *at++ = (uint8_t)n;
        memcpy(at, name, n);
        at += n;
        name += n + (name[n] == '.');
    }
    memcpy(at, tail, sizeof(tail));
    q->len = (size_t)(at - q->bytes) + sizeof(tail);
    return 0;
}

static int socket_to(const char *port)
{
    char *end;
    unsigned long n = strtoul(port, &end, 10);
    if (n == 0 || n > 65535 || *end != '\0') {
        errno = EINVAL;
        return -1;
    }
    struct sockaddr_in to = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)n),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0)
        return fd;
    return -1;
}

/* In the child: become the server; comes back only if that fails. */
static void become(const struct plan *plan)
{
    int nothing = open("/dev/null", O_RDONLY);
    cpu_set_t set;
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    dup2(nothing, STDIN_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    if (plan->cpu >= 0) {
        CPU_ZERO(&set);
        CPU_SET((size_t)plan->cpu, &set);
        if (sched_setaffinity(0, sizeof(set), &set) < 0)
            return;
    }
    execvp(plan->command[0], plan->command);
}

static bool good_reply(const uint8_t *bytes, ssize_t n, bool any_reply)
{
    if (n <= HEADER || (bytes[2] & 0x80) == 0) /* QR */
        return false;
    if ((bytes[3] & 0x0f) != 0) /* RCODE */
        return false;
    return any_reply || bytes[6] != 0 || bytes[7] != 0; /* ANCOUNT */
}

/* Ask once and wait a step for the reply that tells the server is there. */
static bool answers(int fd, const struct question *q, bool any_reply)
{
    const struct timespec step = { .tv_nsec = STEP };
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    uint8_t reply[REPLY_MAX];
    send(fd, q->bytes, q->len, 0); /* refused, or full: there is a next */
    if (ppoll(&wait, 1, &step, NULL) <= 0)
        return false;
    ssize_t n = recv(fd, reply, sizeof(reply), 0);
    if (good_reply(reply, n, any_reply))
        return true;
    nanosleep(&step, NULL); /* nobody there yet, or nothing loaded */
    return false;
}

/* Whether the PTR of the reverse name leads to the name.  It has a socket of
 * its own: late replies to the questions before would come to the old one. */
static bool leads_back(const struct plan *plan)
{
    struct question q;
    struct question name;
    uint8_t reply[REPLY_MAX];
    ssize_t n = 0;
    int fd = socket_to(plan->port);
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    if (fd < 0 || question_make(&q, plan->reverse, TYPE_PTR) < 0 ||
        question_make(&name, plan->name, TYPE_A) < 0)
        return false;
    for (int i = 0; i < PTR_TRIES && n <= 0; i++) {
        send(fd, q.bytes, q.len, 0);
        if (poll(&wait, 1, PTR_WAIT) > 0)
            n = recv(fd, reply, sizeof(reply), 0);
    }
    close(fd);
    return good_reply(reply, n, false) &&
           memmem(reply + HEADER, (size_t)n - HEADER, name.bytes + HEADER,
                  name.len - HEADER - 4) != NULL;
}

/* Whether the server has ended; it is not reaped, so its pid stays its own. */
static bool ended(pid_t pid)
{
    siginfo_t info = { .si_pid = 0 };
    int how = WEXITED | WNOHANG | WNOWAIT;
    return waitid(P_PID, (id_t)pid, &info, how) < 0 || info.si_pid == pid;
}

/* Wait for the first answer; the time of it, or -1 if it never comes. */
static double wait_answer(const struct plan *plan, pid_t pid, int fd)
{
    struct question q;
    double last = now_ms() + PATIENCE * 1e3;
    if (question_make(&q, plan->name, TYPE_A) < 0) {
        fprintf(stderr, "first: not a name: %s\n", plan->name);
        return -1;
    }
    while (!answers(fd, &q, plan->any_reply)) {
        if (ended(pid)) {
            fprintf(stderr, "first: %s ended\n", plan->command[0]);
            return -1;
        }
        if (now_ms() > last) {
            fprintf(stderr, "first: %s: no answer\n", plan->command[0]);
            return -1;
        }
    }
    return now_ms();
}

static void end_server(pid_t pid)
{
    const struct timespec nap = { .tv_nsec = 5 * 1000 * 1000 };
    double last = now_ms() + FAREWELL * 1e3;
    kill(pid, SIGTERM);
    while (!ended(pid) && now_ms() < last)
        nanosleep(&nap, NULL);
    kill(-pid, SIGKILL); /* whoever stayed behind */
    waitpid(pid, NULL, 0);
}

static int run(const struct plan *plan)
{
    char byte;
    int fd = socket_to(plan->port);
    if (fd < 0) {
        fprintf(stderr, "first: port %s: %m\n", plan->port);
        return 1;
    }
    double start = now_ms();
    pid_t pid = fork();
    if (pid == 0) {
        become(plan);
        fprintf(stderr, "first: %s: %m\n", plan->command[0]);
        _exit(127);
    }
    if (pid < 0)
        return 1;
    setpgid(pid, pid); /* here too: whoever of the two comes first */
    double end = wait_answer(plan, pid, fd);
    close(fd);
    if (end >= 0) {
        bool odd = plan->reverse && !leads_back(plan);
        printf("%.2f %d%s\n", end - start, (int)pid, odd ? " no-PTR" : "");
        fflush(stdout);
        while (read(STDIN_FILENO, &byte, 1) > 0)
            ;
    }
    end_server(pid);
    return end >= 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct plan plan = { .cpu = -1 };
    int option;
    while ((option = getopt(argc, argv, "+ec:p:")) != -1) {
        if (option == 'e')
            plan.any_reply = true;
        else if (option == 'c')
            plan.cpu = atoi(optarg);
        else if (option == 'p')
            plan.reverse = optarg;
        else
            return 2;
    }
    if (argc - optind < 3) {
        fprintf(stderr, "usage: first [-e] [-c CPU] [-p REVERSE] "
                        "PORT NAME COMMAND...\n");
        return 2;
    }
    plan.port = argv[optind];
    plan.name = argv[optind + 1];
    plan.command = argv + optind + 2;
    return run(&plan);
}
