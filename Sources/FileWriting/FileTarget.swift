import Foundation

/// The destination of a path after following symbolic links, and the file there.
struct FileTarget {
    let path: String
    let folder: String
    let name: String
    /// The permissions of the existing file; nil if there is none.
    private let oldRights: mode_t?
    /// True for a device, a pipe, or an output of this process.
    let isStream: Bool
    /// The output of this process that the path means: 1 for `/dev/stdout`, 2 for `/dev/stderr`; nil for another file.
    /// Written through its own descriptor, an output keeps its position even if it is a file.
    let output: Int32?

    /// The maximum number of links, as in the kernel.
    private static let maximumLinks = 40

    /// Creates the target of a path.
    ///
    /// - Throws: `FileWritingError` if links form a circle, if the path names no file or a folder, or if the file
    ///   there is not writable.
    init(_ named: String) throws(FileWritingError) {
        output = Self.outputs[named]
        guard output == nil else {
            (path, folder, name, oldRights, isStream) = (named, Self.folder(of: named), named, nil, true)
            return
        }
        var path = named
        var links = 0
        var found = stat()
        while lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFLNK {
            links += 1
            // A link to an open pipe, such as `/dev/fd/63`, leads to no path.
            if stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFIFO { break }
            guard links <= Self.maximumLinks, let next = Self.destination(of: path) else {
                throw FileWritingError(path: named, code: ELOOP)
            }
            path = next.hasPrefix("/") ? next : "\(Self.folder(of: path))/\(next)"
        }
        self.path = path
        folder = Self.folder(of: path)
        name = String(path[(Self.lastSlash(in: path).map(path.utf8.index(after:)) ?? path.startIndex)...])
        guard !name.isEmpty, !path.contains("\0") else { throw FileWritingError(path: named, code: ENOENT) }
        guard stat(path, &found) == 0 else {
            (oldRights, isStream) = (nil, false)
            return
        }
        let kind = found.st_mode & S_IFMT
        guard kind != S_IFDIR else { throw FileWritingError(path: named, code: EISDIR) }
        guard faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0 else { throw FileWritingError(path: named, code: errno) }
        isStream = kind != S_IFREG
        oldRights = isStream ? nil : found.st_mode & 0o777
    }

    /// Returns the permissions of the new file.
    func rights(for access: AtomicFile.Access) -> mode_t {
        switch access {
        case .own: 0o600
        case .usual: oldRights ?? 0o666 & ~Self.mask
        }
    }

    /// The names of this process's outputs.
    static let outputs: [String: Int32] = [
        "/dev/stdout": 1, "/dev/fd/1": 1, "/proc/self/fd/1": 1, "/dev/stderr": 2, "/dev/fd/2": 2,
        "/proc/self/fd/2": 2,
    ]

    /// The process's umask. It can only be read by setting it, so it is read once, before other threads create files.
    private static let mask: mode_t = {
        let mask = umask(0o077)
        umask(mask)
        return mask
    }()

    private static func folder(of path: String) -> String {
        guard let slash = lastSlash(in: path) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Returns the position of the last slash: a byte, also before a combining accent.
    private static func lastSlash(in path: String) -> String.Index? { path.utf8.lastIndex(of: UInt8(ascii: "/")) }

    private static func destination(of link: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.bindMemory(to: CChar.self).baseAddress.map { readlink(link, $0, bytes.count) } ?? -1
        }
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }
}
