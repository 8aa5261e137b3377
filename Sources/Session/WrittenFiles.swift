import Foundation

/// The files that this session wrote: they can be written again without a question.
struct WrittenFiles {
    private var paths: Set<String> = []

    /// Notes a file that was written.
    mutating func insert(_ path: String) { paths.insert(Self.real(path)) }

    /// Whether writing to a path would lose what this session did not write.
    func wouldLose(_ path: String) -> Bool {
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
    /// Lets a command write a file: one that is there already only where this session wrote it, where the command says so, or
    /// after a yes of who is there.
    ///
    /// - Throws: `.unusable` where it is not to be replaced.
    func permit(_ path: String, replaces: Bool, _ context: ExecutionContext) throws(SessionError) {
        if !replaces, written.wouldLose(path) { try confirmReplacing(path, context) }
        written.insert(path)
    }

    private func confirmReplacing(_ path: String, _ context: ExecutionContext) throws(SessionError) {
        guard context.ask != nil else {
            throw .unusable("\(path) is there already; add `replace` to the command to replace it")
        }
        guard context.confirms("replace \(path)? yes or no") else { throw .unusable("\(path) was not replaced") }
    }
}
