import Foundation
import Randomness
import StoppingRules
import Testing

/// A finished measurement with the given fitness at the rungs 1, 3, 9 and 27, as far as it went.
private func record(_ birth: Int, _ fitness: Double..., stoppedBy rival: Int? = nil) -> RungRecord {
    let points = zip([1, 3, 9, 27], fitness).map { RungRecord.Point(budget: $0, fitness: $1) }
    let reason = rival.map { StoppingReason(rule: .halving, rival: $0, bar: 1) }
    return RungRecord(
        birth: birth, points: points, highest: 27, fitness: fitness.last,
        end: reason.map { .stopped($0) } ?? .complete)
}

private func points(_ fitness: Double...) -> [RungRecord.Point] {
    zip([1, 3, 9, 27], fitness).map { RungRecord.Point(budget: $0, fitness: $1) }
}

private func rungs() throws -> Rungs { try #require(Rungs(lowest: 1, highest: 27)) }

/// Saturating learning curves of different heights and speeds, each stopped by the rule.
private func simulated(_ stopping: Stopping, births: Int, seed: UInt64) throws -> [RungRecord] {
    let rungs = try rungs()
    let rule = stopping.rule(for: rungs)
    var generator = Generator(seed: seed)
    var records: [RungRecord] = []
    for birth in 0..<births {
        let (height, speed) = (0.5 + 0.5 * generator.uniform(), 0.2 + generator.uniform())
        var points: [RungRecord.Point] = []
        var end = RungRecord.End.complete
        for budget in rungs.budgets {
            points.append(.init(budget: budget, fitness: height * (1 - exp(-speed * Double(budget)))))
            guard budget < rungs.highest else { break }
            if let reason = rule?.reasonToStop(points, after: Array(records.dropLast(3))) {
                end = .stopped(reason)
                break
            }
        }
        records.append(
            RungRecord(
                birth: birth, points: points, highest: rungs.highest, fitness: points.last?.fitness, end: end))
    }
    return records
}

@Suite struct RungTests {
    @Test(arguments: [
        (1, 27, 3, [1, 3, 9, 27]), (1, 10, 3, [1, 3, 10]), (1, 2, 3, [1, 2]), (2, 100, 4, [2, 8, 100]),
        (1, 81, 3, [1, 3, 9, 27, 81]), (5, 6, 2, [5, 6]), (1, 16, 2, [1, 2, 4, 8, 16]),
    ])
    func `rungs multiply from the lowest budget up to the highest`(
        _ lowest: Int, _ highest: Int, _ factor: Int, _ budgets: [Int]
    ) throws {
        let rungs = try #require(Rungs(lowest: lowest, highest: highest, factor: factor))
        #expect(rungs.budgets == budgets)
        #expect(rungs.spans.map(\.through) == budgets)
        #expect(rungs.spans.map(\.after) == [0] + budgets.dropLast())
    }

    @Test func `rungs that are none are refused, decoded ones too`() throws {
        #expect(Rungs(lowest: 0, highest: 5) == nil)
        #expect(Rungs(lowest: 5, highest: 5) == nil)
        #expect(Rungs(lowest: 1, highest: 5, factor: 1) == nil)
        #expect(Rungs(lowest: Int.max - 1, highest: .max)?.budgets == [Int.max - 1, Int.max])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Rungs.self, from: Data(#"{"lowest":3,"highest":2,"factor":3}"#.utf8))
        }
    }

    @Test func `a measurement that ended by itself keeps its fitness for higher budgets, a stopped one does not`() {
        #expect(record(0, 0.5, 0.6).fitness(at: 27) == 0.6)
        #expect(record(4, 0.5, 0.6, stoppedBy: 1).fitness(at: 27) == nil)
        #expect(record(4, 0.5, 0.6, stoppedBy: 1).fitness(at: 3) == 0.6)
    }

    @Test func `a stopped measurement counts less than those that beat it and went further`() {
        // Birth 1 was better at 3 epochs, and fell to 0.4 at 27.
        let earlier = [
            record(0, 0.5, 0.5, stoppedBy: 1), record(1, 0.6, 0.7, 0.5, 0.4), record(2, 0.9, 0.9, 0.95, 0.97),
        ]
        let fitness = RungRecord.fitness(ofStopped: points(0.5, 0.6), after: earlier)
        #expect(fitness == 0.4.nextDown)
        // Nobody beat this one.
        #expect(RungRecord.fitness(ofStopped: points(0.95), after: earlier) == 0.95)
    }

    @Test func `records that cannot be are unsound`() {
        #expect(record(3, 0.1, 0.2).isSound)
        #expect(record(3, 0.1, stoppedBy: 2).isSound)
        #expect(!record(3, 0.1, stoppedBy: 3).isSound)
        #expect(!record(3, 0.1, .nan).isSound)
        #expect(!RungRecord(birth: 1, points: points(0.1), highest: 0, fitness: 0.1).isSound)
    }
}

