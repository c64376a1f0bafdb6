#include "resolver/worker.h"

#include "resolver/handover.h"
#include "resolver/secrets.h"
#include "resolver/udp.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

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

/* Change to the newest image that has come.  Nobody reads the old one now:
 * a worker does one thing at a time.  False: it came, and cannot be taken. */
static bool change_image(struct job *job)
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
            job->generation = head.generation;
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

int worker_run(struct job *job)
{
    struct rrl *limits;
    struct udp *udp = take_limits(&limits, job) ? udp_new(limits) : NULL;
    if (!udp)
        return 1;
    take_signals();
    atomic_store(job->serving, job->generation);
    while (!stop) {
        int done = job->sockets_n == 1 ? udp_turn(udp, job->sockets[0], 0,
                                                  &job->image, &job->self)
                                       : turn_ready(job, udp);
        if (done < 0 && errno != EINTR && errno != EAGAIN)
            break; /* the supervisor hires another */
        if (news && !change_image(job))
            break; /* and that one begins with the new image */
    }
    udp_free(udp);
    rrl_free(limits);
    return stop ? 0 : 1;
}
