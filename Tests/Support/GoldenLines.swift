import Foundation
import Synchronization

/// A fixture of lines `NAME: VALUE`, sorted by name, which hold results fast: a change of structure changes none of them.
///
/// A change that is meant to change results writes them again with `NS_GOLDEN=write`, for example
/// `NS_GOLDEN=write swift test --filter GoldenHistories`, and its commit says why they changed.
package struct GoldenLines: Sendable {
    private let path: String
    private static let turn = Mutex(())

    /// The file `name` in the folder `Fixtures` beside the test's own file.
    package init(_ name: String, beside test: String = #filePath) {
        path = URL(filePath: test).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
            .path(percentEncoded: false)
    }

    /// Whether the lines are written instead of compared.
    private static var areWritten: Bool { ProcessInfo.processInfo.environment["NS_GOLDEN"] == "write" }

    /// All lines by their names.
    package func values() throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        var values: [String: String] = [:]
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            guard let end = line.range(of: ": ") else { continue }
            values[String(line[..<end.lowerBound])] = String(line[end.upperBound...])
        }
        return values
    }

    /// Whether there is a line of this name, or is about to be.
    package func has(_ name: String) throws -> Bool { try Self.areWritten || values()[name] != nil }

    /// Compares a value with the line of this name, or writes the line.
    ///
    /// - Returns: the difference, in words; nil where there is none.
    package func difference(_ value: String, named name: String) throws -> String? {
        guard Self.areWritten else {
            let wanted = try values()[name]
            if wanted == value { return nil }
            return "\(name): expected \(wanted ?? "no such line"), found \(value). "
                + "Where the change is meant, write it with NS_GOLDEN=write and say why in the commit"
        }
        try Self.turn.withLock { _ in
            var lines = try values()
            lines[name] = value
            try write(lines)
        }
        return nil
    }

    /// Looks for each line among these values, which may hold more; or writes these values in place of all lines.
    ///
    /// - Returns: the lines that are missing or changed, in words; nil where none is.
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
