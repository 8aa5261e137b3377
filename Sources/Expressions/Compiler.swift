import Arithmetic

/// Compiles each part of an expression into instructions. The result of a part is stored in the register it is given;
/// intermediate results are stored in the registers after it.
struct Compiler {
    private let names: [String: Slot]
    /// True to treat unknown names as numbers, because they may be defined later.
    private let assumesNames: Bool
    private(set) var instructions: [Instruction] = []
    private(set) var registers = 0

    init(names: [String: Slot], assumesNames: Bool) {
        self.names = names
        self.assumesNames = assumesNames
    }

    mutating func compile(_ node: Node, into register: Int) throws(ExpressionError) {
        registers = max(registers, register + 1)
        switch node.kind {
        case .number(let value): instructions.append(.constant(value, at: register))
        case .word(let word): throw .wordAsNumber(word, at: node.range)
        case .name(let name):
            switch try slot(of: name, node) {
            case .number(let index): instructions.append(.load(slot: index, at: register))
            case .text:
                throw .textAsNumber(name, at: node.range)
            }
        case .family:
            throw .familyOutsideFunction(at: node.range)
        case .negated(let inner):
            try compile(inner, into: register)
            instructions.append(.negate(at: register))
        case .not(let inner):
            try compile(inner, into: register)
            instructions.append(.not(at: register))
        case .binary(let operation, let left, let right): try compile(operation, left, right, into: register)
        case .call(let name, let arguments): try compile(name, arguments, node, into: register)
        }
    }

    private mutating func compile(
        _ operation: Node.Operator, _ left: Node, _ right: Node, into register: Int
    ) throws(ExpressionError) {
        if operation == .equal || operation == .unequal, try compareWords(left, right, into: register) {
            if operation == .unequal { instructions.append(.not(at: register)) }
            return
        }
        try compile(left, into: register)
        if operation == .power, case .number(2) = right.kind {
            instructions.append(.square(at: register))
        } else {
            try compile(right, into: register + 1)
            instructions.append(.binary(operation, at: register))
        }
    }

    private func slot(of name: String, _ node: Node) throws(ExpressionError) -> Slot {
        if let slot = names[name] { return slot }
        if assumesNames { return .number(index: 0) }
        throw .unknownName(name, of: names.keys.sorted(), at: node.range)
    }

    /// Compiles `optimizer is sgd`, a comparison with a word of the gene, not with a name. Returns false if neither
    /// side is a gene of words.
    private mutating func compareWords(
        _ left: Node, _ right: Node, into register: Int
    ) throws(ExpressionError) -> Bool {
        for (gene, word) in [(left, right), (right, left)] {
            guard case .name(let name) = gene.kind else { continue }
            // A name that may be defined later can have this word as a value.
            if assumesNames, names[name] == nil, case .word = word.kind {
                instructions.append(.constant(0, at: register))
                return true
            }
            guard case .text(let index, let values)? = names[name] else { continue }
            let text: String
            switch word.kind {
            case .word(let quoted): text = quoted
            case .name(let other):
                if case .text(let otherIndex, let otherValues)? = names[other], !values.contains(other) {
                    let indices = otherValues.map { Double(values.firstIndex(of: $0) ?? -1) }
                    registers = max(registers, register + 2)
                    instructions += [
                        .load(slot: index, at: register), .load(slot: otherIndex, at: register + 1),
                        .isSameWord(indices, at: register),
                    ]
                    return true
                }
                text = other
            case .number(let value): text = Int(exactly: value).map { "\($0)" } ?? "\(value)"
            default: throw .noValue(of: name, at: word.range)
            }
            guard let position = values.firstIndex(of: text) else {
                throw .notValue(text, of: name, among: values, at: word.range)
            }
            instructions += [.load(slot: index, at: register), .isPlace(Double(position), at: register)]
            return true
        }
        return compareConstants(left, right, into: register)
    }

    /// Compiles `'cifar10' is cifar10`, a comparison of two words. One must be quoted, so that a misspelt name is not
    /// taken for a word.
    private mutating func compareConstants(_ left: Node, _ right: Node, into register: Int) -> Bool {
        func text(_ node: Node) -> String? {
            switch node.kind {
            case .word(let word): word
            case .name(let name): names[name] == nil ? name : nil
            case .number: node.text
            default: nil
            }
        }
        let hasQuotes = [left, right].contains { if case .word = $0.kind { true } else { false } }
        guard hasQuotes, let first = text(left), let second = text(right) else { return false }
        instructions.append(.constant(first == second ? 1 : 0, at: register))
        return true
    }

    private mutating func compile(
        _ name: String, _ arguments: [Node], _ node: Node, into register: Int
    ) throws(ExpressionError) {
        guard let function = Function.named(name) else { throw .unknownFunction(name, at: node.range) }
        switch function.rule {
        case .one(let apply):
            try compile(arguments[0], into: register)
            instructions.append(.apply(apply, at: register))
        case .choice:
            for (index, argument) in arguments.enumerated() { try compile(argument, into: register + index) }
            instructions.append(.choose(at: register))
        case .many(let fold):
            var members: [Node] = []
            for argument in arguments {
                members += argument.familySize.map { (0..<$0).map(argument.member) } ?? [argument]
            }
            if fold.isSum, let row = contiguous(members) {
                instructions.append(.addSlots(row, at: register))
            } else {
                instructions.append(.constant(fold.start, at: register))
                for member in members {
                    try compile(member, into: register + 1)
                    instructions.append(.accumulate(fold.join, at: register))
                }
            }
            if fold.isMean {
                registers = max(registers, register + 2)
                instructions += [
                    .constant(Double(members.count), at: register + 1), .binary(.divide, at: register),
                ]
            }
        }
    }

    /// Returns the slots of names if they are contiguous, so that a sum can read them together; nil otherwise.
    private func contiguous(_ members: [Node]) -> Range<Int>? {
        var next: Int?
        var first: Int?
        for member in members {
            guard case .name(let name) = member.kind, case .number(let index)? = names[name],
                next == nil || index == next
            else { return nil }
            first = first ?? index
            next = index + 1
        }
        guard let first, let next else { return nil }
        return first..<next
    }
}
