import Foundation

/// The machine at hand, as far as results under a time limit depend on it.
public enum Machine {
    /// What tells this machine from others: its own mark where the system keeps one, and its name.
    public static let identity: String = {
        let mark = (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)) ?? ""
        return "\(mark.filter { !$0.isWhitespace }) \(name)"
    }()

    /// The folder in which this process, and programs that it starts, run.
    public static var workingFolder: String { FileManager.default.currentDirectoryPath }

    /// Its name, as it has it itself: no network is asked.
    public static let name: String = {
        var name = [CChar](repeating: 0, count: 256)
        _ = gethostname(&name, name.count - 1)
        let bytes = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
        return String(decoding: bytes, as: UTF8.self)
    }()
}
