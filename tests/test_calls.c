/*
 * Who lives under a list of calls: what ends it, and what does not.
 */
#include "resolver/calls.h"

#include "tests/shared/child.h"
#include "tests/shared/test.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

enum { DENIED = -SIGSYS, BEGUN = 100 };

#define CALL(name) static void name(void)

/* ---- what a process that was taken over would like ---- */

CALL(read_file)
{
    open("/etc/passwd", O_RDONLY | O_CLOEXEC);
}
CALL(write_file)
{
    open("/dev/null", O_WRONLY | O_CLOEXEC);
}
CALL(create_file)
{
    open("/tmp/test_calls", O_RDONLY | O_CREAT, 0600);
}
CALL(nameless_file)
{
    open("/tmp", O_RDWR | O_TMPFILE, 0600);
}
CALL(truncate_file)
{
    open("/dev/null", O_RDONLY | O_TRUNC);
}
CALL(open_otherwise)
{
    syscall(SYS_openat2, AT_FDCWD, "/", NULL, 0);
}
CALL(remove_file)
{
    unlink("/tmp/test_calls");
}
CALL(rename_file)
{
    rename("/tmp/test_calls", "/tmp/test_calls_2");
}
CALL(make_socket)
{
    socket(AF_INET, SOCK_STREAM, 0);
}
CALL(make_pair)
{
    socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){ 0 });
}
CALL(bind_socket)
{
    bind(0, NULL, 0);
}
CALL(run_program)
{
    execve("/bin/true", (char *[]){ "true", NULL }, (char *[]){ NULL });
}
CALL(begin_process)
{
    syscall(SYS_fork);
}
CALL(begin_thread)
{
    syscall(SYS_clone, CLONE_VM, 0, 0, 0, 0);
}
CALL(kill_others)
{
    kill(getppid(), 0);
}
CALL(trace_others)
{
    ptrace(PTRACE_ATTACH, 1, 0, 0);
}
CALL(control_itself)
{
    prctl(PR_SET_DUMPABLE, 1);
}
CALL(run_memory)
{
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
CALL(run_more_memory)
{
    static _Alignas(4096) char page[4096];
    mprotect(page, sizeof page, PROT_READ | PROT_EXEC);
}
CALL(load_into_kernel)
{
    syscall(SYS_bpf, BPF_MAP_CREATE, NULL, 0);
}
CALL(become_root)
{
    syscall(SYS_setuid, 0);
}
CALL(leave_namespace)
{
    unshare(CLONE_NEWUSER);
}
CALL(control_device)
{
    syscall(SYS_ioctl, 0, 0x5412 /* TIOCSTI */, "x");
}

CALL(connect_socket)
{
    struct sockaddr_in to = { .sin_family = AF_INET };
    const void *any = &to;
    connect(0, any, sizeof to);
}

CALL(send_anywhere)
{
    struct sockaddr_in to = { .sin_family = AF_INET };
    const void *any = &to;
    sendto(0, "", 0, MSG_FASTOPEN, any, sizeof to);
}

/* ---- what it is there for ---- */

CALL(nothing)
{
}
CALL(take_memory)
{
    for (size_t n = 1; n <= 8u << 20; n *= 2) {
        char *volatile p = realloc(malloc(n), 3 * n);
        p[3 * n - 1] = 1;
        free(p);
    }
}
CALL(take_time)
{
    struct timespec t;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &t);
}
CALL(take_batch)
{
    struct mmsghdr in = { .msg_len = 0 };
    recvmmsg(0, &in, 1, MSG_DONTWAIT, NULL);
}
CALL(give_batch)
{
    struct mmsghdr out = { .msg_len = 0 };
    sendmmsg(0, &out, 1, 0);
}
CALL(wait_for_any)
{
    poll(NULL, 0, 0);
}
CALL(wait_for_events)
{
    struct epoll_event e;
    epoll_wait(0, &e, 1, 0);
}
CALL(let_in)
{
    accept4(0, NULL, NULL, SOCK_CLOEXEC);
}
CALL(send_back)
{
    send(0, "", 0, MSG_DONTWAIT);
}
CALL(say_it)
{
    syscall(SYS_write, 2, "", 0);
}
CALL(append_to_file)
{
    open("/dev/null", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK,
         0640);
}
CALL(read_octets)
{
    read(0, NULL, 0);
}

