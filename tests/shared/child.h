/*
 * What cannot be undone is tried in a child.
 */
#ifndef TWIG_TESTS_CHILD_H
#define TWIG_TESTS_CHILD_H

#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* child_run(act, with): act(with) in a child; how that ended: its exit code, or
 * minus the signal. */
static inline int child_run(int (*act)(const void *with), const void *with)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0)
        _exit(act(with));
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return -1000;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

#endif
