// What a shell needs of its terminal: signals as flags, the window's size, the terminal's settings, and, for tests, a
// pseudo-terminal with a program in it.
#pragma once
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

// -- Signals

// Makes the pipe and installs the handlers of SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH and of faults; SIGTSTP's only during work. Once.
void terminal_signals_install(void);
// The end to poll: one byte for each signal that came.
int terminal_signals_descriptor(void);
// Empties the pipe.
void terminal_signals_drain(void);
// Writes a byte into the pipe, as a signal would.
void terminal_signals_wake(void);
// Interrupts since work began or since the last call of terminal_interrupts_clear.
int terminal_interrupts(void);
void terminal_interrupts_clear(void);
// Whether SIGTERM, SIGHUP or SIGQUIT (the quit key) came, and which of them first; 0 for none.
bool terminal_terminate_requested(void);
int terminal_termination_signal(void);
// How often the window's size has changed; grows.
unsigned terminal_resizes(void);
// How often the process was stopped and went on; grows.
unsigned terminal_continuations(void);
// Work begins: nothing typed is echoed, Ctrl-Z gives the terminal back while the process is stopped, and a second
// Ctrl-C within two seconds ends the process with status 130.
void terminal_work_begin(void);
// Whether bars stand below the cursor; they are wiped off where the process ends at once.
void terminal_bars(bool stand);
// Work ends: the settings are as before it. What was typed meanwhile is kept for the next reader.
void terminal_work_end(void);
// Stops the process group as Ctrl-Z does; returns when it goes on.
void terminal_suspend(void);

// -- Settings

// Keeps the terminal's settings as they are now, to be restored by terminal_restore.
void terminal_remember(void);
void terminal_restore(void);
bool terminal_size(int descriptor, int *columns, int *rows);
bool terminal_in_foreground(void);

// -- Character cells

// The cells that a character takes, 0 for combining ones, -1 where it cannot be shown.
int terminal_character_width(unsigned int scalar);
// Sets the characters' encoding from the environment, and UTF-8 where that gives none. True when the environment has UTF-8.
bool terminal_use_utf8(void);

// -- Other programs

// Has /bin/sh run a line with the terminal, and waits. The status as a shell tells it; -1 where it cannot be started.
int terminal_run(const char *line);

// -- Drawing

// A file whose bytes go to a function, which gives how many it took.
FILE *terminal_drawing_file(void *context, ssize_t (*take)(void *context, const char *bytes, size_t count));

// -- A pseudo-terminal for tests

// Starts a program in a new pseudo-terminal. The folder may be null. Returns the process and sets the descriptor, or -1.
pid_t terminal_spawn(const char *path, char *const arguments[], char *const environment[], const char *folder, int columns,
                     int rows, int *descriptor);
bool terminal_resize(int descriptor, int columns, int rows);
// Local flags of the settings, to compare before and after.
unsigned terminal_local_flags(int descriptor);
// True when the process has ended; then the status as a shell tells it (128 + signal). Does not wait.
bool terminal_reap(pid_t process, int *status);
bool terminal_is_stopped(pid_t process);
