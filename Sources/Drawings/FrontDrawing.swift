import Evolution
package import Plots
import Reports
import SearchRunner
package import SessionState

extension SearchFront {
    /// Draws the front, with earlier fronts behind it.
    package func drawing() -> (Figure, String) {
        let fronts = evolution.history.fronts
        let earlier = Self.earlierGenerations(of: fronts.count).filter { !fronts[$0 - 1].points.isEmpty }
        let figure = FrontPlot.figure(
            .init("front of generation \(fronts.count)", fronts: [values(of: evolution.front)]),
            earlier: earlier.isEmpty
                ? nil : .init(Self.name(of: earlier), fronts: earlier.map { values(of: fronts[$0 - 1]) }),
            knee: evolution.front.knee.map { (objectives.oriented($0.values), "birth \($0.id)") },
            objectives: objectives.map { .init($0.title, isMinimized: $0.isMinimized) }, note: undrawn)
        return (figure, "the front of \(Numbers.counted(points.count, "genome"))")
    }

    /// A note about genomes of the front that the plot leaves out; nil if there are none.
    private var undrawn: String? {
        let count = points.count { $0.values.contains { !$0.isDrawable } }
        return count == 0 ? nil : "\(Numbers.counted(count, "genome")) beyond ±1e300 left out"
    }

    /// Draws the hypervolume of the front by generation.
    package func hypervolumeDrawing() -> (Figure, String) {
        let volumes = hypervolumes(of: evolution.history.fronts)
        return (
            HypervolumePlot.figure(volumes, verticalLabel: hypervolumeTitle),
            "the hypervolume of \(Numbers.counted(volumes.count, "generation"))"
        )
    }

    private func values(of front: Front) -> [[Double]] { front.points.map { objectives.oriented($0.values) } }

    /// Returns up to three earlier generations: the first, and those after a quarter and a half of the search.
    private static func earlierGenerations(of count: Int) -> [Int] {
        Set([1, count / 4, count / 2]).filter { $0 >= 1 && $0 < count }.sorted()
    }

    private static func name(of generations: [Int]) -> String {
        let last = generations.last.map { "\($0)" } ?? ""
        guard generations.count > 1 else { return "front of generation \(last)" }
        return "fronts of generations \(generations.dropLast().map { "\($0)" }.joined(separator: ", ")) and \(last)"
    }
}
