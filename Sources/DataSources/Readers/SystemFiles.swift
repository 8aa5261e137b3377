/// Files and folders that systems leave beside a user's own: hidden ones (`.DS_Store`, `._a.png`), and `__MACOSX`, which
/// macOS puts into zip files.
enum SystemFiles {
    /// Returns whether a path leads to or through one of them. O(length).
    static func contain(_ path: some StringProtocol) -> Bool {
        path.split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." || $0 == "__MACOSX" }
    }
}
