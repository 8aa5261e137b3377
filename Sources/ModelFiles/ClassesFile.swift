import Datasets
import Foundation
import Networks

/// `NAME.classes.json`: the classes of a network in the order of its outputs, as a list of texts, beside every file of
/// a classifier.
enum ClassesFile {
    static func path(beside path: String) -> String { ColumnsFile.path(beside: path, ending: "classes.json") }

    /// Returns the classes; nil for regression networks.
    static func list(of saved: SavedNetwork) -> JSON? {
        guard case .classes(let names) = saved.outputs else { return nil }
        return .list(names.map { .text($0) })
    }

    /// Returns the classes beside a network's file; nil if there is no such list.
    ///
    /// - Throws: `.unreadable` if the file of that name is not a list of `count` texts.
    static func names(beside path: String, count: Int) throws(ModelFileError) -> [String]? {
        let list = Self.path(beside: path)
        guard let data = FileManager.default.contents(atPath: list) else { return nil }
        guard let names = JSON(text: data)?.list?.compactMap(\.text), names.count == count else {
            throw .unreadable(path: list, reason: "expected a list of \(count) classes, one per output")
        }
        return names
    }
}
