import Arithmetic
import Foundation

/// The memory that reading a file may take. More is an error, rather than the end of this process and of others.
public enum MemoryLimit {
    /// The environment variable that passes the limit to child processes.
    private static let variable = "NS_MEMORY_LIMIT"

    /// The limit in bytes: the chosen one, otherwise half of the machine's memory.
    public static var bytes: Int { chosen ?? Int(clamping: ProcessInfo.processInfo.physicalMemory / 2) }

    /// The chosen limit in bytes; nil if none was chosen.
    public static var chosen: Int? {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Chooses a limit in bytes for this process and its child processes.
    public static func choose(_ bytes: Int) { setenv(variable, "\(bytes)", 1) }

    /// Returns the environment of a child process that shares the limit with others.
    package static func environment(sharing count: Int) -> [String: String] { [variable: "\(bytes / max(1, count))"] }

    /// Returns the number of bytes of a size as it is typed: `2GB`, `500 MB`, `1000000`; nil for anything else.
    public static func bytes(of text: String) -> Int? {
        guard let parts = text.uppercased().wholeMatch(of: /([0-9]{1,9}(?:\.[0-9]{1,3})?) ?(B|KB|MB|GB|TB)?/),
            let number = Double(parts.output.1)
        else { return nil }
        let units: [Substring: Double] = ["KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12]
        return Int(saturating: number * (parts.output.2.flatMap { units[$0] } ?? 1))
    }
}
