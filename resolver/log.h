/*
 * What the server says while it runs: a line an event, on stderr.  Nothing is
 * said of single packets.
 */
#ifndef TWIG_LOG_H
#define TWIG_LOG_H

/* "twigd: " and the line. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Text that is already whole lines, such as the complaints of a load. */
void log_text(const char *text);

#endif