/// What holds for every rule.
@Suite struct StoppingRuleConformanceTests {
    @Test(arguments: Stopping.all) func `the first births go on`(_ stopping: Stopping) throws {
        #expect(try stopping.rule(for: rungs())?.reasonToStop(points(0.1), after: []) == nil)
    }

    @Test(arguments: Stopping.all, [1, 2, 3] as [UInt64])
    func `the best so far always goes on`(_ stopping: Stopping, _ seed: UInt64) throws {
        let earlier = try simulated(stopping, births: 40, seed: seed)
        #expect(try stopping.rule(for: rungs())?.reasonToStop(points(1.1), after: earlier) == nil)
        #expect(try stopping.rule(for: rungs())?.reasonToStop(points(1.1, 1.2), after: earlier) == nil)
    }

    @Test(arguments: [Stopping.halving, .median, .surrogate], [1, 2, 3] as [UInt64])
    func `the worst so far is stopped, and by an earlier birth that was better`(
        _ stopping: Stopping, _ seed: UInt64
    ) throws {
        let earlier = try simulated(stopping, births: 40, seed: seed)
        let reason = try #require(try stopping.rule(for: rungs())?.reasonToStop(points(0.01, 0.011), after: earlier))
        #expect(reason.rule == stopping)
        #expect((0..<40).contains(reason.rival))
        #expect(reason.bar > 0.011)
    }

    @Test(arguments: Stopping.all, [4, 5] as [UInt64])
    func `a rule saves budget, keeps the best, and gives the same again`(
        _ stopping: Stopping, _ seed: UInt64
    ) throws {
        let records = try simulated(stopping, births: 120, seed: seed)
        #expect(try simulated(stopping, births: 120, seed: seed) == records)
        #expect(records.allSatisfy { $0.isSound })
        let used = records.reduce(0) { $0 + $1.reached }
        let whole = 120 * 27
        let best = records.compactMap { $0.fitness(at: 27) }.max() ?? 0
        let bestOfAll = try simulated(.none, births: 120, seed: seed).compactMap { $0.fitness(at: 27) }.max() ?? 0
        if stopping == .none {
            #expect(used == whole)
        } else {
            #expect(used < whole * 2 / 3)
            #expect(best >= bestOfAll - 0.05)
        }
    }

    @Test(arguments: Stopping.all) func `equals of the rival go on`(_ stopping: Stopping) throws {
        let earlier = (0..<12).map { record($0, 0.5, 0.5, 0.5, 0.5) }
        #expect(try stopping.rule(for: rungs())?.reasonToStop(points(0.5), after: earlier) == nil)
    }
}

@Suite struct StoppingRuleTests {
    @Test func `halving keeps the best third at each rung`() throws {
        // At the rung of one epoch: 0.9, 0.8, … With itself there are nine, of which three go on.
        let earlier = (0..<8).map { record($0, 0.9 - 0.1 * Double($0), stoppedBy: 0) }
        let rule = try #require(try Stopping.halving.rule(for: rungs()))
        #expect(rule.reasonToStop(points(0.75), after: earlier) == nil)
        #expect(rule.reasonToStop(points(0.65), after: earlier)?.rival == 2)
        // Only births that reached a rung compete there.
        #expect(rule.reasonToStop(points(0.65, 0.1), after: earlier) == nil)
    }

    @Test func `the median rule needs five rivals, and stops below their median`() throws {
        let rule = try #require(try Stopping.median.rule(for: rungs()))
        let four = (0..<4).map { record($0, 0.5 + 0.1 * Double($0)) }
        #expect(rule.reasonToStop(points(0.1), after: four) == nil)
        let five = four + [record(4, 0.9)]
        #expect(rule.reasonToStop(points(0.69), after: five) == StoppingReason(rule: .median, rival: 2, bar: 0.7))
        #expect(rule.reasonToStop(points(0.7), after: five) == nil)
    }

    @Test func `the surrogate lets a slow but rising curve go on, and stops a flat one with the same score`() throws {
        // Curves rise from 3 to 27 epochs by as much as they rose from 1 to 3.
        let earlier = (0..<10).map { birth -> RungRecord in
            let (start, rise) = (0.5 + 0.02 * Double(birth), 0.02 * Double(birth % 5))
            return record(birth, start, start + rise, start + 1.5 * rise, start + 2 * rise)
        }
        let rule = try #require(try Stopping.surrogate.rule(for: rungs()))
        #expect(rule.reasonToStop(points(0.62, 0.75), after: earlier) == nil)
        #expect(rule.reasonToStop(points(0.75, 0.75), after: earlier)?.rule == .surrogate)
    }
}
