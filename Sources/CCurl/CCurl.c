#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CCurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

static struct {
    void *library;
    CURLcode (*global_init)(long);
    CURL *(*easy_init)(void);
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_perform)(CURL *);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    void (*easy_cleanup)(CURL *);
    const char *(*easy_strerror)(CURLcode);
} curl;

static bool open_library(void) {
    if (curl.library) return true;
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library) return false;
    curl.global_init = (CURLcode (*)(long))dlsym(library, "curl_global_init");
    curl.easy_init = (CURL * (*)(void)) dlsym(library, "curl_easy_init");
    curl.easy_setopt = (CURLcode(*)(CURL *, CURLoption, ...))dlsym(library, "curl_easy_setopt");
    curl.easy_perform = (CURLcode(*)(CURL *))dlsym(library, "curl_easy_perform");
    curl.easy_getinfo = (CURLcode(*)(CURL *, CURLINFO, ...))dlsym(library, "curl_easy_getinfo");
    curl.easy_cleanup = (void (*)(CURL *))dlsym(library, "curl_easy_cleanup");
    curl.easy_strerror = (const char *(*)(CURLcode))dlsym(library, "curl_easy_strerror");
    if (!curl.global_init || !curl.easy_init || !curl.easy_setopt || !curl.easy_perform || !curl.easy_getinfo ||
        !curl.easy_cleanup || !curl.easy_strerror || curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return false;
    curl.library = library;
    return true;
}

struct State {
    struct Transfer transfer;
    TransferProgress progress;
    void *context;
    int64_t place;
    bool is_stopped, is_too_long;
    int failure;
};

static size_t write_bytes(char *bytes, size_t size, size_t count, void *context) {
    struct State *state = context;
    size_t length = size * count, done = 0;
    if (state->transfer.size > 0 && state->place + (int64_t)length > state->transfer.size) {
        state->is_too_long = true;
        return 0;
    }
    while (done < length) {
        ssize_t written = pwrite(state->transfer.descriptor, bytes + done, length - done, state->place);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            state->failure = written < 0 ? errno : EIO;
            return 0;
        }
        done += (size_t)written;
        state->place += written;
    }
    return length;
}

static int tell_progress(void *context, curl_off_t total, curl_off_t done, curl_off_t sent, curl_off_t unsent) {
    (void)done, (void)sent, (void)unsent;
    struct State *state = context;
    int64_t whole = state->transfer.size > 0 ? state->transfer.size : total > 0 ? state->transfer.offset + total : 0;
    state->is_stopped = state->progress(state->context, state->place, whole);
    return state->is_stopped ? 1 : 0;
}

struct TransferResult transfer_run(struct Transfer transfer, TransferProgress progress, void *context) {
    struct TransferResult result = {TRANSFER_NO_LIBRARY, 0, ""};
    CURL *handle = open_library() ? curl.easy_init() : NULL;
    if (!handle) {
        snprintf(result.message, sizeof result.message, "%s was not found", LIBRARY);
        return result;
    }
    char message[CURL_ERROR_SIZE] = "";
    struct State state = {.transfer = transfer, .progress = progress, .context = context, .place = transfer.offset};
    curl.easy_setopt(handle, CURLOPT_URL, transfer.address);
    curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl.easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl.easy_setopt(handle, CURLOPT_MAXREDIRS, 8L);
    curl.easy_setopt(handle, CURLOPT_FAILONERROR, 1L);
    curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl.easy_setopt(handle, CURLOPT_USERAGENT, transfer.agent);
    curl.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, transfer.patience);
    curl.easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 16L);
    curl.easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, transfer.patience);
    curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
    curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, tell_progress);
    curl.easy_setopt(handle, CURLOPT_XFERINFODATA, &state);
    curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, write_bytes);
    curl.easy_setopt(handle, CURLOPT_WRITEDATA, &state);
    if (transfer.offset > 0) curl.easy_setopt(handle, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)transfer.offset);

    CURLcode code = curl.easy_perform(handle);
    curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &result.status);
    if (state.is_stopped) result.end = TRANSFER_STOPPED;
    else if (state.is_too_long) result.end = TRANSFER_TOO_LONG;
    else if (state.failure) result.end = TRANSFER_UNWRITABLE;
    else if (code == CURLE_OK) result.end = TRANSFER_WHOLE;
    else if (code == CURLE_RANGE_ERROR || code == CURLE_BAD_DOWNLOAD_RESUME || result.status == 416)
        result.end = TRANSFER_NO_RESUMING;
    else if (code == CURLE_HTTP_RETURNED_ERROR) result.end = TRANSFER_REFUSED;
    else result.end = TRANSFER_BROKEN;
    const char *reason = state.failure ? strerror(state.failure) : message[0] ? message : curl.easy_strerror(code);
    snprintf(result.message, sizeof result.message, "%s", reason);
    curl.easy_cleanup(handle);
    return result;
}
