/// The errors of reading data: the file, the expected and the actual content, and a suggestion.
public enum DataError: Error, Equatable, Sendable {
    /// A dataset that is not in the catalogue.
    case unknownDataset(name: String, suggestion: String?)
    /// A built-in dataset, requested from elsewhere.
    case carried(name: String)
    /// The response of an address that did not provide the file.
    public struct Failure: Equatable, Sendable {
        /// The full address of the file.
        public let address: String
        /// The reason.
        public let reason: String
    }

    /// A file that no address provided.
    case unfetched(file: String, failures: [Failure])
    /// A dataset whose files are not on this machine and could not be fetched.
    case notHere(name: String, files: [String], failures: [Failure], folder: String, package: String?)
    /// A file that does not exist.
    case missing(path: String, expected: String)
    /// A file that cannot be opened or unpacked.
    case unreadable(path: String, reason: String)
    /// A file that is shorter or longer than expected.
    case size(path: String, expected: Int, found: Int)
    /// A file of the wrong kind.
    case foreign(path: String, expected: String, found: String)
    /// Files that do not match each other.
    case mismatch(path: String, expected: String, found: String)
    /// A column that a table does not have.
    case unknownColumn(path: String, name: String, suggestion: String?, columns: [String])
    /// A table for which no label was named.
    case noLabel(path: String, columns: [String])
    /// A typed row that does not fit the network.
    case row(reason: String, suggestion: String?)
    /// A byte that is invalid in the file's encoding.
    case encoding(path: String, name: String, byte: UInt8, line: Int)
    /// The user stopped reading.
    case stopped
    /// A file with inconsistent content.
    case dataset(path: String, reason: String)
}

extension DataError: CustomStringConvertible {
    /// The error message.
    public var description: String {
        switch self {
        case .unknownDataset(let name, let suggestion):
            "unknown dataset \"\(name)\"" + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "; try `show datasets`")
        case .carried(let name): "\(name) is built in and cannot be read from elsewhere; use `load \(name)`"
        case .unfetched(let file, let failures):
            "\(file) cannot be downloaded: \(Self.list(failures)). Try again later, or set NS_MIRROR to another "
                + "address"
        case .notHere(let name, let files, let failures, let folder, let package):
            "\(name) cannot be downloaded: \(Self.list(failures)). Try again later, or set NS_MIRROR to another "
                + "address; otherwise put \(files.joined(separator: ", ")) into \(folder), or use "
                + "`load \(name) from FOLDER`"
                + (package.map { "; on Debian, `apt-get install \($0)` installs them" } ?? "")
        case .missing(let path, let expected): "there is no \(path); expected \(expected)"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .size(let path, let expected, let found) where found < expected:
            "\(path) is cut off: expected \(expected) bytes, found \(found); fetch it again"
        case .size(let path, let expected, let found):
            "\(path) is too long: expected \(expected) bytes, found \(found); fetch it again"
        case .foreign(let path, let expected, let found):
            "\(path): expected \(expected), found \(found)"
        case .mismatch(let path, let expected, let found): "\(path): expected \(expected), found \(found)"
        case .dataset(let path, let reason): "\(path): \(reason)"
        case .unknownColumn(let path, let name, let suggestion, let columns):
            "\(path) has no column \"\(name)\""
                + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "; it has \(Self.list(columns))")
        case .noLabel(let path, let columns):
            "\(path): which column is the label? Add `label` and one of \(Self.list(columns))"
        case .row(let reason, let suggestion): reason + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "")
        case .encoding(let path, let name, let byte, let line):
            "\(path):\(line): the byte 0x\(String(byte, radix: 16, uppercase: true)) is not valid in \(name); "
                + "specify the file's encoding, such as `encoding windows-1252`"
        case .stopped: "stopped"
        }
    }

    private static func list(_ failures: [Failure]) -> String {
        failures.map { "\($0.address): \($0.reason)" }.joined(separator: "; ")
    }

    /// Returns the first names, and the number of the others.
    private static func list(_ names: [String]) -> String {
        names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }
}

extension DataError {
    /// Returns the same error, moved down by some lines.
    package func moved(by lines: Int) -> DataError {
        guard case .encoding(let path, let name, let byte, let line) = self else { return self }
        return .encoding(path: path, name: name, byte: byte, line: line + lines)
    }
}
