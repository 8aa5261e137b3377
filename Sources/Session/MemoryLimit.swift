import Arithmetic
import Foundation

/// How much memory reading a file may take: an error rather than the end of the process, and of others beside it.
public enum MemoryLimit {
    /// Where processes that this one starts find it as well.
    private static let variable = "NS_MEMORY_LIMIT"

    /// In bytes: what was chosen, else half of the machine's.
    public static var bytes: Int { chosen ?? Int(clamping: ProcessInfo.processInfo.physicalMemory / 2) }

    /// In bytes, where it was chosen.
    public static var chosen: Int? {
        ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Chooses a limit, for this process and those that it starts.
    public static func choose(_ bytes: Int) { setenv(variable, "\(bytes)", 1) }

    /// The bytes of a size as it is typed: `2GB`, `500 MB`, `1000000`; nil for anything else.
    public static func bytes(of text: String) -> Int? {
        guard let parts = text.uppercased().wholeMatch(of: /([0-9]{1,9}(?:\.[0-9]{1,3})?) ?(B|KB|MB|GB|TB)?/),
            let number = Double(parts.output.1)
        else { return nil }
        let units: [Substring: Double] = ["KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12]
        return Int(saturating: number * (parts.output.2.flatMap { units[$0] } ?? 1))
    }
}
