import Arithmetic
import CArchive

/// Zip files as values: names and bytes, stored without compression, as Keras and NumPy store weights.
enum ZipArchive {
    private static func opened() throws(LibraryFailure) -> ArchiveLibrary {
        guard let library = archive_library() else {
            throw .noArchiveLibrary
        }
        return library.pointee
    }

    /// Returns the bytes of a zip file; the same files give the same bytes.
    ///
    /// - Throws: `LibraryFailure` if libarchive is not installed or reports an error.
    /// - Complexity: O(bytes)
    static func bytes(of files: [(name: String, bytes: [UInt8])]) throws(LibraryFailure) -> [UInt8] {
        let library = try opened()
        let archive = library.archive_write_new()
        defer { _ = library.archive_write_free(archive) }
        func check(_ status: CInt, _ step: String) throws(LibraryFailure) {
            guard status == ARCHIVE_OK else {
                throw LibraryFailure(step: library.archive_error_string(archive).map { String(cString: $0) } ?? step)
            }
        }
        try check(library.archive_write_set_format_zip(archive), "zip")
        try check(library.archive_write_set_format_option(archive, "zip", "compression", "store"), "compression")
        // The headers and the directory take less than a kilobyte per file.
        var target = [UInt8](
            repeating: 0, count: files.reduce(1 << 16) { $0 + $1.bytes.count + 2 * $1.name.utf8.count + 1024 })
        var used = 0
        let result = target.withUnsafeMutableBytes { buffer in
            Result { () throws(LibraryFailure) in
                try check(library.archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used), "memory")
                for file in files {
                    let entry = library.archive_entry_new()
                    defer { _ = library.archive_entry_free(entry) }
                    _ = library.archive_entry_set_pathname(entry, file.name)
                    _ = library.archive_entry_set_size(entry, Int64(file.bytes.count))
                    _ = library.archive_entry_set_filetype(entry, 0o100000)
                    _ = library.archive_entry_set_perm(entry, 0o644)
                    _ = library.archive_entry_set_mtime(entry, 946_684_800, 0)
                    try check(library.archive_write_header(archive, entry), file.name)
                    var start = 0
                    while start < file.bytes.count {
                        let written = file.bytes.withUnsafeBytes { bytes in
                            library.archive_write_data(
                                archive, bytes.baseAddress.map { $0 + start }, bytes.count - start)
                        }
                        guard written > 0 else { throw LibraryFailure(step: file.name) }
                        start += written
                    }
                }
                try check(library.archive_write_close(archive), "the end")
            }
        }
        try result.get()
        target.removeLast(target.count - used)
        return target
    }

    /// Returns the named files from the bytes of a zip file.
    ///
    /// - Throws: `LibraryFailure` if libarchive is not installed, or if the file is damaged or too large.
    /// - Complexity: O(bytes)
    static func files(of bytes: [UInt8], named names: Set<String>) throws(LibraryFailure) -> [String: [UInt8]] {
        let library = try opened()
        let archive = library.archive_read_new()
        defer { _ = library.archive_read_free(archive) }
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(LibraryFailure) in
                func failure() -> LibraryFailure {
                    let reason = library.archive_error_string(archive).map { String(cString: $0) }
                    return .archive(reason)
                }
                _ = library.archive_read_support_format_zip(archive)
                guard library.archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
                    throw failure()
                }
                var files: [String: [UInt8]] = [:]
                var entry: OpaquePointer?
                while true {
                    let status = library.archive_read_next_header(archive, &entry)
                    if status == ARCHIVE_EOF { return files }
                    guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure() }
                    let name = library.archive_entry_pathname(entry).map { String(cString: $0) }
                    guard let name, names.contains(name) else { continue }
                    var content: [UInt8] = []
                    var part = [UInt8](repeating: 0, count: 1 << 18)
                    while true {
                        let read = library.archive_read_data(archive, &part, part.count)
                        guard read >= 0 else { throw failure() }
                        if read == 0 { break }
                        content += part.prefix(read)
                        // A few bytes can decompress to gigabytes.
                        guard content.count <= maximum(name, of: bytes.count) else {
                            throw .tooLarge(name)
                        }
                    }
                    files[name] = content
                }
            }
        }
        return try result.get()
    }

    /// Returns the maximum size of a file in an archive: descriptions are short, and numbers can hardly be compressed.
    private static func maximum(_ name: String, of bytes: Int) -> Int {
        name.hasSuffix(".json") ? maximumDescription : maximumShrinking.multipliedSaturated(by: bytes)
    }

    private static let maximumDescription = 1 << 26
    private static let maximumShrinking = 20
}
