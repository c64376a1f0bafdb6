#include "resolver/loader.h"

#include "resolver/log.h"
#include "zonefile/check.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* The child's life. */
static int load(const struct zonefile_request *request, int fd)
{
    struct complaints c = { .text = NULL };
    int done = zonefile_load(request, fd, &c);
    if (c.text)
        log_text(c.text);
    return done == 0 ? 0 : 1;
}

/* A zone file that is mapped has become shorter under our hands. */
static void on_bus_error(int signal)
{
    static const char text[] =
        "twigd: a zone file was cut short while it was read: load again\n";
    (void)signal;
    ssize_t n = write(STDERR_FILENO, text, sizeof text - 1);
    _exit(n < 0 ? 2 : 1);
}

static void begin_child(void)
{
    sigset_t none;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN); /* Ctrl-C is the supervisor's */
    signal(SIGHUP, SIG_IGN);
    signal(SIGBUS, on_bus_error);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

int loader_start(struct loader *l, const struct zonefile_request *request)
{
    l->fd = memfd_create("twig-image", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (l->fd < 0)
        return -1;
    l->pid = fork();
    if (l->pid == 0) {
        begin_child();
        _exit(load(request, l->fd));
    }
    if (l->pid > 0)
        return 0;
    int why = errno;
    close(l->fd);
    l->pid = 0;
    errno = why;
    return -1;
}

int loader_finish(struct loader *l, int status, struct image *img)
{
    int fd = l->fd,
        seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    l->pid = 0;
    l->fd = -1;
    if (WIFSIGNALED(status))
        log_line("the loading process was ended by signal %d",
                 WTERMSIG(status));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        goto refuse;
    if (fcntl(fd, F_ADD_SEALS, seals) == 0 && image_open(img, fd) == 0)
        return fd;
    log_line("the image cannot be used: %m");
refuse:
    close(fd);
    return -1;
}
