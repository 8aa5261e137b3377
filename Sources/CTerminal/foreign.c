#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

int terminal_run(const char *line) {
    // Threads of a pool block most signals, and a child would inherit the mask: Ctrl-C could not end it.
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    int signals[] = {SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE, SIGWINCH, SIGCONT};
    for (unsigned index = 0; index < sizeof signals / sizeof *signals; index++) sigaddset(&usual, signals[index]);
    posix_spawnattr_t attributes;
    if (posix_spawnattr_init(&attributes) != 0) return -1;
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    // Ctrl-C ends only the child.
    struct sigaction ignoring, interrupt, quit;
    memset(&ignoring, 0, sizeof ignoring);
    ignoring.sa_handler = SIG_IGN;
    sigaction(SIGINT, &ignoring, &interrupt);
    sigaction(SIGQUIT, &ignoring, &quit);

    char *arguments[] = {"sh", "-c", (char *)line, NULL};
    pid_t child = 0;
    int status = -1;
    if (posix_spawn(&child, "/bin/sh", NULL, &attributes, arguments, environ) == 0) {
        while (waitpid(child, &status, 0) < 0) {
            if (errno == EINTR) continue;
            status = -1;
            break;
        }
    }
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    posix_spawnattr_destroy(&attributes);
    if (status == -1) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
