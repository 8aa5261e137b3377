package import CommandLanguage
import DataSources
import FileWriting
import Foundation
package import Messages
import Notation
import Platform
package import Reports
package import Session

extension CollectCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let paths = try session.files(matching: patterns)
        var marks = ClassMarks(grammar: session.grammar)
        for path in paths {
            do {
                try marks.add(try TextTable(path: path), of: path, check: session.checkInterruption(at:))
            } catch let error as DataError {
                throw .failed(error.description)
            } catch let error as SessionError {
                throw error
            } catch {
                throw .failed("\(error)")
            }
        }
        if let list {
            marks.add(try ListOfNames.read(session.locate(list)), of: list)
            if let missing = marks.missing { context.report(.message(missing)) }
        }
        try marks.checkSize()
        for warning in marks.warnings { context.report(.warning(warning)) }
        guard let path else { return .table(marks.questionsTable) }
        let target = Session.expanded(path)
        try session.permit(target, replaces: replaces, context)
        let csv = try marks.csv(check: session.checkInterruption(at:))
        do { try AtomicFile(target).write(Data(csv.utf8)) } catch { throw .failed(error.description) }
        context.report(.table(marks.questionsTable))
        return .written(path: target, what: Numbers.counted(marks.students.count + marks.absent.count, "student"))
    }
}

extension Session {
    /// Returns the files that some patterns match, each once, in the order of their names.
    ///
    /// - Throws: `.unusable` if a pattern matches no file.
    fileprivate func files(matching patterns: [String]) throws(SessionError) -> [String] {
        var found: [String] = []
        for pattern in patterns {
            let path = Session.expanded(pattern)
            guard pattern.contains(where: { "*?[".contains($0) }) else {
                found.append(path)
                continue
            }
            var matches = glob_t()
            defer { globfree(&matches) }
            guard glob(path, 0, nil, &matches) == 0 else { throw .noFiles(pattern) }
            for index in 0..<Int(matches.gl_pathc) {
                if let name = matches.gl_pathv[index] { found.append(String(cString: name)) }
            }
        }
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
