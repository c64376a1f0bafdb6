#include "resolver/loader.h"

#include "resolver/clock.h"
#include "resolver/confine.h"
#include "resolver/log.h"
#include "zonefile/check.h"
#include "zonefile/fingerprint.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    CUT_SHORT = LOADED_SAME + 1, /* the child's exit code, of SIGBUS */
    DOUBT_MS = 50,               /* be the machine as busy as it may */
    AWAIT_MS = 200 /* for what is surely written anew, or meant so */
};

int loader_open(struct loader *l)
{
    void *shared = mmap(NULL, sizeof *l->outcome, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *l = (struct loader){ .fd = -1, .readings = -1, .outcome = shared };
    return shared == MAP_FAILED ? -1 : 0;
}

/* ---- the child ---- */

/* `of` is a fingerprint of what may be half of a change, 0 of nothing. */
static bool is_doubtful(struct outcome *o, uint64_t of, unsigned wait)
{
    uint64_t now = clock_ms();
    if (of != o->doubt)
        o->doubt_until = now + wait;
    o->doubt = of;
    return of != 0 && now < o->doubt_until;
}

/* Print the complaints once, however often the files are looked at. */
static void tell(struct outcome *o, const struct complaints *c,
                 uint64_t awaited, bool loud)
{
    uint64_t complaints = 0;
    if (c->text)
        complaints = fingerprint(o->fingerprint, c->text, c->len);
    o->doubtful = is_doubtful(o, c->errors ? complaints : awaited,
                              awaited ? AWAIT_MS : DOUBT_MS) &&
                  !loud;
    if (o->doubtful)
        return;
    o->told = c->text && (loud || complaints != o->printed);
    o->printed = complaints;
    if (!o->told)
        return;
    o->denied = c->denied;
    log_text(c->text);
}

/* Its life. */
static enum loaded load(const struct loader *l,
                        const struct zonefile_request *request, bool loud)
{
    struct readings readings = { .fd = l->readings };
    struct zonefile_request q = *request;
    struct complaints c = { .text = NULL };
    q.readings = &readings;
    int done = zonefile_load(&q, l->fd, &c);
    if (done == ZONEFILE_SAME)
        complaint_free(&c); /* they were printed with what is served */
    l->outcome->fingerprint = readings.fingerprint;
    tell(l->outcome, &c, readings.awaited, loud);
    if (done == ZONEFILE_SAME)
        return LOADED_SAME;
    return done == 0 ? LOADED : LOAD_REFUSED;
}

/* A zone file that is mapped has become shorter under our hands. */
static void on_bus_error(int signal)
{
    (void)signal;
    _exit(CUT_SHORT);
}

void loader_begin_child(const char *name)
{
    sigset_t none;
    prctl(PR_SET_NAME, name);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN); /* Ctrl-C is the supervisor's */
    signal(SIGHUP, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (confine_loader() < 0) {
        log_line("the loading process cannot be confined: %m");
        _exit(LOAD_BROKEN);
    }
}

int loader_start(struct loader *l, const struct zonefile_request *request,
                 bool loud)
{
    l->fd = memfd_create("twig-image", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    l->readings = memfd_create("twig-readings", MFD_CLOEXEC);
    l->began = clock_us();
    l->outcome->told = l->outcome->doubtful = false;
    l->outcome->denied = l->outcome->cut = false;
    l->pid = l->fd < 0 || l->readings < 0 ? -1 : fork();
    if (l->pid == 0) {
        signal(SIGBUS, on_bus_error);
        loader_begin_child("twigd-load");
        _exit((int)load(l, request, loud));
    }
    if (l->pid > 0)
        return 0;
    int why = errno;
    close(l->fd);
    close(l->readings);
    l->fd = l->readings = -1;
    l->pid = 0;
    errno = why;
    return -1;
}

/* ---- its end ---- */

static int open_image(const struct loader *l, struct image *img)
{
    int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    if (fcntl(l->fd, F_ADD_SEALS, seals) == 0 && image_open(img, l->fd) == 0)
        return 0;
    log_line("the image cannot be used: %m");
    return -1;
}

static enum loaded judge(const struct loader *l, int status, struct image *img)
{
    if (WIFSIGNALED(status))
        log_line("the loading process was ended by signal %d",
                 WTERMSIG(status));
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : LOAD_BROKEN;
    l->outcome->cut = code == CUT_SHORT;
    if (l->outcome->cut)
        l->outcome->doubtful = is_doubtful(l->outcome, CUT_SHORT, AWAIT_MS);
    if (code == LOADED && open_image(l, img) == 0)
        return LOADED;
    if (code == LOADED_SAME || code == LOAD_REFUSED)
        return (enum loaded)code;
    return LOAD_BROKEN;
}

enum loaded loader_finish(struct loader *l, int status, struct image *img)
{
    enum loaded done = judge(l, status, img);
    l->pid = 0;
    if (done == LOADED)
        return done;
    close(l->fd);
    l->fd = -1;
    return done;
}
