/// A part of a script: a command, or commands that run conditionally or repeatedly.
public indirect enum Block: Sendable {
    case command(Statement)
    /// `if CONDITION … else … end`
    case choice(head: Statement, then: [Block], otherwise: [Block])
    /// `for NAME in VALUES … end`
    case repetition(head: Statement, body: [Block])
    /// `experiment NAME … way … end`
    case experiment(head: Statement, body: [Block])

    /// The maximum nesting depth of blocks.
    public static let deepest = 16

    /// The maximum number of repetitions of a `for`, including those of nested loops.
    public static let maximumRepetitions = 1_000_000

    /// The start, as a UTF-8 offset into the source.
    public var start: Int {
        switch self {
        case .command(let statement): statement.range.lowerBound
        case .choice(let head, _, _), .repetition(let head, _), .experiment(let head, _): head.range.lowerBound
        }
    }
}

/// The statements of a text, grouped into blocks.
public struct BlockReading: Sendable {
    /// The parts, in order.
    public fileprivate(set) var blocks: [Block] = []
    /// Errors such as an `end` or `else` without its beginning, and blocks that nest too deeply.
    public fileprivate(set) var mistakes: [Diagnostic] = []
    /// The error for a block without `end`, which more text may complete.
    public fileprivate(set) var incomplete: Diagnostic?
}

extension Parser {
    /// Groups statements into blocks.
    ///
    /// - Complexity: O(statements).
    public func blocks(of statements: [Statement], source: Source) -> BlockReading {
        var reading = BlockReading()
        var open: [OpenBlock] = []
        // Skip blocks that nest too deeply, together with their `end`.
        var excess = 0
        func add(_ block: Block) {
            if open.isEmpty { reading.blocks.append(block) } else { open[open.count - 1].add(block) }
        }
        for statement in statements {
            let word = statement.words[0]
            let role = role(of: statement, source: source)
            switch role {
            case .plain: add(.command(statement))
            case .opensChoice, .opensRepetition, .opensExperiment:
                guard open.count < Block.deepest else {
                    if excess == 0 {
                        reading.mistakes.append(
                            .blocksTooDeep(at: word.range, of: source))
                    }
                    excess += 1
                    continue
                }
                open.append(OpenBlock(head: statement, role: role))
            case .divides:
                if let last = open.last, last.role == .opensChoice, last.otherwise == nil, statement.words.count == 1 {
                    open[open.count - 1].otherwise = []
                } else {
                    reading.mistakes.append(
                        statement.words.count > 1
                            ? .afterElse(at: word.range, of: source) : .strayElse(at: word.range, of: source))
                }
            case .closes:
                guard excess == 0 else {
                    excess -= 1
                    continue
                }
                guard let last = open.popLast() else {
                    reading.mistakes.append(
                        .strayEnd(at: word.range, of: source))
                    continue
                }
                if statement.words.count > 1 {
                    reading.mistakes.append(
                        .afterEnd(at: statement.words[1].range, of: source))
                }
                add(last.block)
            }
        }
        if let last = open.last {
            reading.incomplete = .openBlock(last.name, at: last.head.words[0].range, of: source)
        }
        return reading
    }
}

/// A block whose `end` has not been read yet.
private struct OpenBlock {
    let head: Statement
    let role: CommandGrammar.Role
    var then: [Block] = []
    var otherwise: [Block]?

    mutating func add(_ block: Block) {
        if otherwise == nil { then.append(block) } else { otherwise?.append(block) }
    }

    /// The word that begins the block.
    var name: String {
        switch role {
        case .opensChoice: "if"
        case .opensExperiment: "experiment"
        default: "for"
        }
    }

    var block: Block {
        switch role {
        case .opensChoice: .choice(head: head, then: then, otherwise: otherwise ?? [])
        case .opensExperiment: .experiment(head: head, body: then)
        default: .repetition(head: head, body: then)
        }
    }
}
