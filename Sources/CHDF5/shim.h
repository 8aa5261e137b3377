#include <hdf5.h>

// HDF5's types, property lists and flags are macros that open the library and read a variable: Swift sees none of them.
static inline hid_t hdf5_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t hdf5_whole(void) { return H5T_NATIVE_INT32; }
static inline hid_t hdf5_default(void) { return H5P_DEFAULT; }
static inline hid_t hdf5_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t hdf5_dataset_creation(void) { return H5P_DATASET_CREATE; }
static inline hid_t hdf5_everything(void) { return H5S_ALL; }
static inline unsigned hdf5_new_file(void) { return H5F_ACC_TRUNC; }

/// The type of texts of any length, in UTF-8. The caller closes it.
static inline hid_t hdf5_new_text_type(void) {
    hid_t type = H5Tcopy(H5T_C_S1);
    if (type >= 0) {
        H5Tset_size(type, H5T_VARIABLE);
        H5Tset_cset(type, H5T_CSET_UTF8);
    }
    return type;
}

/// Errors are told by the results of functions: nothing is printed.
static inline void hdf5_print_no_errors(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

/// Whether a type holds numbers.
static inline bool hdf5_is_number(hid_t type) {
    H5T_class_t class = H5Tget_class(type);
    return class == H5T_FLOAT || class == H5T_INTEGER;
}
static inline bool hdf5_is_text(hid_t type) { return H5Tget_class(type) == H5T_STRING; }
static inline bool hdf5_is_group(hid_t object) { return H5Iget_type(object) == H5I_GROUP; }
static inline bool hdf5_is_dataset(hid_t object) { return H5Iget_type(object) == H5I_DATASET; }
/// How many members a group has; -1 where that cannot be told.
static inline int64_t hdf5_members(hid_t group) {
    H5G_info_t info;
    return H5Gget_info(group, &info) < 0 ? -1 : (int64_t)info.nlinks;
}
/// The name of a group's member, in the order of their names: its length, negative where there is none.
static inline ssize_t hdf5_member_name(hid_t group, uint64_t number, char *buffer, size_t size) {
    return H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, (hsize_t)number, buffer, size, H5P_DEFAULT);
}
/// Links into other files or to names are not followed.
static inline bool hdf5_is_within(hid_t group, const char *name) {
    H5L_info_t info;
    return H5Lget_info(group, name, &info, H5P_DEFAULT) >= 0 && info.type == H5L_TYPE_HARD;
}
