/*
 * What of the file system a process and its children may see, by Linux's
 * Landlock: some directories and files, to read or to append to; nothing else
 * can be opened, nor run.
 * They cannot begin a TCP connection either, nor signal strangers, where the
 * kernel is new enough to say so.
 */
#ifndef TWIG_LANDLOCK_H
#define TWIG_LANDLOCK_H

/* landlock_open(): an empty list; -1 with errno where the kernel
 * has no Landlock (ENOSYS, EOPNOTSUPP). */
int landlock_open(void);

/*
 * landlock_add(list, path, use): a directory, with all that is below it, or a
 * file alone, as long as it is not exchanged for another.  What is not there,
 * or may not be reached, is left out.  Returns 0, or -1 with errno.
 */
enum landlock_use { LANDLOCK_READ, LANDLOCK_APPEND };

int landlock_add(int list, const char *path, enum landlock_use use);

/* landlock_begin(list): from now on, for ever, only these; needs
 * no_new_privs.  Closes the list.  Returns 0, or -1 with errno. */
int landlock_begin(int list);

#endif
