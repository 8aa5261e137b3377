// Sums over an index, elements and named parts.
extension Compiler {
    // MARK: - Named parts

    /// Compiles an expression with named parts. Each part is computed once, in a register of its own; a constant part
    /// needs none, and a list is put in the place of its name.
    mutating func compile(_ body: Node, where named: [Node.NamedPart]) throws(ExpressionError) -> Int {
        var lists: [String: Node] = [:]
        for part in named {
            try checkIsNew(part.name, "part", at: part.range)
            if case .list = part.value.kind { lists[part.name] = part.value }
        }
        // The list of one part may contain another part.
        for (name, list) in lists { lists[name] = list.replacing(lists.filter { $0.key != name }) }
        var register = 0
        for part in try Self.ordered(named.filter { lists[$0.name] == nil }) {
            let start = instructions.count
            try compile(part.value.replacing(lists), into: register)
            if let value = takeConstant(since: start) {
                constants[part.name] = value
            } else {
                parts[part.name] = register
                register += 1
            }
        }
        try compile(body.replacing(lists), into: register)
        return register
    }

    /// Returns named parts in an order in which each follows the parts that it reads.
    private static func ordered(_ named: [Node.NamedPart]) throws(ExpressionError) -> [Node.NamedPart] {
        var left = named
        var ordered: [Node.NamedPart] = []
        while !left.isEmpty {
            let open = Set(left.map(\.name))
            guard let next = left.firstIndex(where: { $0.value.words.isDisjoint(with: open) }) else {
                throw .partInCircle(left[0].name, at: left[0].range)
            }
            ordered.append(left.remove(at: next))
        }
        return ordered
    }

    private func checkIsNew(_ name: String, _ what: String, at range: Range<Int>) throws(ExpressionError) {
        if names[name] != nil {
            throw .nameTaken(name, what, at: range)
        }
        if isDefinedHere(name) {
            throw .nameTwice(name, what, at: range)
        }
    }

    // MARK: - Elements

    /// Returns true for a name in `x[i]` that means the genes x0, x1, …
    func isFamily(_ prefix: String) -> Bool { !isDefinedHere(prefix) }

    /// Compiles `x[i]`, the gene xi, or `[3, 5, 2][i]`.
    mutating func compile(
        element index: Node, of base: Node, _ node: Node, into register: Int
    ) throws(ExpressionError) {
        var path = [index]
        var root = base
        while case .element(let inner, let outer) = root.kind {
            path.insert(outer, at: 0)
            root = inner
        }
        if case .name(let prefix) = root.kind {
            guard path.count == 1, isFamily(prefix) else {
                throw .numberWithIndex(prefix, indices: path.count, at: node.range)
            }
            let name = try gene(prefix, index, node, register)
            return try compile(Node(.name(name), at: node.range), into: register)
        }
        while let next = path.first {
            guard case .list(let elements) = root.kind else {
                throw .elementWithIndex(at: next.range)
            }
            let start = instructions.count
            try compile(next, into: register)
            guard let value = takeConstant(since: start) else {
                return try compile(path, of: root, firstIsCompiled: true, into: register)
            }
            guard let place = Int(exactly: value), elements.indices.contains(place) else {
                throw .outsideList(Node.text(of: value), count: elements.count, at: next.range)
            }
            root = elements[place]
            path.removeFirst()
        }
        try compile(root, into: register)
    }

    /// Returns the gene that `x[i]` means.
    mutating func gene(
        _ prefix: String, _ index: Node, _ node: Node, _ register: Int
    ) throws(ExpressionError) -> String {
        let (start, readBefore) = (instructions.count, read)
        reserve(register)
        try checkNames(of: index)
        try compile(index, into: register)
        guard let value = takeConstant(since: start) else {
            throw unknownIndex(of: prefix, index)
        }
        read = readBefore
        guard let place = Int(exactly: value), place >= 0 else {
            throw .wrongMember(of: prefix, Node.text(of: value), at: node.range)
        }
        let name = "\(prefix)\(place)"
        guard names[name] == nil, !assumesNames else { return name }
        throw .noMember(name, of: prefix, known: members(of: prefix), at: node.range)
    }

    /// Returns the numbers of the first and the last gene of a family; nil if it has none.
    private func members(of prefix: String) -> ClosedRange<Int>? {
        let numbers = names.keys.compactMap { name in name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil }
        guard let first = numbers.min(), let last = numbers.max() else { return nil }
        return first...last
    }

    /// Checks, where indices are defined, that an index has no unknown names.
    private func checkNames(of index: Node) throws(ExpressionError) {
        guard !assumesNames, !indices.isEmpty else { return }
        let stranger = index.names.first {
            !isDefinedHere($0.name) && names[$0.name] == nil && Constant.named($0.name) == nil
        }
        guard let stranger else { return }
        throw .unknownIndex(stranger.name, among: indices.keys.sorted(), at: stranger.range)
    }

    /// Returns the error for an index that is not known before the search. If another index is meant, it is named.
    private func unknownIndex(of prefix: String, _ index: Node) -> ExpressionError {
        guard !indices.isEmpty, let stranger = index.names.first(where: { !isDefinedHere($0.name) }) else {
            return .computedIndex(of: prefix, at: index.range)
        }
        return .unknownIndex(stranger.name, among: indices.keys.sorted(), at: stranger.range)
    }

