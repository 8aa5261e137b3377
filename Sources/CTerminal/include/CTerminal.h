// The terminal functions of a shell: signals as flags, the window size, the terminal settings, and, for tests, a
// pseudo-terminal that runs a program.
#pragma once
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

// -- Signals

// Creates the pipe and installs the handlers of SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH and of faults, once; that
// of SIGTSTP is installed only during work. The process ends if work goes on for `grace` seconds after SIGTERM, SIGHUP or
// SIGQUIT.
void terminal_signals_install(unsigned grace);
// The end of the pipe to poll: one byte for each signal received.
int terminal_signals_descriptor(void);
// Empties the pipe.
void terminal_signals_drain(void);
// Writes a byte into the pipe, as a signal does.
void terminal_signals_wake(void);
// The number of interrupts since the beginning of work or the last call of terminal_interrupts_clear.
int terminal_interrupts(void);
void terminal_interrupts_clear(void);
// True if SIGTERM, SIGHUP or SIGQUIT (the quit key) was received; the first of these signals, 0 for none.
bool terminal_terminate_requested(void);
int terminal_termination_signal(void);
// The number of changes of the window size; it only increases.
unsigned terminal_resizes(void);
// The number of times that the process was stopped and continued; it only increases.
unsigned terminal_continuations(void);
// Begins work: typed characters are not echoed, Ctrl-Z returns the terminal while the process is stopped, and a second
// Ctrl-C within two seconds ends the process with status 130.
void terminal_work_begin(void);
// Notes that progress bars are below the cursor; they are erased if the process ends abruptly.
void terminal_bars(bool stand);
// Ends work and restores the settings. Characters typed meanwhile are kept for the next reader.
void terminal_work_end(void);
// Stops the process group as Ctrl-Z does; returns when it is continued.
void terminal_suspend(void);

// -- Settings

// Saves the present terminal settings for terminal_restore.
void terminal_remember(void);
void terminal_restore(void);
bool terminal_size(int descriptor, int *columns, int *rows);
bool terminal_in_foreground(void);

// -- Characters

// Sets the character encoding from the environment, or UTF-8 if it is not set. Returns true if the environment has
// UTF-8.
bool terminal_use_utf8(void);

// -- Other programs

// Runs a line with /bin/sh on the terminal, and waits. Returns the status as shells report it; -1 if it cannot be
// started.
int terminal_run(const char *line);

// -- Drawing

// A file whose bytes are passed to a function, which returns the number of bytes taken.
FILE *terminal_drawing_file(void *context, ssize_t (*take)(void *context, const char *bytes, size_t count));

// -- A pseudo-terminal for tests

// Starts a program in a new pseudo-terminal. The folder may be null. Returns the process and sets the descriptor, or
// -1.
pid_t terminal_spawn(const char *path, char *const arguments[], char *const environment[], const char *folder, int columns,
                     int rows, int *descriptor);
bool terminal_resize(int descriptor, int columns, int rows);
// The local flags of the settings, to compare before and after.
unsigned terminal_local_flags(int descriptor);
// Returns true if the process has ended, with its status as shells report it (128 + signal). Does not wait.
bool terminal_reap(pid_t process, int *status);
bool terminal_is_stopped(pid_t process);
// The number of cells that a code point takes by the tables of the C library, -1 if it cannot be displayed.
int terminal_character_width(unsigned int scalar);
