import Foundation
import Testing

/// Stored types name their keys, so that renaming a property changes no file. A property without a key would not be
/// saved, and the compiler accepts that if the property has a default. This suite finds it in the sources.
@Suite struct CodingKeysTests {
    /// A struct that names its keys, with its stored properties.
    private struct Stored {
        let name: String
        var properties: Set<String> = []
        var keys: Set<String> = []
        var isCodedByHand = false
    }

    /// Properties that are computed again from others.
    private static let derived: Set<String> = ["LitterModel.cache", "FrontLitter.cache", "Variables.factNames"]

    private static func sources() throws -> [URL] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }

    /// The structs of a file that are Codable and name their keys.
    private static func stored(in text: String) -> [Stored] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.indices.compactMap { start in
            guard let head = lines[start].firstMatch(of: /^( *)(?:\w+ )*struct (\w+)\b.*Codable.*\{$/) else {
                return nil
            }
            let indent = String(head.1)
            let body = lines[(start + 1)...].prefix { $0 != indent + "}" }
            var stored = Stored(name: String(head.2))
            var isInKeys = false
            for line in body {
                if line.hasPrefix("\(indent)    "), line.contains("init(from decoder") { stored.isCodedByHand = true }
                if line.contains("enum CodingKeys"), line.hasPrefix(indent + "    "), !line.hasPrefix(indent + "     ")
                {
                    isInKeys = true
                }
                if isInKeys {
                    for match in line.matches(of: /\bcase ([\w, `]+)/) { stored.keys.formUnion(names(match.1)) }
                    if line.hasSuffix("}") { isInKeys = false }
                } else if let match = line.firstMatch(
                    of:
                        /^( *)(?:@\w+ )?(?:(?:public|package|private|fileprivate|internal)(?:\(set\))? )*(?:let|var) ([\w, ]+)(?::[^{]*)?(?:=.*)?$/
                ),
                    match.1.count == indent.count + 4, !line.contains("static ")
                {
                    stored.properties.formUnion(names(match.2))
                }
            }
            return stored.keys.isEmpty ? nil : stored
        }
    }

    private static func names(_ list: Substring) -> [String] {
        list.split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }.filter {
            !$0.isEmpty
        }
    }

    @Test func `every stored property of a type with coding keys has a key`() throws {
        var count = 0
        for file in try Self.sources() {
            let text = try String(contentsOf: file, encoding: .utf8)
            for stored in Self.stored(in: text) where !stored.isCodedByHand {
                count += 1
                let properties = stored.properties.map { "\(stored.name).\($0)" }
                let missing = Set(properties).subtracting(stored.keys.map { "\(stored.name).\($0)" })
                #expect(
                    missing.subtracting(Self.derived) == [],
                    "\(file.lastPathComponent): \(stored.name) would not save these")
            }
        }
        #expect(count > 30)
    }
}
