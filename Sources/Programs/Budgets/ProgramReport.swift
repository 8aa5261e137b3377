import Foundation

/// A value that a program reports while it works: `report 7 0.81`, or as JSON `{"report": 7, "value": 0.81}`.
struct ProgramReport: Hashable, Sendable {
    /// The number of finished epochs.
    let epochs: Int
    /// The value after them, which may be NaN or infinite.
    let value: Double

    /// The result of reading a line.
    enum Line: Hashable, Sendable {
        case report(ProgramReport)
        /// A line that begins like a report but lacks a number.
        case malformed
        /// Any other line.
        case other
    }

    private static let word = Array("report".utf8)

    /// Reads a line without escape sequences.
    ///
    /// - Complexity: O(line).
    static func read(_ line: [UInt8]) -> Line {
        let words = line.split { $0 <= 32 }
        if words.first?.first == UInt8(ascii: "{") { return json(line) }
        guard let first = words.first, first.elementsEqual(word), words.count > 1,
            let epochs = Int(String(decoding: words[1], as: UTF8.self))
        else { return .other }
        guard epochs >= 0, words.count > 2, let value = ProgramAnswer.number(in: line[words[2].startIndex...]) else {
            return .malformed
        }
        return .report(ProgramReport(epochs: epochs, value: value))
    }

    private struct Body: Decodable {
        let report: Int
        let value: Double
    }

    private static let key = Array("\"report\"".utf8)

    private static func json(_ line: [UInt8]) -> Line {
        guard line.contains(key) else { return .other }
        let decoder = JSONDecoder()
        // Python writes NaN and Infinity, which are not JSON.
        decoder.allowsJSON5 = true
        do {
            let body = try decoder.decode(Body.self, from: Data(line))
            return body.report >= 0 ? .report(ProgramReport(epochs: body.report, value: body.value)) : .malformed
        } catch {
            return .malformed
        }
    }
}
