/// Why a file of this room cannot be used.
public enum MemoryError: Error, Equatable, Sendable {
    /// It cannot be opened, read or written: the place, and what the system says.
    case unusable(path: String, reason: String)
    /// Its bytes are not what was written.
    case damaged(path: String, reason: String)
    /// A later version of the program wrote it.
    case newer(path: String, version: Int, known: Int)
    /// Another program's file.
    case foreign(path: String)
}

extension MemoryError: CustomStringConvertible {
    /// The message a person reads.
    public var description: String {
        switch self {
        case .unusable(let path, let reason): "\(path) cannot be used: \(reason)"
        case .damaged(let path, let reason): "\(path) is damaged: \(reason)"
        case .newer(let path, let version, let known):
            "\(path) has version \(version) and this program knows versions up to \(known); use the later program"
        case .foreign(let path): "\(path) was not written by ns"
        }
    }
}
