#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CCurl.h"

#include <CLibraries.h>
#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

#define CURL_FUNCTIONS(each) \
    each(curl_global_init) \
    each(curl_easy_init) \
    each(curl_easy_setopt) \
    each(curl_easy_perform) \
    each(curl_easy_getinfo) \
    each(curl_easy_cleanup) \
    each(curl_easy_strerror)

static struct {
    CURL_FUNCTIONS(LIBRARY_MEMBER)
} curl;

static bool open_library(void) {
    static const char *const files[] = {LIBRARY, NULL};
    static const char *const functions[] = {CURL_FUNCTIONS(LIBRARY_NAME) NULL};
    static bool is_open;
    is_open = is_open || (library_open(files, functions, (void **)&curl) &&
                          curl.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
    return is_open;
}

struct State {
    struct Transfer transfer;
    TransferProgress progress;
    void *context;
    int64_t position;
    bool is_stopped, is_too_long;
    int failure;
};

static size_t write_bytes(char *bytes, size_t size, size_t count, void *context) {
    struct State *state = context;
    size_t length = size * count, done = 0;
    if (state->transfer.size > 0 && state->position + (int64_t)length > state->transfer.size) {
        state->is_too_long = true;
        return 0;
    }
    while (done < length) {
        ssize_t written = pwrite(state->transfer.descriptor, bytes + done, length - done, state->position);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            state->failure = written < 0 ? errno : EIO;
            return 0;
        }
        done += (size_t)written;
        state->position += written;
    }
    return length;
}

static int tell_progress(void *context, curl_off_t total, curl_off_t done, curl_off_t sent, curl_off_t unsent) {
    (void)done, (void)sent, (void)unsent;
    struct State *state = context;
    int64_t whole = state->transfer.size > 0 ? state->transfer.size : total > 0 ? state->transfer.offset + total : 0;
    state->is_stopped = state->progress(state->context, state->position, whole);
    return state->is_stopped ? 1 : 0;
}

struct TransferResult transfer_run(struct Transfer transfer, TransferProgress progress, void *context) {
    struct TransferResult result = {TRANSFER_NO_LIBRARY, 0, ""};
    CURL *handle = open_library() ? curl.curl_easy_init() : NULL;
    if (!handle) {
        snprintf(result.message, sizeof result.message, "%s was not found", LIBRARY);
        return result;
    }
    char message[CURL_ERROR_SIZE] = "";
    struct State state = {.transfer = transfer, .progress = progress, .context = context, .position = transfer.offset};
    curl.curl_easy_setopt(handle, CURLOPT_URL, transfer.address);
    curl.curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl.curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl.curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl.curl_easy_setopt(handle, CURLOPT_MAXREDIRS, 8L);
    curl.curl_easy_setopt(handle, CURLOPT_FAILONERROR, 1L);
    curl.curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl.curl_easy_setopt(handle, CURLOPT_USERAGENT, transfer.agent);
    curl.curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, transfer.patience);
    curl.curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 16L);
    curl.curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, transfer.patience);
    curl.curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
    curl.curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl.curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, tell_progress);
    curl.curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &state);
    curl.curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, write_bytes);
    curl.curl_easy_setopt(handle, CURLOPT_WRITEDATA, &state);
    if (transfer.offset > 0) curl.curl_easy_setopt(handle, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)transfer.offset);

    CURLcode code = curl.curl_easy_perform(handle);
    curl.curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &result.status);
    if (state.is_stopped) result.end = TRANSFER_STOPPED;
    else if (state.is_too_long) result.end = TRANSFER_TOO_LONG;
    else if (state.failure) result.end = TRANSFER_UNWRITABLE;
    else if (code == CURLE_OK) result.end = TRANSFER_WHOLE;
    else if (code == CURLE_RANGE_ERROR || code == CURLE_BAD_DOWNLOAD_RESUME || result.status == 416)
        result.end = TRANSFER_NO_RESUMING;
    else if (code == CURLE_HTTP_RETURNED_ERROR) result.end = TRANSFER_REFUSED;
    else result.end = TRANSFER_BROKEN;
    const char *reason = state.failure ? strerror(state.failure) : message[0] ? message : curl.curl_easy_strerror(code);
    snprintf(result.message, sizeof result.message, "%s", reason);
    curl.curl_easy_cleanup(handle);
    return result;
}
