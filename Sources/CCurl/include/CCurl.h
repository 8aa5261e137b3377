#pragma once
#include <stdbool.h>
#include <stdint.h>

// Downloads by libcurl, which is opened when it is first needed: linking it would add some milliseconds to each start
// of the program.

/// Receives the number of bytes so far and their total (0: unknown), and returns true to stop.
typedef bool (*TransferProgress)(void *context, int64_t done, int64_t total);

/// The end of a transfer.
enum TransferEnd {
    /// All bytes that the server announced have arrived.
    TRANSFER_WHOLE,
    /// The progress function requested to stop.
    TRANSFER_STOPPED,
    /// The connection ended, stalled or could not be established. The received bytes are kept, and another attempt may
    /// continue.
    TRANSFER_BROKEN,
    /// The server answered with an error, `status`.
    TRANSFER_REFUSED,
    /// The server does not support resuming from an offset.
    TRANSFER_NO_RESUMING,
    /// More bytes arrived than expected.
    TRANSFER_TOO_LONG,
    /// The file could not be written; `message` has the reason.
    TRANSFER_UNWRITABLE,
    /// libcurl is not installed.
    TRANSFER_NO_LIBRARY,
};

struct TransferResult {
    enum TransferEnd end;
    long status;
    char message[256];
};

/// A download.
struct Transfer {
    const char *address;
    /// The file to write to from `offset` on; the bytes before are already there.
    int descriptor;
    int64_t offset;
    /// The size of the whole file; 0 if unknown.
    int64_t size;
    /// The number of seconds almost without data after which the connection counts as broken.
    long patience;
    const char *agent;
};

/// Downloads on the caller's thread, with the proxies of the environment (http_proxy, https_proxy, no_proxy).
struct TransferResult transfer_run(struct Transfer transfer, TransferProgress progress, void *context);