    /// Compiles the element of a list by indices that only the genes determine. The first one is already in the
    /// register.
    private mutating func compile(
        _ path: [Node], of list: Node, firstIsCompiled: Bool, into register: Int
    ) throws(ExpressionError) {
        let (table, shape) = try table(of: list, dimensions: path.count, register)
        var strides = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
        for (axis, index) in path.enumerated() {
            let place = axis == 0 ? register : register + 1
            if axis > 0 { try compile(index, into: place) }
            // Checks the index, and gives the place of its first number.
            let starts = NumberTable(
                numbers: (0..<shape[axis]).map { Double($0 * strides[axis]) }, failure: table.failure)
            if shape.count > 1 { emit(.look(starts, at: place)) }
            if axis > 0 { emit(.binary(.add, at: register)) }
        }
        emit(.look(table, at: register))
    }

    /// Returns the numbers of a list, with the number of elements in each dimension.
    private mutating func table(
        of list: Node, dimensions: Int, _ register: Int
    ) throws(ExpressionError) -> (NumberTable, [Int]) {
        var shape: [Int] = []
        var level = list
        while case .list(let elements) = level.kind, let first = elements.first {
            shape.append(elements.count)
            level = first
        }
        guard shape.count == dimensions else {
            throw .wrongDimensions(shape.count, found: dimensions, at: list.range)
        }
        if let known = tables[list.range] { return (known, shape) }
        var numbers: [Double] = []
        try collect(list, shape[...], into: &numbers, register)
        let table = NumberTable(
            numbers: numbers, failure: EvaluationFailure.outsideList)
        tables[list.range] = table
        return (table, shape)
    }

    private mutating func collect(
        _ node: Node, _ shape: ArraySlice<Int>, into numbers: inout [Double], _ register: Int
    ) throws(ExpressionError) {
        if let count = shape.first {
            guard case .list(let elements) = node.kind, elements.count == count else {
                throw .unevenList(expected: count, at: node.range)
            }
            for element in elements { try collect(element, shape.dropFirst(), into: &numbers, register) }
            return
        }
        let start = instructions.count
        try compile(node, into: register)
        guard let value = takeConstant(since: start) else {
            throw .computedElement(at: node.range)
        }
        numbers.append(value)
    }

    // MARK: - Sums over an index

    /// Compiles `sum(i in 0..9, x[i] ^ 2)`: the part is written out for each value of its indices.
    mutating func compile(
        _ name: String, over indices: [Node.Index], _ body: Node, _ node: Node, into register: Int
    ) throws(ExpressionError) {
        guard case .many(let fold)? = Function.named(name)?.rule else { throw .unknownFunction(name, at: node.range) }
        let start = instructions.count
        var slots: [(name: String, index: Int)]? = fold.isSum && indices.count == 1 ? [] : nil
        var members = 0
        append(.constant(fold.start, at: register))
        try writeOut(indices[...], register) { (compiler: inout Compiler) throws(ExpressionError) in
            members += 1
            if slots != nil {
                if let slot = try compiler.slot(of: body, register) { slots?.append(slot) } else { slots = nil }
            }
            try compiler.compile(body, into: register + 1)
            compiler.append(.accumulate(fold.join, at: register))
        }
        guard members > 0 || fold.allowsNone else {
            throw .emptyRange(of: name, at: node.range)
        }
        if let slots, let row = row(of: slots) {
            cut(to: start)
            append(.addSlots(row, at: register))
        }
        finish(fold, members: members, at: register)
    }

    /// Runs a step for each combination of the values of some indices.
    private mutating func writeOut(
        _ left: ArraySlice<Node.Index>, _ register: Int,
        _ step: (inout Compiler) throws(ExpressionError) -> Void
    ) throws(ExpressionError) {
        guard let index = left.first else { return try step(&self) }
        try checkIsNew(index.name, "index", at: index.range)
        let first = try bound(index.first, of: index, register)
        let last = try bound(index.last, of: index, register)
        var width = 1
        if let step = index.step {
            width = try bound(step, of: index, register)
            guard width > 0 else { throw .wrongStep(at: step.range) }
        }
        // Each value writes out at least itself and one part.
        guard (last - first) / width < Self.maximumParts / 2 else {
            throw .tooManyParts(limit: Self.maximumParts, at: index.range)
        }
        var value = first
        while index.isLastIncluded ? value <= last : value < last {
            indices[index.name] = value
            try countPart(at: index.range)
            try writeOut(left.dropFirst(), register, step)
            value += width
        }
        indices[index.name] = nil
    }

    /// Returns a bound of an index: an integer that is known before the search.
    private mutating func bound(
        _ node: Node, of index: Node.Index, _ register: Int
    ) throws(ExpressionError) -> Int {
        let start = instructions.count
        try compile(node, into: register + 1)
        guard let value = takeConstant(since: start), let bound = Int(exactly: value), abs(value) <= 1e15 else {
            throw .unknownRange(of: index.name, at: node.range)
        }
        return bound
    }

    /// Returns the slot of a part that is nothing but a gene; nil for other parts.
    private mutating func slot(of body: Node, _ register: Int) throws(ExpressionError) -> (name: String, index: Int)? {
        guard case .element(let base, let index) = body.kind, case .name(let prefix) = base.kind, isFamily(prefix)
        else {
            return nil
        }
        let name = try gene(prefix, index, body, register + 1)
        guard case .number(let place)? = names[name] else { return nil }
        return (name, place)
    }
}

extension Node {
    /// The names of single genes, indices and parts in it, with their positions.
    fileprivate var names: [(name: String, range: Range<Int>)] {
        if case .name(let name) = kind { return [(name, range)] }
        return parts.flatMap(\.names)
    }

    /// All names in the part, those of families in `x[i]`, indices and named parts included.
    fileprivate var words: Set<String> {
        switch kind {
        case .name(let name): [name]
        case .over(_, let indices, let body):
            indices.reduce(body.words) { words, index in
                words.union(index.first.words).union(index.last.words).union(index.step?.words ?? [])
            }
        default: parts.reduce(into: []) { $0.formUnion($1.words) }
        }
    }
}
