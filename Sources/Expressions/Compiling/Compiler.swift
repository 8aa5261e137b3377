import Arithmetic

/// Compiles each part of an expression into instructions. The result of a part is stored in the register it is given;
/// intermediate results are stored in the registers after it.
struct Compiler {
    /// The maximum number of parts when sums over an index are written out.
    static let maximumParts = 1_000_000

    let names: [String: Slot]
    /// True to treat unknown names as numbers, because they may be defined later.
    let assumesNames: Bool
    private(set) var instructions: [Instruction] = []
    private(set) var registers = 0
    /// The names that the instructions read, of genes, scores and facts.
    var read: Set<String> = []
    /// The names of the slots that the instructions load.
    var slotNames: [Int: String] = [:]
    /// The values of the indices at this moment of writing out.
    var indices: [String: Int] = [:]
    /// The registers of named parts, and the named parts that are constant.
    var parts: [String: Int] = [:]
    var constants: [String: Double] = [:]
    /// The numbers of lists that genes select from, by the position of the list.
    var tables: [Range<Int>: NumberTable] = [:]
    private var writtenOut = 0

    init(names: [String: Slot], assumesNames: Bool) {
        self.names = names
        self.assumesNames = assumesNames
    }

    /// Compiles a whole expression and returns the register of its result.
    mutating func compile(_ root: Node) throws(ExpressionError) -> Int {
        guard case .with(let named, let body) = root.kind else {
            try compile(root, into: 0)
            return 0
        }
        return try compile(body, where: named)
    }

    mutating func compile(_ node: Node, into register: Int) throws(ExpressionError) {
        registers = max(registers, register + 1)
        if !indices.isEmpty { try countPart(at: node.range) }
        switch node.kind {
        case .number(let value): emit(.constant(value, at: register))
        case .truth(let value): emit(.constant(value ? 1 : 0, at: register))
        case .word(let word): throw .wordAsNumber(word, at: node.range)
        case .name(let name): try compile(name: name, node, into: register)
        case .family: throw .familyOutsideFunction(Self.foldNames, at: node.range)
        case .list:
            throw .listWithoutIndex(Self.foldNames, at: node.range)
        case .element(let base, let index): try compile(element: index, of: base, node, into: register)
        case .negated(let inner):
            try compile(inner, into: register)
            emit(.negate(at: register))
        case .not(let inner):
            try compile(inner, into: register)
            emit(.not(at: register))
        case .binary(let operation, let left, let right): try compile(operation, left, right, into: register)
        case .call(let name, let arguments): try compile(name, arguments, node, into: register)
        case .over(let name, let indices, let body): try compile(name, over: indices, body, node, into: register)
        case .with: throw .whereInside(at: node.range)
        }
    }

    private static let foldNames: String = {
        let names = Function.all.filter(\.takesFamilies).map(\.name)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }()

    /// Counts a part that an index writes out.
    mutating func countPart(at range: Range<Int>) throws(ExpressionError) {
        writtenOut += 1
        guard writtenOut <= Self.maximumParts else { throw .tooManyParts(limit: Self.maximumParts, at: range) }
    }

    // MARK: - Instructions

    /// Adds an instruction. One on constants alone is computed here, which also gives the values of indices; one whose
    /// result is not finite is left to the program, which finds the reason.
    mutating func emit(_ instruction: Instruction) {
        let (inputs, output) = instruction.registers
        var numbers: [Double] = []
        for (register, known) in zip(inputs, instructions.suffix(inputs.count)) {
            guard case .constant(let value, at: register) = known else { break }
            numbers.append(value)
        }
        switch instruction {
        case .negate, .not, .square, .apply, .binary, .combine, .combineThree, .look:
            guard numbers.count == inputs.count else { break }
            var workspace = Workspace(registers: inputs.upperBound)
            var source: any ProgramRows = OneRow(values: [])
            workspace.run(instructions.suffix(inputs.count) + [instruction], &source, 1)
            let value = workspace.first(of: output)
            guard value.isFinite else { break }
            instructions.removeLast(inputs.count)
            instructions.append(.constant(value, at: output))
            return
        default: break
        }
        instructions.append(instruction)
    }

    /// Removes the last instruction if it and nothing else was added since `start`, and is a constant; returns its
    /// value.
    mutating func takeConstant(since start: Int) -> Double? {
        guard instructions.count == start + 1, case .constant(let value, _) = instructions[start] else { return nil }
        instructions.removeLast()
        return value
    }

    /// Makes sure that there are registers up to this one.
    mutating func reserve(_ register: Int) { registers = max(registers, register + 1) }

    // MARK: - Names

    private mutating func compile(name: String, _ node: Node, into register: Int) throws(ExpressionError) {
        if let value = indices[name] { return emit(.constant(Double(value), at: register)) }
        if let value = constants[name] { return emit(.constant(value, at: register)) }
        if let part = parts[name] { return emit(.copy(from: part, at: register)) }
        switch try slot(of: name, node) {
        case .number(let index): emit(.load(slot: index, at: register))
        case .text(let index, let values): try loadNumber(index, values, name, node, into: register)
        case nil: emit(.constant(Constant.named(name)?.value ?? .nan, at: register))
        }
    }

