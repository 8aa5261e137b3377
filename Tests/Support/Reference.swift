import Foundation

/// Values that other programs computed, in the folder `shared` beside the project; absent from most clones.
public enum Reference {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../shared", directoryHint: .isDirectory
    ).standardizedFileURL

    /// Whether they are there: tests that need them are skipped elsewhere.
    public static var isHere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// A file of it, decoded.
    public static func decode<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: path)))
    }
}
