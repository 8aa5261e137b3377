import CommandLanguage
import CommandParsing
import Foundation
import SessionState

/// The completion of paths.
enum Files {
    /// Returns offers of the files whose path begins with `part`, those of a kind first.
    ///
    /// - Parameter kind: The files to offer first; folders come after them, and then all other files.
    static func beginning(with part: String, first kind: FileKind) -> [Offer] {
        let all = beginning(with: part)
        let fitting = all.filter { $0.isComplete && kind.fits($0.value) }
        guard !fitting.isEmpty else { return all }
        return fitting + all.filter { !$0.isComplete } + all.filter { $0.isComplete && !kind.fits($0.value) }
    }

    /// Returns offers of the files whose path begins with `part`. Folders are incomplete: their files may follow.
    static func beginning(with part: String) -> [Offer] {
        let parts = part.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ""
        let path = folder.hasPrefix("~/") ? UserFolders.home + folder.dropFirst() : folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path.isEmpty ? "." : path)) ?? []
        let isHiddenWanted = parts.last?.hasPrefix(".") == true
        return names.sorted().filter { isHiddenWanted || !$0.hasPrefix(".") }.map { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path + name, isDirectory: &isFolder)
            return exists && isFolder.boolValue
                ? Offer(folder + name + "/", label: name + "/", isComplete: false, quoting: .word)
                : Offer(folder + name, label: name, quoting: .word)
        }
    }
}
