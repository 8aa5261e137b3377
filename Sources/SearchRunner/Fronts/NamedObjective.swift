import Objectives

/// An objective as people see it.
struct NamedObjective: Hashable, Sendable {
    /// The objective as it was written: `accuracy`.
    let name: String
    /// The objective as a label: `validation accuracy`.
    let title: String
    let direction: Direction

    var isMinimized: Bool { direction == .minimize }

    /// The objective with its direction: `maximize accuracy`.
    var description: String { "\(direction.rawValue) \(name)" }
}

extension [NamedObjective] {
    /// The objectives in a sentence: `maximize accuracy, minimize parameters`.
    var description: String { map(\.description).joined(separator: ", ") }

    /// Returns values in the units of the objectives, from values of which higher ones are better, or the reverse.
    func oriented(_ values: [Double]) -> [Double] { zip(self, values).map { $0.direction.oriented($1) } }

    /// Returns the values with their names: `accuracy 0.95, parameters 1200`.
    ///
    /// - Parameter values: a value for each objective; higher is better.
    func words(for values: [Double]) -> String {
        zip(self, oriented(values)).map { "\($0.name) \(Numbers.score($1))" }.joined(separator: ", ")
    }
}

extension ObjectiveChoice {
    /// The objectives as people see them, in the order in which they were written.
    var named: [NamedObjective] {
        objectives.map { objective in
            NamedObjective(
                name: "\(objective.expression)", title: Self.title(of: objective.expression, isProgram: program != nil),
                direction: objective.direction)
        }
    }
}
