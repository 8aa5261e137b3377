import Foundation
import Networks
import Notation

/// A JSON value, for the descriptions that Keras stores beside the weights.
typealias JSON = KerasValue

extension KerasValue {
    /// Returns the value on one line with sorted keys, so that equal values give equal texts.
    ///
    /// Foundation's encoder writes 0.0 as 0, which Python reads as an integer and Keras rejects as a momentum.
    ///
    /// - Throws: `LibraryFailure` for a number that is NaN or infinite.
    func line() throws(LibraryFailure) -> String {
        switch self {
        case .null: return "null"
        case .truth(let value): return value ? "true" : "false"
        case .whole(let value): return "\(value)"
        case .real(let value):
            guard value.isFinite else {
                throw .unwritable("\(value)")
            }
            return "\(value)"
        case .text(let value): return JSONText.quoted(value)
        case .list(let values):
            var lines: [String] = []
            for value in values { lines.append(try value.line()) }
            return JSONText.array(lines)
        case .object(let members):
            var lines: [(name: String, value: String)] = []
            for (name, value) in members.sorted(by: { $0.key < $1.key }) { lines.append((name, try value.line())) }
            return JSONText.object(lines)
        }
    }
}

extension KerasValue {
    /// Decodes a text; nil if it is not JSON.
    init?(text: some Sequence<UInt8>) {
        guard let read = try? JSONDecoder().decode(JSON.self, from: Data(text)) else { return nil }
        self = read
    }
}
