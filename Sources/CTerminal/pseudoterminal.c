#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 700
#include "CTerminal.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <util.h>
#else
#include <pty.h>
#endif

pid_t terminal_spawn(const char *path, char *const arguments[], char *const environment[], const char *folder, int columns,
                     int rows, int *descriptor) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    pid_t process = forkpty(descriptor, NULL, NULL, &size);
    if (process == 0) {
        for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        for (int open = 3; open < 256; open++) close(open);
        if (folder == NULL || chdir(folder) == 0) execve(path, arguments, environment);
        _exit(127);
    }
    if (process > 0) fcntl(*descriptor, F_SETFD, FD_CLOEXEC);
    return process;
}

bool terminal_resize(int descriptor, int columns, int rows) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(descriptor, TIOCSWINSZ, &size) == 0;
}

unsigned terminal_local_flags(int descriptor) {
    struct termios settings;
    return tcgetattr(descriptor, &settings) == 0 ? (unsigned)settings.c_lflag : 0;
}

bool terminal_reap(pid_t process, int *status) {
    int raw = 0;
    if (waitpid(process, &raw, WNOHANG) != process) return false;
    if (WIFEXITED(raw)) *status = WEXITSTATUS(raw);
    else if (WIFSIGNALED(raw)) *status = 128 + WTERMSIG(raw);
    else return false;
    return true;
}

bool terminal_is_stopped(pid_t process) {
    siginfo_t info = {0};
    return waitid(P_PID, (id_t)process, &info, WSTOPPED | WNOHANG | WNOWAIT) == 0 && info.si_pid == process;
}
