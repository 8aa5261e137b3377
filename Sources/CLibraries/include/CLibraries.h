#pragma once

// Libraries that few sessions need, opened when one does: each that is linked costs every start of the program some
// milliseconds, most of them for the libraries that it pulls in.

/// Opens the first library that is there and has all the functions that are wanted; NULL where none is. It stays open.
///
/// files: its names, best first, ended by NULL. On macOS a name without a folder is also looked for where Homebrew
/// installs.
/// functions: the names of the functions, ended by NULL.
/// places: filled with their addresses, in the order of the names.
void *library_open(const char *const *files, const char *const *functions, void **places);

/// The address of something else in an open library; NULL where it has nothing of that name.
void *library_symbol(void *library, const char *name);

// The functions of a library are listed once, as a macro that calls its argument with each; these make of the list a
// struct's members, with the types that the library's own header gives them, and the names to look up. A function that
// the header renames by a macro, as HDF5's does with older versions of some, is looked up by its real name.

/// A member of a struct of functions.
#define LIBRARY_MEMBER(name) __typeof__(name) *_Nonnull name;
/// Its name in a list of names.
#define LIBRARY_NAME(name) LIBRARY_TEXT(name),
#define LIBRARY_TEXT(name) #name