    /// Returns the slot of a name; nil for a constant such as pi.
    mutating func slot(of name: String, _ node: Node) throws(ExpressionError) -> Slot? {
        if let slot = names[name] {
            note(name, slot)
            return slot
        }
        if Constant.named(name) != nil {
            read.insert(name)
            return nil
        }
        if Function.named(name) != nil, !assumesNames {
            throw .noArguments(of: name, at: node.range.upperBound..<node.range.upperBound + 1)
        }
        guard assumesNames else { throw .unknownName(name, of: names.keys.sorted(), at: node.range) }
        read.insert(name)
        return .number(index: 0)
    }

    mutating func note(_ name: String, _ slot: Slot) {
        read.insert(name)
        switch slot {
        case .number(let index), .text(let index, _): slotNames[index] = name
        }
    }

    // MARK: - Functions

    private mutating func compile(
        _ operation: Node.Operator, _ left: Node, _ right: Node, into register: Int
    ) throws(ExpressionError) {
        if operation == .equal || operation == .unequal, try compareWords(left, right, into: register) {
            if operation == .unequal { emit(.not(at: register)) }
            return
        }
        try compile(left, into: register)
        if operation == .power, case .number(2) = right.kind {
            emit(.square(at: register))
        } else {
            try compile(right, into: register + 1)
            emit(.binary(operation, at: register))
        }
    }

    private mutating func compile(
        _ name: String, _ arguments: [Node], _ node: Node, into register: Int
    ) throws(ExpressionError) {
        guard let function = Function.named(name) else { throw .unknownFunction(name, at: node.range) }
        if case .many(let fold) = function.rule { return try compile(fold, of: arguments, into: register) }
        if case .choice = function.rule, !indices.isEmpty {
            // Where the index decides, the other value may not exist: if(i < 9, x[i + 1], x[0]).
            let start = instructions.count
            try compile(arguments[0], into: register)
            if let chosen = takeConstant(since: start) {
                return try compile(arguments[chosen == 0 ? 2 : 1], into: register)
            }
        } else {
            try compile(arguments[0], into: register)
        }
        for (index, argument) in arguments.enumerated().dropFirst() { try compile(argument, into: register + index) }
        switch function.rule {
        case .one(let apply): emit(.apply(apply, name: name, at: register))
        case .two(let join): emit(.combine(join, name: name, at: register))
        case .three(let join): emit(.combineThree(join, name: name, at: register))
        case .choice: emit(.choose(at: register))
        case .many: break
        }
    }

    private mutating func compile(
        _ fold: Function.Fold, of arguments: [Node], into register: Int
    ) throws(ExpressionError) {
        var members: [Node] = []
        for argument in arguments {
            let families = argument.families
            guard let size = families.first?.size else {
                members.append(argument)
                continue
            }
            for family in families {
                guard case .list = family.node.kind, family.size != size else { continue }
                throw .wrongLength(of: family.size, beside: size, at: family.node.range)
            }
            if case .list? = families.first?.node.kind, let other = families.first(where: { $0.size != size }) {
                throw .wrongLength(of: size, beside: other.size, at: families[0].node.range)
            }
            members += (0..<size).map(argument.member)
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
        finish(fold, members: members.count, at: register)
    }

    /// Divides a sum by the number of its members if the mean is wanted.
    mutating func finish(_ fold: Function.Fold, members: Int, at register: Int) {
        guard fold.isMean else { return }
        reserve(register + 1)
        instructions += [.constant(Double(members), at: register + 1), .binary(.divide, at: register)]
    }

    /// Adds an instruction that must not be computed here.
    mutating func append(_ instruction: Instruction) { instructions.append(instruction) }

    /// Removes the instructions from an index on.
    mutating func cut(to count: Int) { instructions.removeSubrange(count...) }

    /// Returns the slots of names if they are contiguous, so that a sum can read them together; nil otherwise.
    private mutating func contiguous(_ members: [Node]) -> Range<Int>? {
        var slots: [(name: String, index: Int)] = []
        for member in members {
            guard case .name(let name) = member.kind, !isDefinedHere(name), case .number(let index)? = names[name]
            else {
                return nil
            }
            slots.append((name, index))
        }
        return row(of: slots)
    }

    /// Returns the range of slots that follow one another; nil if they do not.
    mutating func row(of slots: [(name: String, index: Int)]) -> Range<Int>? {
        guard let first = slots.first, zip(slots, slots.dropFirst()).allSatisfy({ $1.index == $0.index + 1 }) else {
            return nil
        }
        for slot in slots { note(slot.name, .number(index: slot.index)) }
        return first.index..<first.index + slots.count
    }
}
