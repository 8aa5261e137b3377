import Datasets
import Networks

/// Facts about a saved network for other programs, as JSON fields beside the weights in every format: `classes`, the
/// class names in the order of the outputs, `input`, the numbers that the network takes, and `author` if there is one.
enum PublicFacts {
    /// Returns the fields by name, in order.
    ///
    /// - Throws: `LibraryFailure` if a number is NaN or infinite.
    static func fields(of saved: SavedNetwork) throws(LibraryFailure) -> [(name: String, text: String)] {
        var fields: [(name: String, text: String)] = []
        if let classes = try ClassesFile.list(of: saved)?.line() { fields.append(("classes", classes)) }
        fields.append(("input", try input(of: saved).line()))
        if let author = saved.author { fields.append(("author", try JSON.text(author).line())) }
        return fields
    }

    /// Returns `{"black":0.0,"dtype":"uint8","order":"height, width, channels","shape":[8,8,1],"white":16.0}`.
    private static func input(of saved: SavedNetwork) -> JSON {
        var members: [String: JSON] = [:]
        switch saved.layout {
        case .image(let height, let width, let channels):
            members["shape"] = [.whole(height), .whole(width), .whole(channels)]
            members["order"] = "height, width, channels"
        case .table(let columns):
            members["shape"] = [.whole(columns.count)]
            members["order"] = "columns"
        }
        if let numbers = saved.numbers {
            members["dtype"] = .text(numbers.kind.rawValue)
            if let scale = numbers.scale {
                members["black"] = .real(Double(scale.black))
                members["white"] = .real(Double(scale.white))
            }
        }
        return .object(members)
    }
}
