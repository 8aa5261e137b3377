import Foundation

/// The cache of downloaded datasets (XDG Base Directory Specification).
public enum DatasetCache {
    /// Returns the folder of a dataset: `$XDG_CACHE_HOME/ns/datasets/NAME`, or the same below `~/.cache`.
    public static func folder(of dataset: String) -> String {
        let environment = ProcessInfo.processInfo.environment
        let base =
            environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? (environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path) + "/.cache"
        return "\(base)/ns/datasets/\(dataset)"
    }

    /// The addresses to try before those of a dataset: `NS_MIRROR`, one or several addresses separated by spaces. Each
    /// is extended by `NAME/FILE`.
    static var mirrors: [String] {
        let wanted = ProcessInfo.processInfo.environment["NS_MIRROR"] ?? ""
        return wanted.split(separator: " ").map { $0.hasSuffix("/") ? String($0) : "\($0)/" }
    }
}
