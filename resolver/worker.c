#include "resolver/worker.h"

#include "resolver/calls.h"
#include "resolver/handover.h"
#include "resolver/secrets.h"
#include "resolver/udp.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

_Static_assert((int)WORKER_SOCKETS_MAX <= (int)TCP_LISTENERS_MAX,
               "all of them can be listened to");

static volatile sig_atomic_t stop, news;

static void on_signal(int signal)
{
    if (signal == SIGTERM)
        stop = 1;
    else
        news = 1;
}

/* No SA_RESTART: a signal ends the wait for requests. */
static void take_signals(void)
{
    struct sigaction act = { .sa_handler = on_signal };
    sigaction(SIGTERM, &act, NULL);
    sigaction(SIGUSR1, &act, NULL);
    act.sa_handler = SIG_IGN; /* the terminal's Ctrl-C is the supervisor's */
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGHUP, &act, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* The place may have been another's, whose connections ended with it. */
static void open_journal(struct job *job)
{
    struct journal *j = &job->journal;
    stats_set(j->counts, STAT_TCP_CLOSED,
              stats_get(j->counts, STAT_TCP_OPENED));
    j->generation = job->generation;
    j->walk = job->self.walk;
    j->img = &job->image;
    if (job->ring)
        j->to = ring_begin(job->ring);
}

/* Who writes the log sleeps when there is nothing to write. */
static void wake_log(struct job *job)
{
    uint64_t one = 1;
    if (job->ring && ring_dozes(&job->journal.to) &&
        write(job->wake, &one, sizeof one) < 0)
        return; /* it has been woken so often that it cannot sleep */
}

/* Change to the newest image and secrets that have come.  Nobody reads the old
 * ones now: a worker does one thing at a time.  False: they came, and cannot be
 * taken. */
static bool take_news(struct job *job)
{
    struct news head;
    bool good = true;
    int fd;
    news = 0;
    while ((fd = handover_receive(job->news, &head)) != HANDOVER_NONE) {
        struct image image;
        good = fd >= 0 && image_map(&image, fd) == 0;
        if (good) {
            image_close(&job->image);
            job->image = image;
            job->generation = job->journal.generation = head.generation;
            job->self.cookies = head.cookies;
        }
        if (fd >= 0)
            close(fd);
    }
    atomic_store(job->serving, job->generation);
    return good;
}

/* Several sockets: wait for any, then turn those that have requests. */
static int turn_ready(struct job *job, struct udp *udp)
{
    struct pollfd wait[WORKER_SOCKETS_MAX];
    for (unsigned i = 0; i < job->sockets_n; i++)
        wait[i] = (struct pollfd){ job->sockets[i], POLLIN, 0 };
    if (poll(wait, job->sockets_n, -1) < 0)
        return -1;
    for (unsigned i = 0; i < job->sockets_n; i++)
        if (wait[i].revents &&
            udp_turn(udp, wait[i].fd, MSG_DONTWAIT, &job->image, &job->self) <
                0 &&
            errno != EAGAIN)
            return -1;
    return 0;
}

/* The limits, with a secret of their own.  False: they cannot be had. */
static bool take_limits(struct rrl **limits, const struct job *job)
{
    uint8_t secret[RRL_SECRET];
    *limits = NULL;
    if (job->limits.rate == 0)
        return true;
    if (secrets_draw(secret) == 0)
        *limits = rrl_create(&job->limits, job->workers, secret);
    return *limits;
}

/* After a turn that came to `done`: is there another? */
static bool goes_on(struct job *job, int done)
{
    if (done < 0 && errno != EINTR && errno != EAGAIN)
        return false; /* the supervisor hires another */
    wake_log(job);
    if (news && !take_news(job))
        return false; /* and that one begins with the news */
    return !stop;
}

static int turn_udp(struct job *job, struct udp *udp)
{
    if (job->sockets_n > 1)
        return turn_ready(job, udp);
    return udp_turn(udp, job->sockets[0], 0, &job->image, &job->self);
}

static void serve_udp(struct job *job)
{
    struct rrl *limits;
    struct udp *udp =
        take_limits(&limits, job) ? udp_new(limits, &job->journal) : NULL;
    if (udp && calls_only(CALLS_UDP) == 0)
        while (goes_on(job, turn_udp(job, udp)))
            ;
    udp_free(udp);
    rrl_free(limits);
}

static int turn_tcp(struct job *job, struct tcp *tcp)
{
    if (tcp_wait(tcp, clock_moment()) < 0)
        return -1;
    tcp_turn(tcp, &job->image, &job->self, clock_moment());
    return 0;
}

static void serve_tcp(struct job *job)
{
    struct tcp *tcp = tcp_new(&job->tcp, &job->journal);
    int done = tcp ? 0 : -1;
    for (unsigned i = 0; i < job->sockets_n && done == 0; i++)
        done = tcp_listen(tcp, job->sockets[i]);
    if (done == 0 && calls_only(CALLS_TCP) == 0)
        while (goes_on(job, turn_tcp(job, tcp)))
            ;
    tcp_free(tcp);
}

int worker_run(struct job *job)
{
    take_signals();
    open_journal(job);
    atomic_store(job->serving, job->generation);
    switch (job->by) {
    case BY_UDP:
        prctl(PR_SET_NAME, "twigd-udp");
        serve_udp(job);
        break;
    case BY_TCP:
        prctl(PR_SET_NAME, "twigd-tcp");
        serve_tcp(job);
        break;
    }
    return stop ? 0 : 1;
}
