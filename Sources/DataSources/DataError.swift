/// Why data could not be read: which file, what was expected and found, and what to try.
public enum DataError: Error, Equatable, Sendable {
    /// A dataset that the catalogue does not know.
    case unknownDataset(name: String, suggestion: String?)
    /// A dataset that the program carries, asked for from elsewhere.
    case carried(name: String)
    /// A dataset whose files are not on this machine.
    case notHere(name: String, files: [String], address: String, folder: String, package: String?)
    /// A file that is not where it was said to be.
    case missing(path: String, expected: String)
    /// A file that cannot be opened or unpacked.
    case unreadable(path: String, reason: String)
    /// A file that ends too early or goes on too long.
    case size(path: String, expected: Int, found: Int)
    /// A file of another kind.
    case foreign(path: String, expected: String, found: String)
    /// Files that do not belong together.
    case mismatch(path: String, expected: String, found: String)
    /// A file whose content contradicts itself.
    case dataset(path: String, reason: String)
}

extension DataError: CustomStringConvertible {
    /// The message a person reads.
    public var description: String {
        switch self {
        case .unknownDataset(let name, let suggestion):
            "unknown dataset \"\(name)\"" + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "; try `show datasets`")
        case .carried(let name): "\(name) comes with the program and is read from nowhere else: load \(name)"
        case .notHere(let name, let files, let address, let folder, let package):
            "\(name) is not on this machine: fetch \(files.joined(separator: ", ")) from \(address) into \(folder), "
                + "or name the folder that holds them: load \(name) from FOLDER"
                + (package.map { "; on Debian, `apt-get install \($0)` brings them" } ?? "")
        case .missing(let path, let expected): "there is no \(path); expected \(expected)"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .size(let path, let expected, let found) where found < expected:
            "\(path) is cut off: expected \(expected) bytes, found \(found); fetch it again"
        case .size(let path, let expected, let found):
            "\(path) is longer than it says: expected \(expected) bytes, found \(found); fetch it again"
        case .foreign(let path, let expected, let found):
            "\(path) is another kind of file: expected \(expected), found \(found)"
        case .mismatch(let path, let expected, let found): "\(path): expected \(expected), found \(found)"
        case .dataset(let path, let reason): "\(path): \(reason)"
        }
    }
}
