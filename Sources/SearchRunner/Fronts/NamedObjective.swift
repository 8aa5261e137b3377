package import Objectives
import Reports

/// An objective as people see it.
package struct NamedObjective: Hashable, Sendable {
    /// The objective as it was written: `accuracy`.
    package let name: String
    /// The objective as a label: `validation accuracy`.
    package let title: String
    package let direction: Direction

    package init(name: String, title: String, direction: Direction) {
        self.name = name
        self.title = title
        self.direction = direction
    }

    package var isMinimized: Bool { direction == .minimize }

    /// The objective with its direction: `maximize accuracy`.
    package var description: String { "\(direction.rawValue) \(name)" }
}

extension [NamedObjective] {
    /// The objectives in a sentence: `maximize accuracy, minimize parameters`.
    package var description: String { map(\.description).joined(separator: ", ") }

    /// Returns values in the units of the objectives, from values of which higher ones are better, or the reverse.
    package func oriented(_ values: [Double]) -> [Double] { zip(self, values).map { $0.direction.oriented($1) } }

    /// Returns the values with their names: `accuracy 0.95, parameters 1200`.
    ///
    /// - Parameter values: a value for each objective; higher is better.
    package func words(for values: [Double]) -> String {
        zip(self, oriented(values)).map { "\($0.name) \(Numbers.score($1))" }.joined(separator: ", ")
    }
}
