/// A part of a script: a command, or commands that are chosen or repeated.
public indirect enum Block: Sendable {
    case command(Statement)
    /// `if CONDITION … else … end`
    case choice(head: Statement, then: [Block], otherwise: [Block])
    /// `for NAME in VALUES … end`
    case repetition(head: Statement, body: [Block])

    /// The most blocks that stand within one another.
    public static let deepest = 16

    /// The most repetitions of a `for` and those within it, all together.
    public static let mostRepetitions = 1_000_000

    /// Where it begins, as a UTF-8 offset into the source.
    public var start: Int {
        switch self {
        case .command(let statement): statement.range.lowerBound
        case .choice(let head, _, _), .repetition(let head, _): head.range.lowerBound
        }
    }
}

/// The statements of a text, put together to blocks.
public struct BlockReading: Sendable {
    /// The parts, in order.
    public fileprivate(set) var blocks: [Block] = []
    /// An `end` or `else` without its beginning, and blocks that nest too deep.
    public fileprivate(set) var mistakes: [Diagnostic] = []
    /// A block that is never ended: more is to come.
    public fileprivate(set) var incomplete: Diagnostic?
}

extension Parser {
    /// Puts statements together to blocks. O(statements).
    public func blocks(of statements: [Statement], source: Source) -> BlockReading {
        var reading = BlockReading()
        var open: [OpenBlock] = []
        // What nests too deep is passed over, with its `end`.
        var excess = 0
        func add(_ block: Block) {
            if open.isEmpty { reading.blocks.append(block) } else { open[open.count - 1].add(block) }
        }
        for statement in statements {
            let word = statement.words[0]
            let role = role(of: statement, source: source)
            switch role {
            case .plain: add(.command(statement))
            case .opensChoice, .opensRepetition:
                guard open.count < Block.deepest else {
                    if excess == 0 {
                        reading.mistakes.append(
                            Diagnostic("blocks nest at most \(Block.deepest) deep", at: word.range, of: source))
                    }
                    excess += 1
                    continue
                }
                open.append(OpenBlock(head: statement, isChoice: role == .opensChoice))
            case .divides:
                if let last = open.last, last.isChoice, last.otherwise == nil, statement.words.count == 1 {
                    open[open.count - 1].otherwise = []
                } else {
                    let message = statement.words.count > 1 ? "nothing may follow `else`" : "`else` without `if`"
                    reading.mistakes.append(Diagnostic(message, at: word.range, of: source))
                }
            case .closes:
                guard excess == 0 else {
                    excess -= 1
                    continue
                }
                guard let last = open.popLast() else {
                    reading.mistakes.append(
                        Diagnostic("`end` without `if` or `for`", at: word.range, of: source))
                    continue
                }
                if statement.words.count > 1 {
                    reading.mistakes.append(
                        Diagnostic("nothing may follow `end`", at: statement.words[1].range, of: source))
                }
                add(last.block)
            }
        }
        if let last = open.last {
            let name = last.isChoice ? "if" : "for"
            reading.incomplete = Diagnostic("`\(name)` has no `end`", at: last.head.words[0].range, of: source)
        }
        return reading
    }
}

/// A block whose `end` is still to come.
private struct OpenBlock {
    let head: Statement
    let isChoice: Bool
    var then: [Block] = []
    var otherwise: [Block]?

    mutating func add(_ block: Block) {
        if otherwise == nil { then.append(block) } else { otherwise?.append(block) }
    }

    var block: Block {
        isChoice
            ? .choice(head: head, then: then, otherwise: otherwise ?? []) : .repetition(head: head, body: then)
    }
}
