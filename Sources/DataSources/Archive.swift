import CArchive
import Foundation

/// Files as libarchive reads them: plain or compressed, alone or many in one.
enum Archive {
    /// The whole content of a file, uncompressed where it was compressed.
    ///
    /// - Parameter most: more than this is not read: one byte beyond it is enough to see that a file is too long.
    static func contents(of path: String, atMost most: Int) throws(DataError) -> [UInt8] {
        var bytes: [UInt8] = []
        try open(path) { (reader) throws(DataError) in bytes = try reader.bytes(atMost: most) }
        return bytes
    }

    /// Calls `body` with a reader of a file's content, uncompressed where it was compressed; not at all for an empty file.
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

    /// Calls `body` with the name of each entry of a tar or zip file, and a reader of its content, until it returns false.
    static func eachEntry(
        of path: String, _ body: (_ name: String, _ reader: borrowing Reader) throws(DataError) -> Bool
    ) throws(DataError) {
        try Reader(library(for: path), path: path, formats: .many).eachEntry { (name, reader) throws(DataError) in
            // Nothing is ever written by an entry's name; an archive that tries is none of ours all the same.
            guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
                throw .foreign(
                    path: path, expected: "an archive whose files lie in it", found: "the path \(name), which leads out"
                )
            }
            return try body(name, reader)
        }
    }

    /// Bytes in memory, uncompressed where they were compressed.
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

    /// One open file.
    struct Reader: ~Copyable {
        private let library: ArchiveLibrary
        private let archive: OpaquePointer?
        private let path: String
        private let entry = Entry()

        /// The entry at hand.
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

        /// Reads from memory that stays as long as the reader does.
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

        /// The bytes of the file that were read so far, as they lie on the disk.
        var consumed: Int { Int(library.archive_filter_bytes(archive, -1)) }

        /// The bytes of the entry at hand as the archive states them, or those of a file that is not compressed; nil where
        /// nothing states them. The content may be shorter: files lie.
        var statedSize: Int? { entry.size }

        /// The bytes of the file on the disk.
        var fileSize: Int? { try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int }

        private var error: DataError {
            let reason = library.archive_error_string(archive).map { String(cString: $0) } ?? "it is no readable file"
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

        /// The content of the entry at hand, and one byte more than `most` where it is longer. O(bytes).
        borrowing func bytes(atMost most: Int) throws(DataError) -> [UInt8] { try next(most + 1) }

        /// The next bytes of the entry at hand: fewer where it ends. O(bytes).
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
