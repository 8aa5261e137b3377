import Foundation
import SessionState

extension Session {
    /// Returns a path with `~/` replaced; a path in a script is first looked up in the script's folder.
    package func locate(_ path: String) -> String {
        let expanded = Self.expanded(path)
        guard !expanded.hasPrefix("/"), let script = running.last?.path, script.contains("/") else { return expanded }
        let beside = script.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let candidate = "\(beside)/\(expanded)"
        return FileManager.default.fileExists(atPath: candidate) ? candidate : expanded
    }

    /// Returns the absolute path of a file to read.
    package func absolute(_ path: String) -> String {
        URL(fileURLWithPath: locate(path)).standardizedFileURL.path(percentEncoded: false)
    }

    /// Returns a path with `~/` replaced by the home folder.
    package static func expanded(_ path: String) -> String {
        path.hasPrefix("~/") || path == "~"
            ? UserFolders.home + path.dropFirst() : path
    }
}
