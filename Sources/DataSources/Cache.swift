import Foundation

/// Where datasets that were fetched are kept (XDG Base Directory Specification).
public enum Cache {
    /// The folder of a dataset: `$XDG_CACHE_HOME/ns/datasets/NAME`, or below `~/.cache`.
    public static func folder(of dataset: String) -> String {
        let environment = ProcessInfo.processInfo.environment
        let base =
            environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? (environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path) + "/.cache"
        return "\(base)/ns/datasets/\(dataset)"
    }

    /// Addresses that are asked before a dataset's own: `NS_MIRROR`, one or several with blanks between them. Below each,
    /// `NAME/FILE` is looked for.
    static var mirrors: [String] {
        let wanted = ProcessInfo.processInfo.environment["NS_MIRROR"] ?? ""
        return wanted.split(separator: " ").map { $0.hasSuffix("/") ? String($0) : "\($0)/" }
    }
}
