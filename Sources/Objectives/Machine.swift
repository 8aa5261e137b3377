import Foundation

/// The current machine, as far as results under a time limit depend on it.
public enum Machine {
    /// An identifier of this machine: its system identifier, if there is one, and its name.
    public static let identity: String = {
        let mark = (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)) ?? ""
        return "\(mark.filter { !$0.isWhitespace }) \(name)"
    }()

    /// The folder in which this process and the programs it starts run.
    public static var workingFolder: String { FileManager.default.currentDirectoryPath }

    /// The machine's own host name, obtained without a network request.
    public static let name: String = {
        var name = [CChar](repeating: 0, count: 256)
        _ = gethostname(&name, name.count - 1)
        let bytes = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: bytes, as: UTF8.self)
    }()
}
