import Foundation
import Session

/// The files whose path begins like a word.
enum Files {
    /// A folder is not complete: its files may follow.
    static func beginning(with part: String) -> [Offer] {
        let parts = part.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ""
        let place = folder.hasPrefix("~/") ? UserFolders.home + folder.dropFirst() : folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.isEmpty ? "." : place)) ?? []
        let isHiddenWanted = parts.last?.hasPrefix(".") == true
        return names.sorted().filter { isHiddenWanted || !$0.hasPrefix(".") }.map { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: place + name, isDirectory: &isFolder)
            return exists && isFolder.boolValue
                ? Offer(folder + name + "/", label: name + "/", isComplete: false) : Offer(folder + name, label: name)
        }
    }
}
