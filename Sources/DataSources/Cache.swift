import Foundation

/// Where datasets that were fetched are kept (XDG Base Directory Specification).
public enum Cache {
    /// The folder of a dataset: `$XDG_CACHE_HOME/ns/datasets/NAME`, or below `~/.cache`.
    public static func folder(of dataset: String) -> String {
        let environment = ProcessInfo.processInfo.environment
        let base =
            environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser.path + "/.cache"
        return "\(base)/ns/datasets/\(dataset)"
    }
}
