#include <hdf5.h>

// HDF5 names its types and places by macros, which Swift does not see.
static inline hid_t hdf5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t hdf5_c_string(void) { return H5T_C_S1; }
static inline hid_t hdf5_default(void) { return H5P_DEFAULT; }
static inline hid_t hdf5_all(void) { return H5S_ALL; }
static inline hid_t hdf5_link_creation(void) { return H5P_LINK_CREATE; }
static inline unsigned hdf5_truncate(void) { return H5F_ACC_TRUNC; }
/// Errors are told by Swift; HDF5 prints nothing of its own.
static inline void hdf5_be_silent(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }
