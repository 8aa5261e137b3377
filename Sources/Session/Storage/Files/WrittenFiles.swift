import FileWriting
import Foundation
package import Messages
import SessionState

/// The files that this session wrote, which it may replace without a question.
struct WrittenFiles {
    private var paths: Set<String> = []

    /// Adds a file that was written.
    mutating func insert(_ path: String) {
        if !AtomicFile(path).isOutput { paths.insert(Self.real(path)) }
    }

    /// Returns true if writing to a path would replace a file that this session did not write.
    func wouldLose(_ path: String) -> Bool {
        guard !AtomicFile(path).isOutput else { return false }
        let path = Self.real(path)
        guard !paths.contains(path) else { return false }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeRegular
    }

    private static func real(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    }
}

extension Session {
    /// Permits a command to write a file. An existing file must have been written by this session, unless the command
    /// says `replace` or the user agrees.
    ///
    /// - Throws: `.unusable` if the file must not be replaced.
    package func permit(_ path: String, replaces: Bool, _ context: ExecutionContext) throws(SessionError) {
        if !replaces, written.wouldLose(path) { try confirmReplacing(path, context) }
        written.insert(path)
    }

    private func confirmReplacing(_ path: String, _ context: ExecutionContext) throws(SessionError) {
        guard context.ask != nil else {
            throw .exists(path)
        }
        guard context.confirms("replace \(path)? yes or no") else { throw .notReplaced(path) }
    }
}
