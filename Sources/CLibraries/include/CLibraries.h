#pragma once

// Libraries that few sessions need are opened on demand: each linked library adds some milliseconds to every start of
// the program, most of them for its dependencies.

/// Opens the first library that exists and has all functions; NULL if there is none. It stays open.
///
/// files: the names of the library, best first, ended by NULL. On macOS a name without a folder is also searched in
/// the folder of Homebrew.
/// functions: the names of the functions, ended by NULL.
/// places: receives the addresses of the functions, in the order of the names.
void *library_open(const char *const *files, const char *const *functions, void **places);

/// Returns the address of another symbol in an open library; NULL if it does not exist.
void *library_symbol(void *library, const char *name);

// The functions of a library are listed once, as a macro that applies its argument to each of them. These two macros
// turn the list into the members of a struct, with the types from the library's own header, and into the names to look
// up. A function that the header renames by a macro, as HDF5's does for older versions of some, is looked up by its
// real name.

/// A member of a struct of functions.
#define LIBRARY_MEMBER(name) __typeof__(name) *_Nonnull name;
/// The name in a list of names.
#define LIBRARY_NAME(name) LIBRARY_TEXT(name),
#define LIBRARY_TEXT(name) #name
