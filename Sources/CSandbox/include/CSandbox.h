#pragma once
#include <stdbool.h>
#include <stdint.h>

// Taking rights away from a process that reads files of other people. Nothing gives them back.

/// Forbids to start programs, to open files for writing, to change the file system, to use the network, and to send
/// signals to other processes. Such calls then fail with EPERM. Reading files, memory and threads remain.
///
/// allThreads: true for all threads of this process, otherwise only for the calling one and those that it starts.
///
/// Returns false if the system cannot do so: nothing has changed then. Only Linux on x86-64 and ARM64 can.
bool sandbox_enter(bool allThreads);

/// Returns the kernel's number of this architecture (AUDIT_ARCH), which the filter expects; 0 where there is no filter.
uint32_t sandbox_architecture(void);

/// Returns true if the filter forbids a system call, whatever its arguments.
bool sandbox_forbids(int call);
