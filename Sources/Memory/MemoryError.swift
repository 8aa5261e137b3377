/// The errors of memory and session files.
public enum MemoryError: Error, Equatable, Sendable {
    /// The file cannot be opened, read or written; with the reason that the system reports.
    case unusable(path: String, reason: String)
    /// The file is damaged.
    case damaged(path: String, reason: String)
    /// A newer version of the program wrote the file.
    case newer(path: String, version: Int, known: Int)
    /// The file of another program.
    case foreign(path: String)
}

extension MemoryError: CustomStringConvertible {
    /// The error message.
    public var description: String {
        switch self {
        case .unusable(let path, let reason): "\(path) cannot be used: \(reason)"
        case .damaged(let path, let reason): "\(path) is damaged or was not written by ns: \(reason)"
        case .newer(let path, let version, let known):
            "\(path) has version \(version), but this program supports versions up to \(known); use a newer ns"
        case .foreign(let path): "\(path) was not written by ns"
        }
    }
}
