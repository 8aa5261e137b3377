import CommandLanguage
public import CommandParsing
import Evolution
public import Messages
import Reports
import SearchPreparation
public import Session
import SessionState

extension Session {
    /// Executes the blocks of a script in order; each command's report goes to the context.
    ///
    /// - Returns: true if a command asked to leave the shell.
    /// - Throws: `SessionError.script` with the command that failed; the effects of those before it remain.
    public func execute(
        _ blocks: [Block], of source: Source, words: WordSpelling, _ context: ExecutionContext
    ) async throws(SessionError) -> Bool {
        let parser = Parser(commands, words: words)
        for block in blocks {
            if context.isInterrupted() { throw .script(ScriptFailure(cause: .interrupted, reachedThrough: [])) }
            let line = source.position(of: block.start).line
            if !running.isEmpty { running[running.count - 1].line = line }
            do throws(SessionError) {
                if try await execute(block, of: source, parser, context) { return true }
            } catch {
                // A failure within a block already has its position.
                // An experiment with a wrong way would compare something else.
                guard context.continuesAfterFailures, draft == nil, case .script(let failure) = error else {
                    throw error
                }
                if case .interrupted = failure.cause { throw error }
                let reached = failure.reachedThrough + outerPositions
                context.emit(.failure(ScriptFailure(cause: failure.cause, reachedThrough: reached)))
            }
        }
        return false
    }

    private func execute(
        _ block: Block, of source: Source, _ parser: Parser<ExecutableCommand>, _ context: ExecutionContext
    ) async throws(SessionError) -> Bool {
        switch block {
        case .command(let statement):
            let parsed = try read(statement, of: source, parser)
            guard draft == nil else {
                do { try await draftWay(parsed, words: parser.words, context) } catch {
                    throw located(error, statement, source)
                }
                return false
            }
            let report: Report
            do { report = try await execute(parsed, context) } catch { throw located(error, statement, source) }
            if case .leave = report { return true }
            context.report(report)
            for warning in takeWarnings() { context.report(.warning(warning)) }
            return false
        case .choice(let head, let then, let otherwise):
            let parsed = try read(head, of: source, parser)
            guard case .choice(let command) = parsed.command.meaning else { return false }
            let holds: Bool
            do { holds = try check(command.condition).holds } catch { throw located(error, head, source) }
            return try await execute(holds ? then : otherwise, of: source, words: parser.words, context)
        case .repetition(let head, let body):
            let parsed = try read(head, of: source, parser)
            guard case .repetition(let command) = parsed.command.meaning else { return false }
            let values: ForValues
            do { values = try ForValues(command) } catch { throw located(error, head, source) }
            let isOutermost = repetitionsLeft == nil
            defer { if isOutermost { repetitionsLeft = nil } }
            for index in 0..<values.count {
                let left = repetitionsLeft ?? Block.maximumRepetitions
                guard left > 0 else {
                    throw located(.tooManyRepetitions, head, source)
                }
                repetitionsLeft = left - 1
                if context.isInterrupted() { throw .script(ScriptFailure(cause: .interrupted, reachedThrough: [])) }
                let (name, value) = (command.name, values[index])
                let assignment = parsed.executing(
                    ExecutableCommand(LetCommand(name: name, value: value)), words: ["let", name, value])
                if draft == nil {
                    _ = try await execute(assignment, context)
                } else {
                    try await draftWay(assignment, words: parser.words, context)
                }
                if try await execute(body, of: source, words: parser.words, context) { return true }
            }
            return false
        case .experiment(let head, let body):
            return try await experiment(head, body, of: source, parser, context)
        }
    }

    /// Reads the ways of an experiment, and runs it.
    private func experiment(
        _ head: Statement, _ body: [Block], of source: Source, _ parser: Parser<ExecutableCommand>,
        _ context: ExecutionContext
    ) async throws(SessionError) -> Bool {
        let parsed = try read(head, of: source, parser)
        do throws(SessionError) {
            let leaves = try await readWays { () async throws(SessionError) -> Bool in
                try await execute(body, of: source, words: parser.words, context)
            }
            guard !leaves else { return true }
        } catch {
            if case .script = error { throw error }
            throw located(error, head, source)
        }
        defer { draft = nil }
        let report: Report
        do { report = try await execute(parsed, context) } catch { throw located(error, head, source) }
        context.report(report)
        for warning in takeWarnings() { context.report(.warning(warning)) }
        return false
    }

    private func read(
        _ statement: Statement, of source: Source, _ parser: Parser<ExecutableCommand>
    ) throws(SessionError) -> ParsedExecutable {
        do {
            return try parser.parse(statement, of: source, variables: variables(of: statement))
        } catch {
            throw .script(ScriptFailure(cause: .failed(error), reachedThrough: []))
        }
    }

    /// The positions in the scripts around the innermost one, the innermost first.
    private var outerPositions: [String] { running.dropLast().reversed().map(\.position) }

    /// Returns an error with the position of the command that failed, or with one more position in its trace.
    func located(_ error: SessionError, _ statement: Statement, _ source: Source) -> SessionError {
        switch error {
        case .script(let failure):
            // A typed command needs no position.
            guard !running.isEmpty else { return error }
            let position = "\(source.name):\(source.position(of: statement.range.lowerBound).line)"
            return .script(
                ScriptFailure(cause: failure.cause, reachedThrough: failure.reachedThrough + [position]))
        case .interrupted:
            return .script(ScriptFailure(cause: .interrupted, reachedThrough: []))
        case .mistake(let diagnostic):
            return .script(ScriptFailure(cause: .failed(diagnostic), reachedThrough: []))
        default:
            let diagnostic = Diagnostic(
                error.description, notes: error.notes, at: statement.range, of: source)
            return .script(ScriptFailure(cause: .failed(diagnostic), reachedThrough: []))
        }
    }
}

/// The values of a `for`, computed on demand.
private struct ForValues {
    private static let owner = "`for`"

    private let gene: Gene?
    private let texts: [String]

    init(_ command: ForCommand) throws(SessionError) {
        // Unlike a gene, a list may contain a value twice.
        if case .list = command.values {
            gene = nil
            texts = command.written
            return
        }
        let domain = try command.values.domain(of: Self.owner)
        if case .interval = domain {
            throw .endlessLoop(over: domain)
        }
        let gene = Gene(command.name, in: domain)
        do { _ = try Genus([gene]) } catch {
            // The values of a loop are checked as those of a gene are, but they are none.
            guard case .wrongDomain(_, let complaint) = error else { throw .failed(error.description) }
            throw .unusable("\(Self.owner): \(complaint)")
        }
        self.gene = gene
        texts = []
    }

    var count: Int { gene?.domain.count ?? texts.count }

    subscript(index: Int) -> String { gene.map { "\($0.value(of: UInt32(index)))" } ?? texts[index] }
}
