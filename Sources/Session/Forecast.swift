import Evolution
import Foundation
import Networks
import Objectives
import Synchronization

/// How long the generations to come will take: the evolution is run on in thought from where it is, with what is
/// expected of each birth in place of what will be measured, and with what each network will cost.
///
/// A search moves: towards larger networks where these are better, towards smaller ones where all are alike. The pace so
/// far is then wrong by several times; a search in thought moves the same way.
struct Forecast: Sendable {
    /// What a finished training says about those to come.
    struct Observation: Sendable {
        /// The cost that its objective told of it.
        let cost: Double
        /// How long it took.
        let seconds: Double
        /// The epochs that it had.
        let epochs: Int
    }

    /// The seconds that each of the next generations will take, the first one first.
    let generations: [Double]

    /// Generations and births that are run in thought at the most; later ones are taken to be like the last.
    private static let (mostGenerations, mostBirths) = (60, 600)

    /// Runs the evolution on. Some milliseconds a birth where litters are large.
    ///
    /// - Parameters:
    ///   - observations: finished trainings, at least one.
    ///   - pace: the seconds of training that a second of the clock holds: all workers together.
    ///   - isOver: looked at often; the forecast then ends early.
    init?(
        of evolution: Evolution, through last: Int, objective: NetworkObjective, observations: [Observation],
        pace: Double,
        isOver: () -> Bool
    ) {
        guard let price = Price(observations), pace > 0 else { return nil }
        var evolution = evolution
        var levels = Self.levels(evolution)
        var seconds: [Double] = []
        var births = 0
        while evolution.generation < last, seconds.count < Self.mostGenerations, births < Self.mostBirths {
            let target = evolution.generation + 1
            var total = 0.0
            while evolution.generation < target {
                let asked = evolution.ask(.max, through: target)
                guard !asked.isEmpty, !isOver() else { return nil }
                for birth in asked {
                    total += price.seconds(of: objective.cost(of: birth.genome)) * Double(objective.parts)
                    evolution.tell(birth.id, Self.expectation(of: birth, evolution, objective, &levels))
                }
                births += asked.count
            }
            seconds.append(total / pace)
        }
        guard let latest = seconds.last else { return nil }
        generations = seconds + Array(repeating: latest, count: max(0, last - evolution.generation))
    }

    /// The fitnesses that were measured, ascending, once each.
    private static func levels(_ evolution: Evolution) -> [Double] {
        Set((0..<evolution.evaluations).compactMap { evolution.history.outcome($0)?.fitness }).sorted()
    }

    /// What its model or its parents promise, as one of the fitnesses that were measured: so equals stay equals, and the
    /// smaller network wins.
    private static func expectation(
        of birth: Birth, _ evolution: Evolution, _ objective: NetworkObjective, _ levels: inout [Double]
    ) -> Outcome {
        let record = evolution.history.birth(birth.id)
        let parents = [record.mother, record.father].compactMap { $0 }.compactMap {
            evolution.history.outcome($0)?.fitness
        }
        let promised =
            record.expectation?.fitness
            ?? (parents.isEmpty ? levels[safe: levels.count / 2] : parents.reduce(0, +) / Double(parents.count))
        guard let promised, let nearest = levels.min(by: { abs($0 - promised) < abs($1 - promised) }) else {
            return .failure("nothing is known")
        }
        let size = (try? objective.blueprint(of: birth.genome)).map { Double($0.architecture.parameterCount) } ?? 0
        return .fitness(nearest, size: size)
    }

    /// Seconds by cost: so many an epoch whatever the network, and so many more by its cost. Fitted by least squares of
    /// the relative errors.
    private struct Price {
        private var base = 0.0
        private var rate = 0.0
        private let epochs: Double

        init?(_ observations: [Observation]) {
            let trained = observations.filter { $0.epochs > 0 && $0.seconds > 0 }
            guard !trained.isEmpty else { return nil }
            epochs = Double(trained.reduce(0) { $0 + $1.epochs }) / Double(trained.count)
            var (ww, wx, wxx, wy, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for observation in trained {
                let (x, y) = (observation.cost, observation.seconds / Double(observation.epochs))
                let weight = 1 / (y * y)
                ww += weight
                wx += weight * x
                wxx += weight * x * x
                wy += weight * y
                wxy += weight * x * y
            }
            let determinant = ww * wxx - wx * wx
            if determinant > 1e-12 * ww * wxx {
                base = (wy * wxx - wx * wxy) / determinant
                rate = (ww * wxy - wx * wy) / determinant
            }
            if base <= 0 || determinant <= 0 { (base, rate) = (0, wxx > 0 ? wxy / wxx : 0) }
            if rate <= 0 { (base, rate) = (wy / ww, 0) }
        }

        func seconds(of cost: Double) -> Double { (base + rate * cost) * epochs }
    }
}

/// The forecasts of a run, each made on a thread of its own while the run goes on.
final class Forecasts: Sendable {
    private struct State {
        var latest: (forecast: Forecast, finished: Int, elapsed: Double)?
        var isOver = false
        var isBusy = false
    }

    private let state = Mutex(State())

    /// Begins a forecast from a generation that has just been finished.
    func begin(
        from evolution: Evolution, through last: Int, objective: NetworkObjective,
        observations: [Forecast.Observation], pace: Double, finished: Int, elapsed: Double
    ) {
        let begins = state.withLock { state in
            guard !state.isBusy, !state.isOver else { return false }
            state.isBusy = true
            return true
        }
        guard begins else { return }
        DispatchQueue.global(qos: .utility).async { [self] in
            let forecast = Forecast(
                of: evolution, through: last, objective: objective, observations: observations, pace: pace
            ) {
                self.state.withLock { $0.isOver }
            }
            state.withLock { state in
                state.isBusy = false
                if let forecast { state.latest = (forecast, finished, elapsed) }
            }
        }
    }

    /// The run is over: a forecast that is being made ends.
    func end() { state.withLock { $0.isOver = true } }

    /// Seconds until the last generation is finished; nil where nothing was forecast.
    ///
    /// - Parameters:
    ///   - finished: generations that are finished.
    ///   - share: the share of the next one that is done.
    ///   - elapsed: seconds since the run began.
    func remaining(finished: Int, share: Double, elapsed: Double) -> Double? {
        guard let (forecast, from, since) = state.withLock({ $0.latest }) else { return nil }
        let generations = forecast.generations
        let current = finished - from
        guard generations.indices.contains(current) else { return nil }
        let done = generations[..<current].reduce(0, +) + generations[current] * share
        let left = generations[current] * (1 - share) + generations[(current + 1)...].reduce(0, +)
        // What has passed since tells how wrong it is, the more the longer it is ago.
        let prior = generations[0]
        return left * (elapsed - since + prior) / (done + prior)
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