/* ---- */

struct trial {
    enum calls kind;
    void (*act)(void);
};

static int try(const void *with)
{
    const struct trial *t = with;
    if (calls_only(t->kind) < 0)
        return 1;
    t->act();
    return BEGUN;
}

enum { UDP = 1, TCP = 2, LOADER = 4, LOG = 8, ALL = 15 };

#define ROW(act, kinds)                                                        \
    {                                                                          \
#act, act, kinds                                                       \
    }

static const struct {
    const char *name;
    void (*act)(void);
    unsigned may; /* who */
} rows[] = {
    ROW(read_file, LOADER),    ROW(read_octets, LOADER | LOG),
    ROW(append_to_file, LOG),  ROW(write_file, 0),
    ROW(create_file, 0),       ROW(nameless_file, 0),
    ROW(truncate_file, 0),     ROW(open_otherwise, 0),
    ROW(remove_file, 0),       ROW(rename_file, 0),
    ROW(make_socket, 0),       ROW(make_pair, 0),
    ROW(bind_socket, 0),       ROW(connect_socket, 0),
    ROW(send_anywhere, 0),     ROW(run_program, 0),
    ROW(begin_process, 0),     ROW(begin_thread, 0),
    ROW(kill_others, 0),       ROW(trace_others, 0),
    ROW(control_itself, 0),    ROW(control_device, 0),
    ROW(run_memory, 0),        ROW(run_more_memory, 0),
    ROW(load_into_kernel, 0),  ROW(become_root, 0),
    ROW(leave_namespace, 0),   ROW(nothing, ALL),
    ROW(take_memory, ALL),     ROW(take_time, ALL),
    ROW(say_it, ALL),          ROW(take_batch, UDP),
    ROW(give_batch, UDP),      ROW(wait_for_any, UDP | LOG),
    ROW(wait_for_events, TCP), ROW(let_in, TCP),
    ROW(send_back, TCP),
};

static void try_all(enum calls kind, unsigned mask)
{
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct trial t = { kind, rows[i].act };
        int got = child_run(try, &t);
        int want = rows[i].may & mask ? BEGUN : DENIED;
        if (got != want)
            fail_msg("%s: %d instead of %d", rows[i].name, got, want);
    }
}

static void a_udp_worker_answers_and_no_more(void **state)
{
    (void)state;
    try_all(CALLS_UDP, UDP);
}

static void a_tcp_worker_answers_and_no_more(void **state)
{
    (void)state;
    try_all(CALLS_TCP, TCP);
}

static void a_loader_reads_and_no_more(void **state)
{
    (void)state;
    try_all(CALLS_LOADER, LOADER);
}

static void the_query_log_appends_and_no_more(void **state)
{
    (void)state;
    try_all(CALLS_LOG, LOG);
}

/* ---- */

static int relax(const void *with)
{
    (void)with;
    if (calls_only(CALLS_UDP) < 0)
        return 1;
    return calls_only(CALLS_LOADER) < 0 ? 2 : BEGUN;
}

static void a_list_is_for_ever(void **state)
{
    (void)state;
    assert_int_equal(child_run(relax, NULL), DENIED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_udp_worker_answers_and_no_more),
        cmocka_unit_test(a_tcp_worker_answers_and_no_more),
        cmocka_unit_test(a_loader_reads_and_no_more),
        cmocka_unit_test(the_query_log_appends_and_no_more),
        cmocka_unit_test(a_list_is_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
