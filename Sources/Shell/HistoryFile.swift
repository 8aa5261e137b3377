import FileWriting
import Foundation

/// The file of the history: plain text, one entry per line, readable only by its owner.
///
/// Every change is made under a lock, so that simultaneous shells lose no line. The lock is that of the file itself.
/// If the file was replaced in the meantime, it is opened again.
struct HistoryFile {
    let path: String

    /// Returns the lines, without duplicates. A file with more lines than the limit is replaced by its newest lines.
    func read(limit: Int) -> [String] {
        guard let descriptor = openLocked(create: false) else { return [] }
        defer { close(descriptor) }
        // Splits bytes, not characters: that would take longer than the rest of the start.
        let lines = bytes(of: descriptor).split(separator: UInt8(ascii: "\n"))
        let kept = LineHistory.withoutRepeats(lines.map { String(decoding: $0, as: UTF8.self) }, limit: limit)
        if lines.count > limit { replace(with: kept) }
        return kept
    }

    /// Appends a line; errors are ignored, so that the shell works without the file.
    func append(_ line: String) {
        guard let descriptor = openLocked(create: true) else { return }
        defer { close(descriptor) }
        var text = line + "\n"
        if endsInsideLine(descriptor) { text = "\n" + text }
        writeAll(text, to: descriptor)
    }

    private func openLocked(create: Bool) -> Int32? {
        if create { makeFolders() }
        for _ in 0..<100 {
            let descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC | (create ? O_CREAT : 0), 0o600)
            guard descriptor >= 0 else { return nil }
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
        return nil
    }

    private func makeFolders() {
        for (index, character) in zip(path.indices, path).dropFirst() where character == "/" {
            mkdir(String(path[..<index]), 0o700)
        }
    }

    private func bytes(of descriptor: Int32) -> [UInt8] {
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
    private func replace(with lines: [String]) {
        let text = lines.map { $0 + "\n" }.joined()
        try? AtomicFile(path, access: .own).write(Data(text.utf8))
    }

    private func writeAll(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                written += count
            }
        }
    }
}
