#include "resolver/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    UDP = 1 << CALLS_UDP,
    TCP = 1 << CALLS_TCP,
    LOADER = 1 << CALLS_LOADER,
    LOG = 1 << CALLS_LOG,
    WORKERS = UDP | TCP,
    ALL = WORKERS | LOADER | LOG,
    SANITIZER = 1 << 7 /* its own calls, in any process */
};

/* All flags of open that could change something. */
enum {
    WRITING = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY),
    /* as the query log begins a file */
    APPENDING = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
};

struct allowed {
    int call;
    unsigned kinds;
    struct scmp_arg_cmp only; /* .op == 0: whatever its arguments */
};

/* A condition on argument `n`. */
#define IS(n, value)                                                           \
    {                                                                          \
        n, SCMP_CMP_EQ, value, 0                                               \
    }
#define HAS_NO(n, bits)                                                        \
    {                                                                          \
        n, SCMP_CMP_MASKED_EQ, bits, 0                                         \
    }

static const struct allowed list[] = {
    /* requests and replies; news come by recvmsg */
    { SCMP_SYS(recvmmsg), UDP, { 0 } },
    { SCMP_SYS(sendmmsg), UDP, { 0 } },
    { SCMP_SYS(sendmsg), UDP, { 0 } },
    { SCMP_SYS(poll), UDP | LOG, { 0 } },
    { SCMP_SYS(ppoll), UDP | LOG, { 0 } },
    { SCMP_SYS(restart_syscall), UDP | LOG, { 0 } }, /* poll, after SIGCONT */
    { SCMP_SYS(recvmsg), WORKERS, { 0 } },
    { SCMP_SYS(epoll_wait), TCP, { 0 } },
    { SCMP_SYS(epoll_pwait), TCP, { 0 } },
    { SCMP_SYS(epoll_ctl), TCP, { 0 } },
    { SCMP_SYS(accept4), TCP, { 0 } },
    { SCMP_SYS(recvfrom), TCP, { 0 } },
    { SCMP_SYS(sendto), TCP, IS(4, 0) }, /* to who is connected */
    { SCMP_SYS(setsockopt), TCP, IS(1, SOL_SOCKET) },
    /* memory: that of ldns, and images */
    { SCMP_SYS(brk), ALL, { 0 } },
    { SCMP_SYS(mmap), ALL, HAS_NO(2, PROT_EXEC) },
    { SCMP_SYS(mremap), ALL, { 0 } },
    { SCMP_SYS(munmap), ALL, { 0 } },
    { SCMP_SYS(madvise), TCP | LOADER, { 0 } },
    { SCMP_SYS(close), ALL, { 0 } },
    { SCMP_SYS(fstat), ALL, { 0 } },
    { SCMP_SYS(newfstatat), ALL, { 0 } },
    /* zone files */
    { SCMP_SYS(open), LOADER, HAS_NO(1, WRITING) },
    { SCMP_SYS(openat), LOADER, HAS_NO(2, WRITING) },
    { SCMP_SYS(read), LOADER | LOG, { 0 } },
    { SCMP_SYS(getdents64), LOADER, { 0 } },
    { SCMP_SYS(fcntl), LOADER, { 0 } },
    { SCMP_SYS(lseek), LOADER, { 0 } },
    { SCMP_SYS(pwrite64), LOADER, { 0 } },
    { SCMP_SYS(ftruncate), LOADER, { 0 } },
    { SCMP_SYS(sysinfo), LOADER, { 0 } }, /* qsort asks for the memory */
    /* the file of the query log, and another when it was moved away */
    { SCMP_SYS(open), LOG, IS(1, APPENDING) },
    { SCMP_SYS(openat), LOG, IS(2, APPENDING) },
    { SCMP_SYS(dup2), LOG, { 0 } },
    { SCMP_SYS(dup3), LOG, { 0 } },
    /* text of all kinds; a word to the query log; last words; the end */
    { SCMP_SYS(write), ALL, { 0 } },
    { SCMP_SYS(writev), ALL, IS(0, STDERR_FILENO) },
    { SCMP_SYS(exit_group), ALL, { 0 } },
    { SCMP_SYS(rt_sigreturn), ALL, { 0 } },
    /* time, where the kernel does not lend its own to processes */
    { SCMP_SYS(clock_gettime), ALL, { 0 } },
    /* what AddressSanitizer does behind our backs */
    { SCMP_SYS(mprotect), SANITIZER, HAS_NO(2, PROT_EXEC) },
    { SCMP_SYS(madvise), SANITIZER, { 0 } },
    { SCMP_SYS(sigaltstack), SANITIZER, { 0 } },
    { SCMP_SYS(futex), SANITIZER, { 0 } },
    { SCMP_SYS(sched_yield), SANITIZER, { 0 } },
    { SCMP_SYS(getpid), SANITIZER, { 0 } },
    { SCMP_SYS(gettid), SANITIZER, { 0 } },
    { SCMP_SYS(prlimit64), SANITIZER, { 0 } },
    { SCMP_SYS(readlink), SANITIZER, { 0 } },
};

/* Of <sanitizer/common_interface_defs.h>: is only there when a sanitizer is
 * linked in, and lets it read what it will need before the doors close. */
struct sandbox {
    int coverage_sandboxed;
    intptr_t coverage_fd;
    unsigned coverage_max_block_size;
};

void __sanitizer_sandbox_on_notify(struct sandbox *) __attribute__((weak));

bool calls_sanitized(void)
{
    return __sanitizer_sandbox_on_notify != NULL;
}

static int allow(scmp_filter_ctx filter, const struct allowed *a)
{
    bool conditional = a->only.op != 0;
    int done = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, a->call,
                                      conditional ? 1 : 0, &a->only);
    return done == -EEXIST ? 0 : done;
}

static int fill(scmp_filter_ctx filter, unsigned kinds)
{
    int done = 0;
    for (size_t i = 0; i < sizeof list / sizeof *list && done == 0; i++)
        if (list[i].kinds & kinds)
            done = allow(filter, &list[i]);
    return done;
}

bool calls_known(void)
{
    return prctl(PR_GET_SECCOMP) >= 0;
}

int calls_only(enum calls kind)
{
    unsigned kinds = 1u << kind;
    if (!calls_known())
        return 0;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter) {
        errno = ENOMEM;
        return -1;
    }
    if (calls_sanitized()) {
        struct sandbox plain = { .coverage_fd = -1 };
        __sanitizer_sandbox_on_notify(&plain);
        kinds |= SANITIZER;
    }
    seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    /* No foreign code runs here that could look at the processor's guesses;
       older kernels would slow the process down to hinder it. */
    seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);
    int done = fill(filter, kinds);
    if (done == 0)
        done = seccomp_load(filter);
    seccomp_release(filter);
    errno = -done;
    return done < 0 ? -1 : 0;
}
