package import Evolution
import Objectives
package import Reports
import SearchRunner

extension FrontReport {
    /// Creates the report of a front; nil if it is empty.
    package init?(_ front: SearchFront) {
        guard let knee = front.evolution.front.knee else { return nil }
        self.init(
            size: front.points.count, hypervolume: front.hypervolume, birth: knee.id,
            knee: Self.values(knee.values, front.objectives))
    }

    /// Creates the report of a front with a genome of an unfinished generation, which is its knee.
    package init?(_ front: SearchFront, with organism: Organism) {
        guard let vector = organism.outcome?.vector else { return nil }
        var whole = front.evolution.front
        whole.insert(organism.id, vector)
        self.init(
            size: whole.points.count,
            hypervolume: HypervolumeScale(front.evolution).map { $0.hypervolume(of: whole.points.map(\.values)) },
            birth: organism.id, knee: Self.values(vector.values, front.objectives))
    }

    /// Returns the values of objectives as people see them.
    ///
    /// - Parameter values: A value for each objective; higher is better.
    static func values(_ values: [Double], _ objectives: [NamedObjective]) -> [ObjectiveValue] {
        zip(objectives, objectives.oriented(values)).map {
            ObjectiveValue(name: $0.name, direction: $0.direction.rawValue, value: $1)
        }
    }
}
