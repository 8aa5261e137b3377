import Foundation
import Synchronization

/// A fixture of lines `NAME: VALUE`, sorted by name, which pins results: refactoring must not change them.
///
/// After a change that is meant to change results, write the lines again with `NS_GOLDEN=write`, for example
/// `NS_GOLDEN=write swift test --filter GoldenHistories`. The commit must say why they changed.
package struct GoldenLines: Sendable {
    private let path: String
    private static let turn = Mutex(())

    /// Opens the file `name` in the folder `Fixtures` beside the test's own file.
    package init(_ name: String, beside test: String = #filePath) {
        path = URL(filePath: test).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
            .path(percentEncoded: false)
    }

    /// True if the lines are written instead of compared.
    private static var areWritten: Bool { ProcessInfo.processInfo.environment["NS_GOLDEN"] == "write" }

    /// Returns all values by name.
    package func values() throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        var values: [String: String] = [:]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            guard let end = line.range(of: ": ") else { continue }
            values[String(line[..<end.lowerBound])] = String(line[end.upperBound...])
        }
        return values
    }

    /// Returns true if there is a line with this name, or is about to be.
    package func has(_ name: String) throws -> Bool { try Self.areWritten || values()[name] != nil }

    /// Compares a value with the line of this name, or writes the line.
    ///
    /// - Returns: a description of the difference; nil if there is none.
    package func difference(_ value: String, named name: String) throws -> String? {
        guard Self.areWritten else {
            let wanted = try values()[name]
            if wanted == value { return nil }
            return "\(name): expected \(wanted ?? "no such line"), found \(value). "
                + "If the change is intended, write it with NS_GOLDEN=write and give the reason in the commit"
        }
        try Self.turn.withLock { _ in
            var lines = try values()
            lines[name] = value
            try write(lines)
        }
        return nil
    }

    /// Looks up each line among these values, which may contain more; or replaces all lines with these values.
    ///
    /// - Returns: a description of the missing or changed lines; nil if there are none.
    package func loss(in values: [String: String]) throws -> String? {
        guard Self.areWritten else {
            let lost = try self.values().filter { values[$0.key] != $0.value }.sorted { $0.key < $1.key }
            let words = lost.map { "\($0.key): expected \($0.value), found \(values[$0.key] ?? "nothing")" }
            return words.isEmpty ? nil : words.joined(separator: "\n")
        }
        try Self.turn.withLock { _ in try write(values) }
        return nil
    }

    private func write(_ values: [String: String]) throws {
        let text = values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
