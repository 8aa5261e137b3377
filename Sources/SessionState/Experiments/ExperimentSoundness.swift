import CommandLanguage
import Evolution
import Objectives

extension Experiment {
    /// True if a command can have made this experiment: its runs belong to its seeds, and its searches to its ways.
    var isSound: Bool {
        1...ExperimentCommand.maximumSeeds ~= seeds.count && Set(seeds).count == seeds.count
            && 1...1_000_000_000 ~= generations && goal?.isFinite ?? true
            && 1...WayCommand.maximumWays ~= ways.count && Set(ways.map(\.name)).count == ways.count
            && ways.allSatisfy(isSound)
    }

    private func isSound(_ way: ExperimentWay) -> Bool {
        let known = Set(seeds)
        let done = way.runs.map(\.seed)
        let paused = way.paused.map(\.seed)
        guard Set(done + paused).count == done.count + paused.count, known.isSuperset(of: done + paused),
            way.runs.allSatisfy(\.isSound), (0...100).contains(way.setup.network.layers),
            NetworkShape.blockCounts.contains(way.setup.network.blocks)
        else { return false }
        guard let genus = try? Genus(way.setup.genes.genes) else { return way.setup.genes.genes.isEmpty }
        return way.paused.allSatisfy { $0.evolution.genus == genus && !isFinished($0.evolution) }
    }
}
