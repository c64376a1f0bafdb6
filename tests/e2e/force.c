/*
 * force PID CALL [PATH]: have another process make a system call, of a path or
 * of zeros, as somebody would who had taken it over.  Prints what came of it:
 * "ended by signal N", or "returned N".
 *
 * By ptrace: where the process waits in the kernel stands a system call
 * instruction just before the next one; it is run once more, with other
 * registers.  Knows x86-64 only.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>

enum { RED_ZONE = 128, TEXT_MAX = 256 };

static long number(const char *name)
{
    static const struct {
        const char *name;
        long number;
    } calls[] = {
        { "open", SYS_open },       { "socket", SYS_socket },
        { "connect", SYS_connect }, { "execve", SYS_execve },
        { "fork", SYS_fork },       { "exit_group", SYS_exit_group },
        { "munmap", SYS_munmap },
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (strcmp(name, calls[i].name) == 0)
            return calls[i].number;
    return -1;
}

static int stop(const char *what)
{
    perror(what);
    return 2;
}

/* A text onto its stack, beyond what it uses; where. */
static unsigned long long lend(pid_t pid, unsigned long long sp,
                               const char *text)
{
    unsigned long long at = (sp - RED_ZONE - TEXT_MAX) & ~7ull;
    char room[TEXT_MAX] = "";
    strncpy(room, text, sizeof room - 1);
    for (unsigned i = 0; i < TEXT_MAX; i += sizeof(long)) {
        long word;
        memcpy(&word, room + i, sizeof word);
        if (ptrace(PTRACE_POKEDATA, pid, at + i, word) < 0)
            return 0;
    }
    return at;
}

int main(int argc, char **argv)
{
    struct user_regs_struct regs;
    int status;
    pid_t pid = argc >= 3 ? atoi(argv[1]) : 0;
    long call = argc >= 3 ? number(argv[2]) : -1;
    if (pid <= 0 || call < 0)
        return 2;
    if (ptrace(PTRACE_ATTACH, pid, 0, 0) < 0 || waitpid(pid, &status, 0) < 0 ||
        ptrace(PTRACE_GETREGS, pid, 0, &regs) < 0)
        return stop("attach");
    regs.rip -= 2;                          /* syscall is two octets long */
    regs.orig_rax = (unsigned long long)-1; /* nothing is to be restarted */
    regs.rax = (unsigned long long)call;
    regs.rdi = argc > 3 ? lend(pid, regs.rsp, argv[3]) : 0;
    regs.rsi = regs.rdx = 0;
    if (ptrace(PTRACE_SETREGS, pid, 0, &regs) < 0 ||
        ptrace(PTRACE_SINGLESTEP, pid, 0, 0) < 0 ||
        waitpid(pid, &status, 0) < 0)
        return stop("run");
    if (WIFSIGNALED(status)) {
        printf("ended by signal %d\n", WTERMSIG(status));
        return 0;
    }
    if (ptrace(PTRACE_GETREGS, pid, 0, &regs) < 0 ||
        ptrace(PTRACE_DETACH, pid, 0, 0) < 0)
        return stop("look");
    printf("returned %lld\n", (long long)regs.rax);
    return 0;
}
