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
