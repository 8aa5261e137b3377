import CArchive
import FileWriting
import Foundation

/// An archive that libarchive reads in this process.
final class LibraryArchive: ArchiveContent {
    private let library: ArchiveLibrary
    private let archive: OpaquePointer?
    private let path: String
    /// The open file; -1 for bytes in memory.
    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Throws: `.unreadable` if it cannot be opened, or if libarchive is not installed.
    init(path: String, formats: Archive.Formats) throws(DataError) {
        library = try Self.library(for: path)
        do { descriptor = try InputFile.open(path) } catch { throw .unreadable(path: path, reason: error.reason) }
        self.path = path
        archive = library.archive_read_new()
        supportFilters()
        switch formats {
        case .alone:
            _ = library.archive_read_support_format_raw(archive)
            _ = library.archive_read_support_format_empty(archive)
        case .many:
            _ = library.archive_read_support_format_tar(archive)
            _ = library.archive_read_support_format_zip(archive)
        }
        guard library.archive_read_open_fd(archive, descriptor, 1 << 18) == ARCHIVE_OK else { throw error }
    }

    /// Opens bytes in memory, which have to outlive the archive.
    ///
    /// - Throws: `.unreadable` if they are damaged, or if libarchive is not installed.
    init(memory: UnsafeRawBufferPointer, name: String) throws(DataError) {
        library = try Self.library(for: name)
        path = name
        descriptor = -1
        archive = library.archive_read_new()
        supportFilters()
        _ = library.archive_read_support_format_raw(archive)
        let status = library.archive_read_open_memory(archive, memory.baseAddress, memory.count)
        guard status == ARCHIVE_OK else { throw error }
    }

    deinit {
        _ = library.archive_read_free(archive)
        if descriptor >= 0 { close(descriptor) }
    }

    /// Accepts the usual compressions. For some of the others, libarchive would start a program.
    private func supportFilters() {
        for support in [
            library.archive_read_support_filter_gzip, library.archive_read_support_filter_bzip2,
            library.archive_read_support_filter_compress, library.archive_read_support_filter_lzma,
            library.archive_read_support_filter_xz, library.archive_read_support_filter_lzip,
            library.archive_read_support_filter_zstd, library.archive_read_support_filter_lz4,
        ] { _ = support(archive) }
    }

    private static func library(for path: String) throws(DataError) -> ArchiveLibrary {
        guard let library = archive_library() else {
            throw .noArchiveLibrary(for: path)
        }
        return library.pointee
    }

    private var error: DataError {
        let reason = library.archive_error_string(archive).map { String(cString: $0) }
        return .unreadableArchive(path, reason)
    }

    var consumed: Int { Int(library.archive_filter_bytes(archive, -1)) }

    func nextEntry() throws(DataError) -> Archive.Entry? {
        var entry: OpaquePointer?
        let status = library.archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return nil }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw error }
        let isStated = library.archive_entry_size_is_set(entry) != 0
        let isPlain = library.archive_filter_code(archive, 0) == ARCHIVE_FILTER_NONE
        let size =
            isStated
            ? Int(clamping: library.archive_entry_size(entry)) : isPlain ? Archive.size(of: path) : nil
        let name = library.archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
        return Archive.Entry(name: name, size: size)
    }

    func next(_ wanted: Int) throws(DataError) -> [UInt8] {
        let (bytes, failure) = part(wanted)
        if let failure { throw failure }
        return bytes
    }

    /// Returns the next bytes of the current entry, fewer at its end or before damage.
    ///
    /// - Complexity: O(bytes)
    func part(_ wanted: Int) -> (bytes: [UInt8], damage: DataError?) {
        var isDamaged = false
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
            while count < buffer.count {
                guard let base = buffer.baseAddress else { return }
                let read = library.archive_read_data(archive, base + count, buffer.count - count)
                if read < 0 { isDamaged = true }
                guard read > 0 else { return }
                count += read
            }
        }
        return (bytes, isDamaged ? error : nil)
    }
}
