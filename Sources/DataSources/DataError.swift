/// Why data could not be read: which file, what was expected and found, and what to try.
public enum DataError: Error, Equatable, Sendable {
    /// A dataset that the catalogue does not know.
    case unknownDataset(name: String, suggestion: String?)
    /// A dataset that the program carries, asked for from elsewhere.
    case carried(name: String)
    /// What an address answered instead of a file.
    public struct Failure: Equatable, Sendable {
        /// The whole address of the file.
        public let address: String
        /// What came of it.
        public let reason: String
    }

    /// A file that no address gave.
    case unfetched(file: String, failures: [Failure])
    /// A dataset whose files are not on this machine and could not be fetched.
    case notHere(name: String, files: [String], failures: [Failure], folder: String, package: String?)
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
    /// A column that a table does not have.
    case unknownColumn(path: String, name: String, suggestion: String?, columns: [String])
    /// A table without word of what is to be learned.
    case noLabel(path: String, columns: [String])
    /// A row that was typed and does not fit the network.
    case row(reason: String, suggestion: String?)
    /// A byte that is no character of the file's encoding.
    case encoding(path: String, name: String, byte: UInt8, line: Int)
    /// The user stopped it.
    case stopped
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
        case .unfetched(let file, let failures):
            "\(file) cannot be fetched: \(Self.list(failures)). Try again later, or set NS_MIRROR to another address"
        case .notHere(let name, let files, let failures, let folder, let package):
            "\(name) cannot be fetched: \(Self.list(failures)). Try again later, or set NS_MIRROR to another address; "
                + "otherwise put \(files.joined(separator: ", ")) into \(folder), or name the folder that holds them: load \(name) from FOLDER"
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
        case .unknownColumn(let path, let name, let suggestion, let columns):
            "\(path) has no column \"\(name)\""
                + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "; it has \(Self.list(columns))")
        case .noLabel(let path, let columns):
            "\(path): which column is to be learned? Say `label` and one of \(Self.list(columns))"
        case .row(let reason, let suggestion): reason + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "")
        case .encoding(let path, let name, let byte, let line):
            "\(path):\(line): the byte 0x\(String(byte, radix: 16, uppercase: true)) is no character of \(name); "
                + "name the file's encoding, such as `encoding windows-1252`"
        case .stopped: "stopped"
        }
    }

    private static func list(_ failures: [Failure]) -> String {
        failures.map { "\($0.address): \($0.reason)" }.joined(separator: "; ")
    }

    /// The first names, and how many more there are.
    private static func list(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}

extension DataError {
    /// The same, some lines further down.
    func moved(by lines: Int) -> DataError {
        guard case .encoding(let path, let name, let byte, let line) = self else { return self }
        return .encoding(path: path, name: name, byte: byte, line: line + lines)
    }
}
