#pragma once
// HDF5's own header, in the paths of Debian, Homebrew and others.
#if __has_include(<hdf5/serial/hdf5.h>)
#include <hdf5/serial/hdf5.h>
#elif __has_include("/opt/homebrew/include/hdf5.h")
#include "/opt/homebrew/include/hdf5.h"
#else
#include <hdf5.h>
#endif
#include <CLibraries.h>

// HDF5, for Keras's file formats. It is opened when it is first needed: with its dependencies, libcurl, Kerberos and
// LDAP among them, it would add five milliseconds to each start of the program.

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

/// HDF5's functions under their own names.
struct HDF5Functions {
    HDF5_FUNCTIONS(LIBRARY_MEMBER)
};

/// The opened library: its functions, and its types and property lists, which in its header are macros that open the
/// library and read a variable.
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

/// Opens HDF5 with the first call, turns its error messages off, since the functions return errors, and returns it.
/// NULL if it is not installed, or has another version than at compile time: the numbers of its types differ.
/// Thread-safe.
const struct HDF5Library *_Nullable hdf5_library(void);

// Functions that need macros or structs that Swift does not see. The library has to be open.

/// Returns the type of texts of variable length in UTF-8. The caller closes it.
hid_t hdf5_new_text_type(const struct HDF5Library *_Nonnull library);
/// Returns true for a numeric type.
bool hdf5_is_number(const struct HDF5Library *_Nonnull library, hid_t type);
bool hdf5_is_text(const struct HDF5Library *_Nonnull library, hid_t type);
bool hdf5_is_group(const struct HDF5Library *_Nonnull library, hid_t object);
bool hdf5_is_dataset(const struct HDF5Library *_Nonnull library, hid_t object);
/// Returns true if the numbers of a dataset are in the file itself, not in other files as those of external and
/// virtual ones.
bool hdf5_has_own_storage(const struct HDF5Library *_Nonnull library, hid_t dataset);
/// Returns the number of bytes of a dataset in the file, as compressed; 0 if nothing was written.
uint64_t hdf5_storage(const struct HDF5Library *_Nonnull library, hid_t dataset);
/// Returns the number of members of a group; -1 if it is unknown.
int64_t hdf5_members(const struct HDF5Library *_Nonnull library, hid_t group);
/// Copies the name of a group's member, sorted by name, and returns its length; negative if there is none.
ssize_t hdf5_member_name(
    const struct HDF5Library *_Nonnull library, hid_t group, uint64_t number, char *_Nonnull buffer, size_t size);
/// Returns true for a member of this file: links into other files and symbolic links are not followed.
bool hdf5_is_within(const struct HDF5Library *_Nonnull library, hid_t group, const char *_Nonnull name);
