// The C library of each system: mathematical functions, files and signals. Import this module instead of choosing one.
#if canImport(Glibc)
    @_exported public import Glibc
#elseif canImport(Musl)
    @_exported public import Musl
#else
    @_exported public import Darwin
#endif
