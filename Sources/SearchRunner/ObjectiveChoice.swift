package import Datasets
package import Evolution
package import Expressions
package import Objectives
package import Programs

/// The user's choice of an objective, or of several.
package struct ObjectiveChoice: Codable, Hashable, Sendable {
    /// The direction of the first objective.
    package let direction: Direction
    /// The first objective.
    package let expression: ParsedExpression
    /// The second objective and the following ones; nil for one objective.
    package let further: [DirectedExpression]?
    /// The program whose output is the objective; nil for none.
    package let program: ProgramSettings?

    private enum CodingKeys: String, CodingKey { case direction, expression, program, further }

    package init(direction: Direction, expression: ParsedExpression, further: [DirectedExpression] = []) {
        self.direction = direction
        self.expression = expression
        self.further = further.isEmpty ? nil : further
        program = nil
    }

    package init(direction: Direction, program: ProgramSettings) {
        self.direction = direction
        self.program = program
        let names = program.scores.map(ParsedExpression.init(name:))
        expression = names[0]
        let others = zip(program.further ?? [], names.dropFirst()).map { DirectedExpression($0.direction, $1) }
        further = others.isEmpty ? nil : others
    }

    /// All objectives in the order in which they were given; one or more.
    package var objectives: [DirectedExpression] { [DirectedExpression(direction, expression)] + (further ?? []) }

    /// The names of all objectives: `accuracy`, `parameters`.
    package var titles: [String] { objectives.map { "\($0.expression)" } }

    /// The parts of an outcome of the search.
    package var criteria: Criteria { Criteria(objectives: objectives.count) }

    /// The objectives as they are typed.
    package var description: String {
        if let program { return "\(direction.rawValue) \(program.wholeDescription)" }
        return objectives.map(\.description).joined(separator: " and ")
    }
}

extension ObjectiveChoice {
    /// The default objective for classes.
    package static let accuracy = ObjectiveChoice(direction: .maximize, expression: ParsedExpression(name: "accuracy"))

    /// The default objective for numeric targets.
    package static let r2 = ObjectiveChoice(direction: .maximize, expression: ParsedExpression(name: "r2"))

    /// All default objectives.
    package static let usuals = [accuracy, r2]

    /// Returns the default objective for some targets.
    package static func usual(for targets: Targets) -> ObjectiveChoice {
        if case .values = targets { r2 } else { accuracy }
    }

    /// True if the expressions read only genes: no score and no property of a network.
    ///
    /// - Parameter genes: The genes, which come before scores with the same name.
    package func isOverGenesAlone(_ genes: @autoclosure () -> [Gene]) -> Bool {
        guard program == nil else { return false }
        let read = objectives.reduce(into: Set<String>()) { $0.formUnion(Self.scores(in: $1.expression)) }
        guard !read.isEmpty, read.isDisjoint(with: NetworkObjective.reservedNames) else { return read.isEmpty }
        return read.isSubset(of: Genus.columns(of: genes()).map(\.name))
    }

    /// Returns the names of scores and facts in an expression.
    private static func scores(in expression: ParsedExpression) -> Set<String> {
        let names = expression.names
        return names.intersection(NetworkObjective.scoreNames(among: names))
    }

    /// The title: `validation accuracy`, `parameters`, `x / y`, `output`.
    package var title: String { Self.title(of: expression, isProgram: program != nil) }

    /// Returns the title of an objective.
    package static func title(of expression: ParsedExpression, isProgram: Bool) -> String {
        let hasScore = !scores(in: expression).isSubset(of: NetworkObjective.factNames)
        return !isProgram && hasScore ? "validation \(expression)" : "\(expression)"
    }
}

extension ObjectiveChoice {
    /// The name of the value that another program tells.
    package static let told = "told"

    /// True if another program tells the values.
    package var isTold: Bool { program == nil && further == nil && "\(expression)" == Self.told }
}

extension ObjectiveChoice {
    /// The objectives as people see them, in the order in which they were written.
    package var named: [NamedObjective] {
        objectives.map { objective in
            NamedObjective(
                name: "\(objective.expression)", title: Self.title(of: objective.expression, isProgram: program != nil),
                direction: objective.direction)
        }
    }
}
