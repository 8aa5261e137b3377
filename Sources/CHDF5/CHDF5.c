#include "CHDF5.h"

#include <pthread.h>
#include <stdbool.h>

// The library's binary interface changes with its minor version, and so does the number in its name.
#if H5_VERSION_GE(1, 14, 0)
#define NUMBER "310"
#elif H5_VERSION_GE(1, 12, 0)
#define NUMBER "200"
#else
#define NUMBER "103"
#endif

static const char *const files[] = {
#ifdef __APPLE__
    "libhdf5." NUMBER ".dylib", "libhdf5.dylib",
#else
    "libhdf5_serial.so." NUMBER, "libhdf5.so." NUMBER, "libhdf5_serial.so", "libhdf5.so",
#endif
    NULL,
};
static const char *const functions[] = {HDF5_FUNCTIONS(LIBRARY_NAME) NULL};

static struct HDF5Library library;
static bool is_open;

static bool read_variable(void *handle, const char *name, hid_t *value) {
    hid_t *variable = library_symbol(handle, name);
    if (variable) *value = *variable;
    return variable;
}

static void open_library(void) {
    void *handle = library_open(files, functions, (void **)&library.functions);
    if (!handle) return;
    unsigned major, minor, release;
    const struct HDF5Functions *hdf5 = &library.functions;
    if (hdf5->H5get_libversion(&major, &minor, &release) < 0 || major != H5_VERS_MAJOR || minor != H5_VERS_MINOR) return;
    // The variables have no values before this call.
    if (hdf5->H5open() < 0) return;
    hdf5->H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    library.defaults = H5P_DEFAULT;
    library.everything = H5S_ALL;
// The library is open and its version was checked: from here on the macros must only give numbers.
#undef H5CHECK
#undef H5OPEN
#define H5CHECK
#define H5OPEN
    library.new_file = H5F_ACC_TRUNC;
    is_open = read_variable(handle, "H5T_NATIVE_FLOAT_g", &library.float_type) &&
              read_variable(handle, "H5T_NATIVE_INT32_g", &library.whole_type) &&
              read_variable(handle, "H5P_CLS_FILE_ACCESS_ID_g", &library.file_access) &&
              read_variable(handle, "H5P_CLS_DATASET_CREATE_ID_g", &library.dataset_creation) &&
              read_variable(handle, "H5T_C_S1_g", &library.text_type);
}

const struct HDF5Library *hdf5_library(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    return is_open ? &library : NULL;
}

hid_t hdf5_new_text_type(const struct HDF5Library *library) {
    hid_t type = library->functions.H5Tcopy(library->text_type);
    if (type >= 0) {
        library->functions.H5Tset_size(type, H5T_VARIABLE);
        library->functions.H5Tset_cset(type, H5T_CSET_UTF8);
    }
    return type;
}

bool hdf5_is_number(const struct HDF5Library *library, hid_t type) {
    H5T_class_t class = library->functions.H5Tget_class(type);
    return class == H5T_FLOAT || class == H5T_INTEGER;
}

bool hdf5_is_text(const struct HDF5Library *library, hid_t type) {
    return library->functions.H5Tget_class(type) == H5T_STRING;
}

bool hdf5_is_group(const struct HDF5Library *library, hid_t object) {
    return library->functions.H5Iget_type(object) == H5I_GROUP;
}

bool hdf5_is_dataset(const struct HDF5Library *library, hid_t object) {
    return library->functions.H5Iget_type(object) == H5I_DATASET;
}

bool hdf5_has_own_storage(const struct HDF5Library *library, hid_t dataset) {
    const struct HDF5Functions *hdf5 = &library->functions;
    hid_t properties = hdf5->H5Dget_create_plist(dataset);
    if (properties < 0) return false;
    H5D_layout_t layout = hdf5->H5Pget_layout(properties);
    bool is_own = (layout == H5D_COMPACT || layout == H5D_CONTIGUOUS || layout == H5D_CHUNKED) &&
                  hdf5->H5Pget_external_count(properties) == 0;
    hdf5->H5Pclose(properties);
    return is_own;
}

uint64_t hdf5_storage(const struct HDF5Library *library, hid_t dataset) {
    return library->functions.H5Dget_storage_size(dataset);
}

int64_t hdf5_members(const struct HDF5Library *library, hid_t group) {
    H5G_info_t info;
    return library->functions.H5Gget_info(group, &info) < 0 ? -1 : (int64_t)info.nlinks;
}

ssize_t hdf5_member_name(
    const struct HDF5Library *library, hid_t group, uint64_t number, char *buffer, size_t size) {
    return library->functions.H5Lget_name_by_idx(
        group, ".", H5_INDEX_NAME, H5_ITER_INC, (hsize_t)number, buffer, size, H5P_DEFAULT);
}

bool hdf5_is_within(const struct HDF5Library *library, hid_t group, const char *name) {
    H5L_info_t info;
    return library->functions.H5Lget_info(group, name, &info, H5P_DEFAULT) >= 0 && info.type == H5L_TYPE_HARD;
}
