import Foundation

/// Files as libarchive reads them: plain or compressed, single or in an archive.
package enum Archive {
    /// Returns the whole content of a file, decompressed if necessary.
    ///
    /// - Parameter maximum: The size limit in bytes. At most one byte more is read, which shows that a file is too long.
    /// - Throws: `.missing` if there is no file; `.unreadable` if it cannot be opened or decompressed; `.stopped`.
    package static func contents(of path: String, atMost maximum: Int, _ monitor: Monitor) throws(DataError) -> [UInt8]
    {
        var bytes: [UInt8] = []
        try open(path, monitor) { (reader) throws(DataError) in bytes = try reader.bytes(atMost: maximum) }
        return bytes
    }

    /// Calls `body` with a reader of a file's decompressed content; does not call it for an empty file.
    ///
    /// - Throws: `.missing` if there is no file; `.unreadable` if it cannot be opened or decompressed; `.stopped`; the
    ///   errors of `body`.
    package static func open(
        _ path: String, _ monitor: Monitor, _ body: (borrowing Reader) throws(DataError) -> Void
    ) throws(DataError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .noFile(path)
        }
        guard !isFolder.boolValue else { throw .isFolder(path) }
        let content = try monitor.decoding.archive(path, .alone, monitor)
        guard let entry = try content.nextEntry() else { return }
        try body(Reader(content, entry, path: path))
    }

    /// Calls `body` with the name and a reader of each entry of a tar or zip file, until it returns false.
    ///
    /// - Throws: `.unreadable` if the archive cannot be read; `.foreign` if a path leads out of it; `.stopped`; the
    ///   errors of `body`.
    package static func eachEntry(
        of path: String, _ monitor: Monitor,
        _ body: (_ name: String, _ reader: borrowing Reader) throws(DataError) -> Bool
    ) throws(DataError) {
        let content = try monitor.decoding.archive(path, .many, monitor)
        while let entry = try content.nextEntry() {
            // No file is ever written by an entry's name; an archive with such a path is suspicious all the same.
            let parts = entry.name.utf8.split(separator: UInt8(ascii: "/"))
            let leadsOut = entry.name.utf8.first == UInt8(ascii: "/") || parts.contains { $0.elementsEqual("..".utf8) }
            guard !leadsOut else {
                throw .leadsOut(entry.name, of: path)
            }
            guard try body(entry.name, Reader(content, entry, path: path)) else { return }
        }
    }

    /// Returns bytes of this program, decompressed if necessary.
    ///
    /// - Throws: `.unreadable` if they cannot be decompressed.
    package static func unpacked(_ bytes: [UInt8], name: String) throws(DataError) -> [UInt8] {
        let result = bytes.withUnsafeBytes { buffer -> Result<[UInt8], DataError> in
            do throws(DataError) {
                let archive = try LibraryArchive(memory: buffer, name: name)
                guard try archive.nextEntry() != nil else { return .success([]) }
                return .success(try archive.next(bytes.count * 64 + 1))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Returns the size of a file on disk; nil if it is unknown.
    package static func size(of path: String) -> Int? {
        try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    }

    /// The formats to expect: a single file, or an archive of many.
    enum Formats: UInt8 { case alone, many }

    /// An entry of an archive.
    package struct Entry: Equatable {
        package let name: String
        /// The size according to the archive, or of the file if it is not compressed; nil if unknown.
        package let size: Int?
    }

    /// Reads the current entry of an open file.
    package struct Reader: ~Copyable {
        private let content: any ArchiveContent
        private let path: String

        /// The size of the entry according to the archive, or of the file if it is not compressed; nil if unknown. The
        /// content may be shorter than stated.
        package let statedSize: Int?

        fileprivate init(_ content: any ArchiveContent, _ entry: Entry, path: String) {
            self.content = content
            self.path = path
            statedSize = entry.size
        }

        /// The number of bytes of the file on disk that were read so far.
        package var consumed: Int { content.consumed }

        /// The size of the file on disk.
        package var fileSize: Int? { Archive.size(of: path) }

        /// Returns the content of the entry, and one byte more than `maximum` if it is longer.
        ///
        /// - Throws: `.unreadable` if the entry cannot be read; `.stopped`.
        /// - Complexity: O(bytes)
        package borrowing func bytes(atMost maximum: Int) throws(DataError) -> [UInt8] { try next(maximum + 1) }

        /// Returns the next bytes of the entry, fewer at its end.
        ///
        /// - Throws: `.unreadable` if the entry cannot be read; `.stopped`.
        /// - Complexity: O(bytes)
        package borrowing func next(_ wanted: Int) throws(DataError) -> [UInt8] { try content.next(wanted) }
    }
}
