#pragma once
// HDF5's own header, where Debian, Homebrew and others have it.
#if __has_include(<hdf5/serial/hdf5.h>)
#include <hdf5/serial/hdf5.h>
#elif __has_include("/opt/homebrew/include/hdf5.h")
#include "/opt/homebrew/include/hdf5.h"
#else
#include <hdf5.h>
#endif
#include <CLibraries.h>

// Keras's own file format by HDF5, which is opened when it is first needed: with what it pulls in, libcurl, Kerberos and
// LDAP among it, it would cost each start of the program five milliseconds.

#define HDF5_FUNCTIONS(each) \
    each(H5open) \
    each(H5get_libversion) \
    each(H5free_memory) \
    each(H5Eset_auto2) \
    each(H5Pcreate) \
    each(H5Pclose) \
    each(H5Pset_fapl_core) \
    each(H5Pset_file_image) \
    each(H5Pset_obj_track_times) \
    each(H5Fcreate) \
    each(H5Fopen) \
    each(H5Fflush) \
    each(H5Fclose) \
    each(H5Fget_file_image) \
    each(H5Gcreate2) \
    each(H5Gopen2) \
    each(H5Gclose) \
    each(H5Gget_info) \
    each(H5Lget_info) \
    each(H5Lget_name_by_idx) \
    each(H5Iget_type) \
    each(H5Oopen) \
    each(H5Oclose) \
    each(H5Screate) \
    each(H5Screate_simple) \
    each(H5Sclose) \
    each(H5Sget_simple_extent_ndims) \
    each(H5Sget_simple_extent_dims) \
    each(H5Sget_simple_extent_npoints) \
    each(H5Dcreate2) \
    each(H5Dclose) \
    each(H5Dget_type) \
    each(H5Dget_space) \
    each(H5Dget_create_plist) \
    each(H5Dget_storage_size) \
    each(H5Pget_layout) \
    each(H5Pget_external_count) \
    each(H5Dread) \
    each(H5Dwrite) \
    each(H5Acreate2) \
    each(H5Aopen) \
    each(H5Aexists) \
    each(H5Aclose) \
    each(H5Aget_type) \
    each(H5Aget_space) \
    each(H5Aread) \
    each(H5Awrite) \
    each(H5Tcopy) \
    each(H5Tclose) \
    each(H5Tset_size) \
    each(H5Tset_cset) \
    each(H5Tget_size) \
    each(H5Tget_class) \
    each(H5Tis_variable_str)

/// HDF5's functions, by their own names.
struct HDF5Functions {
    HDF5_FUNCTIONS(LIBRARY_MEMBER)
};

/// HDF5 as it was opened: its functions, and its types and lists of properties, which its header has as macros that open
/// the library and read a variable.
struct HDF5Library {
    struct HDF5Functions functions;
    hid_t float_type;
    hid_t whole_type;
    hid_t text_type;
    hid_t file_access;
    hid_t dataset_creation;
    hid_t defaults;
    hid_t everything;
    unsigned new_file;
};

/// HDF5, opened by the first call and told to print no errors: functions tell them by their results. NULL where it is
/// not there, or is another version than was compiled for: the numbers of its types differ. Any thread.
const struct HDF5Library *_Nullable hdf5_library(void);

// What needs macros or structs that Swift does not see; of an open library.

/// The type of texts of any length, in UTF-8. The caller closes it.
hid_t hdf5_new_text_type(const struct HDF5Library *_Nonnull library);
/// Whether a type holds numbers.
bool hdf5_is_number(const struct HDF5Library *_Nonnull library, hid_t type);
bool hdf5_is_text(const struct HDF5Library *_Nonnull library, hid_t type);
bool hdf5_is_group(const struct HDF5Library *_Nonnull library, hid_t object);
bool hdf5_is_dataset(const struct HDF5Library *_Nonnull library, hid_t object);
/// Whether the numbers of a dataset lie in its own file: not in other files, as external and virtual ones do.
bool hdf5_has_own_storage(const struct HDF5Library *_Nonnull library, hid_t dataset);
/// The bytes that a dataset takes in the file, compressed as they are; 0 where nothing was written.
uint64_t hdf5_storage(const struct HDF5Library *_Nonnull library, hid_t dataset);
/// How many members a group has; -1 where that cannot be told.
int64_t hdf5_members(const struct HDF5Library *_Nonnull library, hid_t group);
/// The name of a group's member, in the order of their names: its length, negative where there is none.
ssize_t hdf5_member_name(
    const struct HDF5Library *_Nonnull library, hid_t group, uint64_t number, char *_Nonnull buffer, size_t size);
/// Links into other files or to names are not followed.
bool hdf5_is_within(const struct HDF5Library *_Nonnull library, hid_t group, const char *_Nonnull name);
