#pragma once
// libarchive's own header. Homebrew keeps its version outside of the search paths, since macOS has the library without
// the header.
#if __has_include(<archive.h>)
#include <archive.h>
#include <archive_entry.h>
#elif __has_include("/opt/homebrew/opt/libarchive/include/archive.h")
#include "/opt/homebrew/opt/libarchive/include/archive.h"
#include "/opt/homebrew/opt/libarchive/include/archive_entry.h"
#else
#include "/usr/local/opt/libarchive/include/archive.h"
#include "/usr/local/opt/libarchive/include/archive_entry.h"
#endif
#include <CLibraries.h>

// gzip, tar and zip by libarchive, which is opened when it is first needed: with its dependencies, libxml2 and ICU's
// tables, it would add two milliseconds to each start of the program.

#define ARCHIVE_FUNCTIONS(each) \
    each(archive_read_new) \
    each(archive_read_free) \
    each(archive_read_support_filter_gzip) \
    each(archive_read_support_filter_bzip2) \
    each(archive_read_support_filter_compress) \
    each(archive_read_support_filter_lzma) \
    each(archive_read_support_filter_xz) \
    each(archive_read_support_filter_lzip) \
    each(archive_read_support_filter_zstd) \
    each(archive_read_support_filter_lz4) \
    each(archive_read_support_format_raw) \
    each(archive_read_support_format_empty) \
    each(archive_read_support_format_tar) \
    each(archive_read_support_format_zip) \
    each(archive_read_open_fd) \
    each(archive_read_open_memory) \
    each(archive_read_next_header) \
    each(archive_read_data) \
    each(archive_filter_bytes) \
    each(archive_filter_code) \
    each(archive_error_string) \
    each(archive_write_new) \
    each(archive_write_free) \
    each(archive_write_set_format_zip) \
    each(archive_write_set_format_option) \
    each(archive_write_open_memory) \
    each(archive_write_header) \
    each(archive_write_data) \
    each(archive_write_close) \
    each(archive_entry_new) \
    each(archive_entry_free) \
    each(archive_entry_pathname) \
    each(archive_entry_size) \
    each(archive_entry_size_is_set) \
    each(archive_entry_set_pathname) \
    each(archive_entry_set_size) \
    each(archive_entry_set_filetype) \
    each(archive_entry_set_perm) \
    each(archive_entry_set_mtime)

/// libarchive's functions under their own names.
struct ArchiveLibrary {
    ARCHIVE_FUNCTIONS(LIBRARY_MEMBER)
};

/// Opens libarchive with the first call, and returns it; NULL if it is not installed. Thread-safe.
const struct ArchiveLibrary *_Nullable archive_library(void);
