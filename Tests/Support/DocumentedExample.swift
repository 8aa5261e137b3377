import Foundation

/// The worked example on the page of a library target, and the same lines in the test that runs them, which proves
/// that the page compiles.
public enum DocumentedExample {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../..", directoryHint: .isDirectory
    ).standardizedFileURL

    /// Returns the lines of the first Swift example on a target's page.
    ///
    /// - Throws: an error if the page cannot be read.
    public static func page(of target: String) throws -> [String] {
        let lines = try lines(of: root.appending(path: "Sources/\(target)/\(target).docc/\(target).md"))
        return Array(lines.drop { $0 != "```swift" }.dropFirst().prefix { $0 != "```" })
    }

    /// Returns the lines between `// The example.` and `// The end of the example.` in a test, without their indentation.
    ///
    /// - Throws: an error if the test cannot be read.
    public static func test(_ path: String = #filePath) throws -> [String] {
        let lines = try lines(of: URL(filePath: path))
        let example = lines.drop { $0.trimmingCharacters(in: .whitespaces) != "// The example." }.dropFirst()
        return example.prefix { $0.trimmingCharacters(in: .whitespaces) != "// The end of the example." }.map {
            String($0.dropFirst(8))
        }
    }

    private static func lines(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }
}
