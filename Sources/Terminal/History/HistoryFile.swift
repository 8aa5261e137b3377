import FileWriting
import Foundation

/// The file of the history: plain text, one entry per line, readable only by its owner.
///
/// Every change is made under a lock, so that simultaneous shells lose no line. The lock is that of the file itself.
/// If the file was replaced in the meantime, it is opened again.
struct HistoryFile {
    /// A failure of the system, by its error number.
    struct Failure: Error {
        let code: Int32
        var reason: String { String(cString: strerror(code)) }
    }

    let path: String

    /// Returns the entries, without duplicates; none if there is no file. A file with more lines than the limit is
    /// replaced by its newest lines.
    ///
    /// A power cut can leave zero bytes in place of the last lines. They are removed, and with them what of a line stands
    /// before them: its end is lost.
    func read(limit: Int) throws(Failure) -> [String] {
        let descriptor: Int32
        var isLocked = true
        do {
            descriptor = try openLocked(create: false)
        } catch {
            // A file of somebody else, or on a disk without writing, can still be read.
            if error.code == ENOENT { return [] }
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw error }
            isLocked = false
        }
        defer { close(descriptor) }
        let bytes = Self.bytes(of: descriptor)
        // Splits bytes, not characters: that would take longer than the rest of the start.
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let isDamaged = bytes.withUnsafeBytes { all in
            all.baseAddress.map { memchr($0, 0, all.count) != nil } ?? false
        }
        let whole = isDamaged ? lines.map(Self.behindZeros) : lines
        let entries = whole.map { line in
            let text = String(decoding: line, as: UTF8.self)
            return line.first == UInt8(ascii: "#") ? HistoryEntry.read(text) : text
        }
        let kept = LineHistory.withoutRepeats(entries, limit: limit)
        if isLocked, lines.count > limit || isDamaged { replace(with: kept) }
        return kept
    }

    private static func behindZeros(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let last = line.lastIndex(of: 0) else { return line }
        return line[(last + 1)...]
    }

    /// Appends an entry.
    ///
    /// - Throws: if the file cannot be written.
    func append(_ entry: String) throws(Failure) {
        let descriptor = try openLocked(create: true)
        defer { close(descriptor) }
        var text = HistoryEntry.written(entry) + "\n"
        if endsInsideLine(descriptor) { text = "\n" + text }
        guard Self.writeAll(text, to: descriptor) else { throw Failure(code: errno) }
    }

    private func openLocked(create: Bool) throws(Failure) -> Int32 {
        if create { makeFolders() }
        for _ in 0..<100 {
            let descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC | (create ? O_CREAT : 0), 0o600)
            guard descriptor >= 0 else { throw Failure(code: errno) }
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else { return descriptor }
            }
            var opened = stat()
            var present = stat()
            if fstat(descriptor, &opened) == 0, stat(path, &present) == 0, opened.st_ino == present.st_ino {
                return descriptor
            }
            close(descriptor)
        }
        throw Failure(code: EAGAIN)
    }

    private func makeFolders() {
        for (index, character) in zip(path.indices, path).dropFirst() where character == "/" {
            mkdir(String(path[..<index]), 0o700)
        }
    }

    /// Returns the content of an open file.
    static func bytes(of descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = pread(descriptor, &block, block.count, off_t(bytes.count))
            guard count > 0 else { break }
            bytes += block[..<count]
        }
        return bytes
    }

    /// Returns true if the last line has no end, because its writer was killed.
    private func endsInsideLine(_ descriptor: Int32) -> Bool {
        let end = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 0
        return end > 0 && pread(descriptor, &last, 1, end - 1) == 1 && last != UInt8(ascii: "\n")
    }

    /// Replaces the file; if that is not possible, the old lines stay.
    private func replace(with entries: [String]) {
        let text = entries.map { HistoryEntry.written($0) + "\n" }.joined()
        try? AtomicFile(path, access: .own).write(Data(text.utf8))
    }

    /// Writes a whole text; returns false if that fails, for the reason in `errno`.
    static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }
}
