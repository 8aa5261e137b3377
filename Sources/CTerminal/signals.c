#define _GNU_SOURCE
#include "CTerminal.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int pipe_ends[2] = {-1, -1};
static atomic_int interrupts;
static atomic_int terminations;
// The first signal that requested the process to end.
static atomic_int termination_signal;
static atomic_uint resizes;
static atomic_uint continuations;
static atomic_bool working;
// The time that work has to end after SIGTERM, in seconds.
static unsigned grace;
static atomic_bool bars;
static atomic_llong last_interrupt;

static struct termios remembered;
static atomic_bool has_remembered;
static struct termios before_work, during_work;
static atomic_bool has_work_settings;

static long long now_in_milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

// SIGTTOU would stop a process in the background that changes the settings.
static void set_settings(const struct termios *settings) {
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    tcsetattr(STDIN_FILENO, TCSADRAIN, settings);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void terminal_remember(void) {
    if (tcgetattr(STDIN_FILENO, &remembered) == 0) atomic_store(&has_remembered, true);
}

void terminal_restore(void) {
    if (atomic_load(&has_remembered) && terminal_in_foreground()) set_settings(&remembered);
}

bool terminal_in_foreground(void) {
    pid_t group = tcgetpgrp(STDIN_FILENO);
    return group == -1 || group == getpgrp();
}

void terminal_signals_wake(void) {
    int kept = errno;
    char byte = 1;
    // If the pipe is full, its reader is awake anyway.
    ssize_t written = write(pipe_ends[1], &byte, 1);
    (void)written;
    errno = kept;
}

static void wipe_bars(void) {
    if (!atomic_load(&bars)) return;
    ssize_t written = write(STDERR_FILENO, "\r\033[J", 4);
    (void)written;
}

static void leave(int status) {
    terminal_restore();
    wipe_bars();
    _exit(status);
}

void terminal_bars(bool stand) { atomic_store(&bars, stand); }

static void on_signal(int signal) {
    int kept = errno;
    switch (signal) {
    case SIGINT: {
        long long now = now_in_milliseconds();
        long long last = atomic_exchange(&last_interrupt, now);
        int count = atomic_fetch_add(&interrupts, 1) + 1;
        if (atomic_load(&working) && count > 1 && now - last <= 2000) {
            leave(130);
        }
        break;
    }
    case SIGTERM:
    case SIGHUP:
    case SIGQUIT:
        if (atomic_fetch_add(&terminations, 1) > 0) leave(128 + signal);
        atomic_store(&termination_signal, signal);
        if (atomic_load(&working)) alarm(grace);
        break;
    case SIGWINCH: atomic_fetch_add(&resizes, 1); break;
    default: break;
    }
    terminal_signals_wake();
    errno = kept;
}

// Ends the process if work goes on long after it was asked to end. Its terminal may be gone, so that nobody can end it there.
static void on_overdue(int signal) {
    (void)signal;
    static const char message[] = "ns: the command did not stop in time, and was ended; `resume` continues with the session as "
                                  "it was saved last\r\n";
    if (!atomic_load(&working)) return;
    wipe_bars();
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    leave(128 + atomic_load(&termination_signal));
}

// Handles a crash of this program: restores the terminal, prints a line, and lets the system end the process as usual.
// Calls only functions that are allowed in signal handlers.
static void on_fault(int signal) {
    static const char message[] =
        "\r\nns crashed because of a bug; please report it to its authors. Your search is kept: type `resume` at the "
        "next start to continue it\r\n";
    terminal_restore();
    wipe_bars();
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
    sigset_t unblocked;
    sigemptyset(&unblocked);
    sigaddset(&unblocked, signal);
    pthread_sigmask(SIG_UNBLOCK, &unblocked, NULL);
    raise(signal);
}

static void install(int signal, void (*handler)(int)) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

static void on_stop(int signal) {
    int kept = errno;
    wipe_bars();
    if (atomic_load(&has_work_settings)) terminal_restore();
    install(SIGTSTP, SIG_DFL);
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    raise(signal);
    // The signal is blocked while its handler runs: unblocking it stops the process here, until it is continued.
    pthread_sigmask(SIG_UNBLOCK, &stop, &before);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (atomic_load(&working)) {
        install(SIGTSTP, on_stop);
        if (atomic_load(&has_work_settings) && terminal_in_foreground()) set_settings(&during_work);
    }
    atomic_fetch_add(&continuations, 1);
    terminal_signals_wake();
    errno = kept;
}

// Sent by a shell that continues the process in the foreground again after `bg`.
static void on_continue(int signal) {
    (void)signal;
    int kept = errno;
    if (atomic_load(&working) && atomic_load(&has_work_settings) && terminal_in_foreground())
        set_settings(&during_work);
    atomic_fetch_add(&continuations, 1);
    terminal_signals_wake();
    errno = kept;
}

void terminal_signals_install(unsigned seconds) {
    if (pipe_ends[0] != -1) return;
    if (pipe(pipe_ends) != 0) return;
    grace = seconds;
    for (int end = 0; end < 2; end++) {
        fcntl(pipe_ends[end], F_SETFL, fcntl(pipe_ends[end], F_GETFL) | O_NONBLOCK);
        fcntl(pipe_ends[end], F_SETFD, FD_CLOEXEC);
    }
    install(SIGINT, on_signal);
    install(SIGALRM, on_overdue);
    const int ends[] = {SIGTERM, SIGHUP, SIGQUIT};
    for (size_t index = 0; index < sizeof ends / sizeof *ends; index++) {
        // A process started by nohup has to outlive its terminal.
        struct sigaction before;
        if (sigaction(ends[index], NULL, &before) == 0 && before.sa_handler == SIG_IGN) continue;
        install(ends[index], on_signal);
    }
    // Replaces the crash reports of Swift's runtime.
    const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
    for (size_t index = 0; index < sizeof faults / sizeof *faults; index++) install(faults[index], on_fault);
    install(SIGWINCH, on_signal);
    install(SIGCONT, on_continue);
}

int terminal_signals_descriptor(void) { return pipe_ends[0]; }

void terminal_signals_drain(void) {
    char bytes[64];
    while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {}
}

int terminal_interrupts(void) { return atomic_load(&interrupts); }
void terminal_interrupts_clear(void) { atomic_store(&interrupts, 0); }
bool terminal_terminate_requested(void) { return atomic_load(&terminations) > 0; }
int terminal_termination_signal(void) { return atomic_load(&termination_signal); }
unsigned terminal_resizes(void) { return atomic_load(&resizes); }
unsigned terminal_continuations(void) { return atomic_load(&continuations); }

void terminal_work_begin(void) {
    if (atomic_load(&working)) return;
    atomic_store(&interrupts, 0);
    if (terminal_in_foreground() && tcgetattr(STDIN_FILENO, &before_work) == 0) {
        during_work = before_work;
        during_work.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON);
        // NOFLSH: Ctrl-C must not discard characters typed ahead.
        during_work.c_lflag |= ISIG | NOFLSH;
        atomic_store(&has_work_settings, true);
        set_settings(&during_work);
    }
    install(SIGTSTP, on_stop);
    atomic_store(&working, true);
}

void terminal_work_end(void) {
    if (!atomic_exchange(&working, false)) return;
    alarm(0);
    install(SIGTSTP, SIG_DFL);
    if (atomic_exchange(&has_work_settings, false) && terminal_in_foreground()) set_settings(&before_work);
}

// Another thread may handle the signal, a moment after kill has returned: only the continuation shows that the process
// was stopped. The kernel does not stop a process that nobody could continue; this then waits a tenth of a second in
// vain.
void terminal_suspend(void) {
    unsigned before = atomic_load(&continuations);
    kill(0, SIGTSTP);
    for (int wait = 0; wait < 20 && atomic_load(&continuations) == before; wait++) poll(NULL, 0, 5);
}
