import Foundation
import Suggestions

/// A search for programs by name, as every shell does it.
package enum ProgramSearch {
    private static var folders: [String] {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    }

    /// Returns true if the program exists: a path to an executable file, or a name on the PATH.
    package static func isThere(_ program: String) -> Bool {
        guard !program.contains("/") else { return isExecutable(program) }
        return folders.contains { isExecutable("\($0)/\(program)") }
    }

    /// Returns the program with the most similar name; nil if there is none.
    package static func suggestion(for program: String) -> String? {
        let files = FileManager.default
        guard !program.contains("/") else {
            // The file may exist without permission to execute it.
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

    /// Returns a word quoted so that another shell takes it literally.
    package static func quoted(_ word: String) -> String {
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
        guard !isPlain else { return word }
        // A quote before a combining accent ends the text as well.
        return "'\(String(word.unicodeScalars.replacing("'".unicodeScalars, with: "'\\''".unicodeScalars)))'"
    }
}
