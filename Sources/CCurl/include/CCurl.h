#pragma once
#include <stdbool.h>
#include <stdint.h>

// One transfer by libcurl, which is opened when it is first needed: linking it would cost each start of the program
// some milliseconds.

/// Is told how many bytes there are, and how many are to come (0: not known), and gives whether to stop.
typedef bool (*TransferProgress)(void *context, int64_t done, int64_t total);

/// How a transfer ended.
enum TransferEnd {
    /// All that the server said it would send is there.
    TRANSFER_WHOLE,
    /// The progress function wanted it to stop.
    TRANSFER_STOPPED,
    /// The connection ended, stood still or never came about: what came is kept, and another try may go on.
    TRANSFER_BROKEN,
    /// The server answered with an error, `status`.
    TRANSFER_REFUSED,
    /// The server does not go on from an offset.
    TRANSFER_NO_RESUMING,
    /// More bytes came than there should be.
    TRANSFER_TOO_LONG,
    /// The file could not be written; `message` says why.
    TRANSFER_UNWRITABLE,
    /// libcurl is not there.
    TRANSFER_NO_LIBRARY,
};

struct TransferResult {
    enum TransferEnd end;
    long status;
    char message[256];
};

/// How an address is fetched.
struct Transfer {
    const char *address;
    /// Where the bytes are written, from `offset` on: those before are there already.
    int descriptor;
    int64_t offset;
    /// The bytes of the whole file; 0 where that is not known.
    int64_t size;
    /// Seconds in which next to nothing comes until it counts as broken.
    long patience;
    const char *agent;
};

/// Fetches on the caller's thread. Proxies are those of the environment (http_proxy, https_proxy, no_proxy).
struct TransferResult transfer_run(struct Transfer transfer, TransferProgress progress, void *context);
