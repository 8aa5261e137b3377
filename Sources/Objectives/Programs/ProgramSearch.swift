import Foundation
import Suggestions

/// Programs by their names: found as every shell finds them.
enum ProgramSearch {
    private static var folders: [String] {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    }

    /// Whether there is such a program: a path to one, or a name that the PATH knows.
    static func isThere(_ program: String) -> Bool {
        guard !program.contains("/") else { return isExecutable(program) }
        return folders.contains { isExecutable("\($0)/\(program)") }
    }

    /// The program whose name is nearest; nil where none is near.
    static func suggestion(for program: String) -> String? {
        let files = FileManager.default
        guard !program.contains("/") else {
            // A file that may not be executed yet, or one whose folder was left out.
            return nil
        }
        if isExecutable("./\(program)") { return "./\(program)" }
        let names = folders.flatMap { (try? files.contentsOfDirectory(atPath: $0)) ?? [] }
        return Suggestion.nearest(to: program, among: Set(names))
    }

    private static func isExecutable(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            && FileManager.default.isExecutableFile(atPath: path)
    }

    /// A word as another shell takes it literally.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "+"),
                    128...:
                    true
                default: false
                }
            }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
