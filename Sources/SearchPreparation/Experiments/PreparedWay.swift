import Evolution
package import Messages
package import SearchRunner
package import Session
package import SessionState
import Settings

/// A way of an experiment, ready to run.
package struct PreparedWay: Sendable {
    /// The session with the way's settings and without a population.
    let state: SessionState
    /// The objective, the genes and the data.
    package let search: SearchSetup
    /// The settings of the search.
    let settings: SearchSettings
    /// The genomes near which each run starts.
    let like: [PartialGenome]

    /// Returns the search of a run: the stopped one, or a new one.
    ///
    /// - Throws: `.failed` if the settings do not fit the genes.
    func begin(_ seed: UInt64, paused: PausedRun?) throws(SessionError) -> Evolution {
        if let paused { return paused.evolution }
        do throws(EvolutionError) {
            return try Evolution(genus: search.genus, settings: settings, seed: seed, like: like)
        } catch {
            throw .failed(error.description)
        }
    }
}

extension Session {
    /// Prepares and checks all ways of an experiment, before the first run.
    ///
    /// - Throws: `.unusable` with the name of a way that does not fit the objective or the data.
    package func preparedWays(of experiment: Experiment) throws(SessionError) -> [PreparedWay] {
        guard experiment.objective.objectives.count == 1 else { throw .experimentOfSeveralObjectives }
        let base = state
        defer { state = base }
        var ways: [PreparedWay] = []
        for way in experiment.ways {
            state = base.with(way.setup)
            do throws(SessionError) {
                let search = try currentSearch()
                if case .told = search.kind { throw .valuesAreTold(search.choice.description) }
                let prepared = PreparedWay(
                    state: state, search: search, settings: searchSettings,
                    like: try warmStart(state.population.like ?? [], search.genus))
                // A search that cannot begin is an error now, not after hours.
                if let seed = experiment.seeds.first { _ = try prepared.begin(seed, paused: nil) }
                ways.append(prepared)
            } catch {
                // Errors about missing data or a missing objective concern all ways.
                if case .missing = error { throw error }
                throw .unusableWay(way.name, error)
            }
        }
        return ways
    }

    private func warmStart(
        _ genomes: [[String: GeneValue]], _ genus: Genus
    ) throws(SessionError) -> [PartialGenome] {
        do { return try genomes.map(genus.partialGenome) } catch { throw .failed("\(error)") }
    }
}
