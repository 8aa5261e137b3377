/// Files and folders that operating systems create: hidden ones (`.DS_Store`, `._a.png`), and `__MACOSX`, which macOS
/// adds to zip files.
package enum SystemFiles {
    /// Returns true if a path contains one of them.
    ///
    /// - Complexity: O(length)
    package static func contain(_ path: some StringProtocol) -> Bool {
        path.split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." || $0 == "__MACOSX" }
    }
}
