public import Foundation

/// An error in reading a file.
public struct FileReadingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path as the caller gave it.
    public let path: String
    /// The system's message, or the kind of the file: `it is a pipe; save its content as a file first`.
    public let reason: String
    /// True if there is no such file.
    public let isMissing: Bool
    /// True if the file is not a regular one: a pipe, a socket, a device or a folder.
    public let isIrregular: Bool

    init(path: String, reason: String, isMissing: Bool = false, isIrregular: Bool = false) {
        self.path = path
        self.reason = reason
        self.isMissing = isMissing
        self.isIrregular = isIrregular
    }

    init(path: String, code: Int32) {
        self.init(path: path, reason: String(cString: strerror(code)), isMissing: code == ENOENT)
    }

    /// The message for the user.
    public var description: String { "\(path) cannot be read: \(reason)" }
}

/// A file that is read. All files whose path a user or a foreign file names are opened here.
///
/// Opening a named pipe waits for a writer, and no signal ends that wait; a device may be endless, and opening a
/// terminal may make it the terminal of the process. Therefore a file is opened without waiting, and refused unless it
/// is a regular file. Only scripts may come from a pipe or a terminal: they are read once and from the beginning.
public enum InputFile {
    /// Checks that a path leads to a regular file that can be opened.
    ///
    /// - Throws: `FileReadingError` if it does not.
    public static func check(_ path: String) throws(FileReadingError) { close(try open(path)) }

    /// Opens a regular file for reading; the caller closes the descriptor.
    ///
    /// - Throws: `FileReadingError` if it cannot be opened or is not a regular file.
    public static func open(_ path: String) throws(FileReadingError) -> Int32 {
        let (descriptor, kind) = try opened(path)
        guard kind == S_IFREG else {
            close(descriptor)
            throw refusal(path, kind)
        }
        return descriptor
    }

    /// Returns the content of a regular file.
    ///
    /// - Throws: `FileReadingError` if it cannot be read or is not a regular file.
    /// - Complexity: O(bytes)
    public static func contents(of path: String) throws(FileReadingError) -> Data {
        let descriptor = try open(path)
        defer { close(descriptor) }
        return try rest(of: descriptor, path, isStopped: { false })
    }

    /// Returns the content of a script: a regular file, a pipe that a program writes to, a terminal or `/dev/null`.
    ///
    /// - Parameter isStopped: Returns true if the user wants no more of it; the content is then incomplete.
    /// - Throws: `FileReadingError` if it cannot be read, if no program writes to the pipe within `patience`, or if a
    ///   script from a pipe has more than `maximumStream` bytes.
    /// - Complexity: O(bytes)
    public static func script(
        at path: String, isStopped: () -> Bool = { false }
    ) throws(FileReadingError) -> Data {
        let (descriptor, kind) = try opened(path)
        defer { close(descriptor) }
        switch kind {
        case S_IFREG: return try rest(of: descriptor, path, isStopped: { false })
        case S_IFIFO:
            let start = try start(of: descriptor, path)
            return start + (try rest(of: descriptor, path, limit: maximumStream, isStopped: isStopped))
        case S_IFCHR where isatty(descriptor) == 1 || isNull(descriptor):
            return try rest(of: descriptor, path, limit: maximumStream, isStopped: isStopped)
        default: throw refusal(path, kind)
        }
    }

    /// The time to wait for a program that writes to a named pipe, in milliseconds: one that was started together with
    /// this one may not have opened it yet.
    package static let patience: Int32 = 1_000

    /// The maximum size of a script from a pipe: it might never end.
    package static let maximumStream = 64 << 20

    private static func opened(_ path: String) throws(FileReadingError) -> (descriptor: Int32, kind: mode_t) {
        let descriptor = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            var facts = stat()
            // Sockets cannot be opened, whatever the reason that the system gives.
            if stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFSOCK { throw refusal(path, S_IFSOCK) }
            throw FileReadingError(path: path, code: code)
        }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else {
            let code = errno
            close(descriptor)
            throw FileReadingError(path: path, code: code)
        }
        return (descriptor, facts.st_mode & S_IFMT)
    }

    private static func refusal(_ path: String, _ kind: mode_t) -> FileReadingError {
        let reason =
            switch kind {
            case S_IFDIR: "it is a folder"
            case S_IFIFO: "it is a pipe; save its content as a file first"
            case S_IFSOCK: "it is a socket, not a file"
            default: "it is a device, not a file"
            }
        return FileReadingError(path: path, reason: reason, isIrregular: true)
    }

    /// Waits until a pipe has content, or some program has it open, and returns the first byte if it was read.
    private static func start(of descriptor: Int32, _ path: String) throws(FileReadingError) -> Data {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&watched, 1, patience) > 0 { return Data() }
        // Without a writer, reading finds the end at once.
        var byte: UInt8 = 0
        switch read(descriptor, &byte, 1) {
        case 0: throw FileReadingError(path: path, reason: "it is a pipe, and no program writes to it")
        case 1: return Data([byte])
        default: return Data()
        }
    }

    private static func isNull(_ descriptor: Int32) -> Bool {
        var (found, null) = (stat(), stat())
        return fstat(descriptor, &found) == 0 && stat("/dev/null", &null) == 0 && found.st_rdev == null.st_rdev
    }

    private static func rest(
        of descriptor: Int32, _ path: String, limit: Int = .max, isStopped: () -> Bool
    ) throws(FileReadingError) -> Data {
        var content = Data()
        var room = [UInt8](repeating: 0, count: 1 << 16)
        while !isStopped() {
            let count = read(descriptor, &room, room.count)
            if count == 0 { break }
            if count > 0 {
                guard content.count <= limit - count else {
                    throw FileReadingError(path: path, reason: "it is longer than \(limit >> 20) MB")
                }
                content.append(contentsOf: room[..<count])
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = poll(&watched, 1, 100)
            default: throw FileReadingError(path: path, code: errno)
            }
        }
        return content
    }
}
