import CArchive
import Foundation

/// Files as libarchive reads them: plain or compressed, single or in an archive.
enum Archive {
    /// Returns the whole content of a file, decompressed if necessary.
    ///
    /// - Parameter most: The size limit in bytes. At most one byte more is read, which shows that a file is too long.
    /// - Throws: `.missing` if there is no file; `.unreadable` if it cannot be opened or decompressed.
    static func contents(of path: String, atMost most: Int) throws(DataError) -> [UInt8] {
        var bytes: [UInt8] = []
        try open(path) { (reader) throws(DataError) in bytes = try reader.bytes(atMost: most) }
        return bytes
    }

    /// Calls `body` with a reader of a file's decompressed content; does not call it for an empty file.
    ///
    /// - Throws: `.missing` if there is no file; `.unreadable` if it cannot be opened or decompressed; the errors of
    ///   `body`.
    static func open(_ path: String, _ body: (borrowing Reader) throws(DataError) -> Void) throws(DataError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path: path, expected: "a file")
        }
        guard !isFolder.boolValue else { throw .unreadable(path: path, reason: "it is a folder") }
        try Reader(library(for: path), path: path, formats: .alone).eachEntry { (_, reader) throws(DataError) in
            try body(reader)
            return false
        }
    }

    /// Calls `body` with the name and a reader of each entry of a tar or zip file, until it returns false.
    ///
    /// - Throws: `.unreadable` if the archive cannot be read; `.foreign` if a path leads out of it; the errors of
    ///   `body`.
    static func eachEntry(
        of path: String, _ body: (_ name: String, _ reader: borrowing Reader) throws(DataError) -> Bool
    ) throws(DataError) {
        try Reader(library(for: path), path: path, formats: .many).eachEntry { (name, reader) throws(DataError) in
            // No file is ever written by an entry's name; an archive with such a path is suspicious all the same.
            guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
                throw .foreign(
                    path: path, expected: "files inside the archive's folder",
                    found: "the path \(name), which leads out of it"
                )
            }
            return try body(name, reader)
        }
    }

    /// Returns bytes in memory, decompressed if necessary.
    ///
    /// - Throws: `.unreadable` if they cannot be decompressed.
    static func unpacked(_ bytes: [UInt8], name: String) throws(DataError) -> [UInt8] {
        let result = bytes.withUnsafeBytes { buffer -> Result<[UInt8], DataError> in
            do throws(DataError) {
                var unpacked: [UInt8] = []
                try Reader(library(for: name), memory: buffer, name: name).eachEntry { (_, reader) throws(DataError) in
                    unpacked = try reader.bytes(atMost: bytes.count * 64)
                    return false
                }
                return .success(unpacked)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func library(for path: String) throws(DataError) -> ArchiveLibrary {
        guard let library = archive_library() else {
            throw .unreadable(
                path: path, reason: "reading it needs libarchive (on Debian: apt-get install libarchive-dev)")
        }
        return library.pointee
    }

    enum Formats { case alone, many }

    /// An open file.
    struct Reader: ~Copyable {
        private let library: ArchiveLibrary
        private let archive: OpaquePointer?
        private let path: String
        private let entry = Entry()

        /// The current entry.
        private final class Entry {
            var size: Int?
        }

        fileprivate init(_ library: ArchiveLibrary, path: String, formats: Formats) throws(DataError) {
            self.library = library
            self.path = path
            archive = library.archive_read_new()
            _ = library.archive_read_support_filter_all(archive)
            switch formats {
            case .alone:
                _ = library.archive_read_support_format_raw(archive)
                _ = library.archive_read_support_format_empty(archive)
            case .many:
                _ = library.archive_read_support_format_tar(archive)
                _ = library.archive_read_support_format_zip(archive)
            }
            guard library.archive_read_open_filename(archive, path, 1 << 18) == ARCHIVE_OK else { throw error }
        }

        /// Opens bytes in memory, which has to outlive the reader.
        fileprivate init(
            _ library: ArchiveLibrary, memory: UnsafeRawBufferPointer, name: String
        ) throws(DataError) {
            self.library = library
            path = name
            archive = library.archive_read_new()
            _ = library.archive_read_support_filter_all(archive)
            _ = library.archive_read_support_format_raw(archive)
            let status = library.archive_read_open_memory(archive, memory.baseAddress, memory.count)
            guard status == ARCHIVE_OK else { throw error }
        }

        deinit { _ = library.archive_read_free(archive) }

        /// The number of bytes of the file on disk that were read so far.
        var consumed: Int { Int(library.archive_filter_bytes(archive, -1)) }

        /// The size of the current entry according to the archive, or of the file if it is not compressed; nil if
        /// unknown. The content may be shorter than stated.
        var statedSize: Int? { entry.size }

        /// The size of the file on disk.
        var fileSize: Int? { try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int }

        private var error: DataError {
            let reason = library.archive_error_string(archive).map { String(cString: $0) } ?? "it is not readable"
            return .unreadable(path: path, reason: reason)
        }

        borrowing func eachEntry(
            _ body: (_ name: String, _ reader: borrowing Reader) throws(DataError) -> Bool
        ) throws(DataError) {
            var entry: OpaquePointer?
            while true {
                let status = library.archive_read_next_header(archive, &entry)
                if status == ARCHIVE_EOF { return }
                guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw error }
                let isStated = library.archive_entry_size_is_set(entry) != 0
                let isPlain = library.archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE
                self.entry.size =
                    isStated ? Int(clamping: library.archive_entry_size(entry)) : isPlain ? fileSize : nil
                let name = library.archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
                guard try body(name, self) else { return }
            }
        }

        /// Returns the content of the current entry, and one byte more than `most` if it is longer.
        ///
        /// - Throws: `.unreadable` if the entry cannot be read.
        /// - Complexity: O(bytes)
        borrowing func bytes(atMost most: Int) throws(DataError) -> [UInt8] { try next(most + 1) }

        /// Returns the next bytes of the current entry, fewer at its end.
        ///
        /// - Throws: `.unreadable` if the entry cannot be read.
        /// - Complexity: O(bytes)
        borrowing func next(_ wanted: Int) throws(DataError) -> [UInt8] {
            var failure = false
            let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                while count < buffer.count {
                    guard let base = buffer.baseAddress else { return }
                    let read = library.archive_read_data(archive, base + count, buffer.count - count)
                    if read < 0 { failure = true }
                    guard read > 0 else { return }
                    count += read
                }
            }
            if failure { throw error }
            return bytes
        }
    }
}
