import Datasets
import Foundation
import Randomness
import Testing

@Suite struct SplitColumnsTests {
    /// Splits of scikit-learn, written by Fixtures/splits.py.
    private struct Reference: Decodable {
        struct Rolling: Decodable {
            let count: Int
            let folds: [[Int]]
        }

        struct Groups: Decodable {
            let sizes: [Int]
            let folds: [Int]
        }

        let rolling: [Rolling]
        let groups: [Groups]

        static func read() throws -> Reference {
            let url = try #require(
                Bundle.module.url(forResource: "splits", withExtension: "json", subdirectory: "Fixtures"))
            return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: url))
        }
    }

    // MARK: - Groups

    @Test(arguments: 0..<40) func `no group is in two sets, and sets are within one group of the wanted size`(
        _ seed: Int
    ) throws {
        var draws = Generator(seed: UInt64(seed), stream: 1)
        let sizes = (0..<(8 + draws.below(60))).map { _ in 1 + draws.below(12) }
        let ids = Self.ids(sizes, &draws)
        let dataset = try Self.dataset(groups: ids)
        let plan = try SplitPlan(
            validation: .fraction(SplitFraction(0.2)), test: .fraction(SplitFraction(0.1)), seed: UInt64(seed))
        let split = try Split(dataset, plan: plan)
        let sets = [split.training, split.validation, split.test]
        #expect(sets.flatMap { $0 }.sorted() == (0..<Int32(ids.count)).map { $0 })
        let groups = sets.map { rows in Set(rows.map { ids[Int($0)] }) }
        #expect(groups.reduce(0) { $0 + $1.count } == Set(ids).count)
        let largest = sizes.max() ?? 0
        for (rows, share) in zip(sets.dropFirst(), [0.2, 0.1]) {
            #expect(abs(Double(rows.count) - share * Double(ids.count)) <= Double(largest))
        }
        #expect(try Split(dataset, plan: plan) == split)
    }

    @Test(arguments: 0..<20) func `no group is in two folds, and folds differ by one group at most`(_ seed: Int) throws
    {
        var draws = Generator(seed: UInt64(seed), stream: 2)
        let sizes = (0..<(12 + draws.below(40))).map { _ in 1 + draws.below(20) }
        let ids = Self.ids(sizes, &draws)
        // Two classes, so that the choice of a fold also looks at shares.
        let dataset = try Self.dataset(groups: ids, classes: ids.map { $0 % 3 == 0 ? 1 : 0 })
        let plan = try SplitPlan(seed: UInt64(seed))
        let folds = try Folds(dataset, plan: plan, count: 5).splits
        let test = try Split(dataset, plan: plan).test
        var seen: Set<Int32> = []
        for fold in folds {
            #expect(fold.test == test)
            #expect((fold.training + fold.validation + test).sorted() == (0..<Int32(ids.count)).map { $0 })
            let (trained, validated) = (Self.groups(fold.training, ids), Self.groups(fold.validation, ids))
            #expect(trained.isDisjoint(with: validated) && Self.groups(test, ids).isDisjoint(with: validated))
            #expect(seen.isDisjoint(with: fold.validation) && !fold.validation.isEmpty)
            seen.formUnion(fold.validation)
        }
        let counts = folds.map(\.validation.count)
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= sizes.max() ?? 0)
    }

    @Test func `without classes, folds have the sizes of scikit-learn's GroupKFold`() throws {
        for reference in try Reference.read().groups {
            let ids = reference.sizes.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element) }
            // One more group is the test set: the only one with a single row.
            let dataset = try Self.dataset(groups: ids + [Int32(reference.sizes.count)])
            let plan = try SplitPlan(test: .fraction(SplitFraction(1 / Double(ids.count + 1))))
            let folds = try Folds(dataset, plan: plan, count: reference.folds.count).splits
            #expect(folds[0].test == [Int32(ids.count)])
            #expect(folds.map(\.validation.count).sorted() == reference.folds)
        }
    }

    @Test func `the classes of whole groups are shared out to all sets and folds`() throws {
        // 60 patients with 10 rows each, a third of them ill: all rows of a patient have one class.
        let ids = (0..<600).map { Int32($0 / 10) }
        let dataset = try Self.dataset(groups: ids, classes: ids.map { $0 % 3 == 0 ? 1 : 0 })
        for seed in 0..<20 {
            let plan = try SplitPlan(seed: UInt64(seed))
            let split = try Split(dataset, plan: plan)
            let folds = try Folds(dataset, plan: plan, count: 5).splits
            for rows in [split.training, split.validation, split.test] + folds.map(\.validation) {
                let ill = rows.count { ids[Int($0)] % 3 == 0 }
                #expect(abs(Double(ill) / Double(rows.count) - 1 / 3.0) < 0.08)
            }
        }
    }

    @Test func `too few groups are an error that says what to do`() throws {
        let two = try Self.dataset(groups: (0..<100).map { Int32($0 % 2) })
        #expect(throws: DatasetError.tooFewGroups(column: "patient", needed: 3, found: 2)) {
            try Split(two, plan: SplitPlan())
        }
        let few = try Self.dataset(groups: (0..<100).map { Int32($0 % 5) })
        #expect(throws: DatasetError.tooFewGroupsForFolds(column: "patient", folds: 5, found: 4)) {
            try Folds(few, plan: SplitPlan(), count: 5)
        }
        #expect(
            DatasetError.tooFewGroupsForFolds(column: "patient", folds: 5, found: 4).description
                == "\"patient\" has 4 groups outside the test set, fewer than the 5 folds; write `folds 4`, or "
                + "`validation 15%` for a single validation set")
        #expect(try Folds(few, plan: SplitPlan(), count: 4).splits.map(\.validation.count) == [20, 20, 20, 20])
    }

    @Test func `a limit keeps whole groups`() throws {
        let ids = (0..<1000).map { Int32($0 % 50) }
        let split = try Split(try Self.dataset(groups: ids), plan: SplitPlan(limit: 300))
        let rows = split.training + split.validation + split.test
        #expect(rows.count == 300)
        #expect(Self.groups(rows, ids).count == 15)
    }

    @Test(arguments: 0..<10) func `with one row in each group, sets have exactly the wanted sizes`(_ seed: Int) throws {
        let dataset = try Self.dataset(groups: (0..<40).map { Int32($0) })
        let plan = try SplitPlan(
            validation: .fraction(SplitFraction(0.25)), test: .fraction(SplitFraction(0.1)), seed: UInt64(seed))
        let split = try Split(dataset, plan: plan)
        #expect([split.training, split.validation, split.test].map(\.count) == [26, 10, 4])
    }

    // MARK: - Times

    @Test(arguments: 0..<40) func `each training row is earlier than each validation row, and those than each test row`(
        _ seed: Int
    ) throws {
        var draws = Generator(seed: UInt64(seed), stream: 3)
        let count = 60 + draws.below(300)
        let times = (0..<count).map { _ in Double(draws.below(seed % 2 == 0 ? 40 : 10_000)) }
        let dataset = try Self.dataset(times: times)
        let split = try Split(dataset, plan: SplitPlan(seed: UInt64(seed)))
        #expect((split.training + split.validation + split.test).sorted() == (0..<Int32(count)).map { $0 })
        Self.expectOrder(split.training, split.validation, times)
        Self.expectOrder(split.validation, split.test, times)
        // Within one block of rows of the same time.
        let blocks = Dictionary(grouping: times) { $0 }.values.map(\.count)
        for rows in [split.validation, split.test] {
            #expect(abs(Double(rows.count) - 0.15 * Double(count)) <= Double(blocks.max() ?? 0) + 1)
        }
        let folds = try Folds(dataset, plan: SplitPlan(), count: 5).splits
        for (fold, next) in zip(folds, folds.dropFirst()) {
            #expect(Set(fold.training + fold.validation) == Set(next.training))
        }
        for fold in folds {
            Self.expectOrder(fold.training, fold.validation, times)
            Self.expectOrder(fold.validation, fold.test, times)
        }
    }

    @Test func `folds roll forward as those of scikit-learn's TimeSeriesSplit`() throws {
        for reference in try Reference.read().rolling {
            // The test set comes after these rows.
            let all = reference.count * 2
            let dataset = try Self.dataset(times: (0..<all).map { Double($0) })
            let plan = try SplitPlan(
                validation: .fraction(SplitFraction(0.1)), test: .fraction(SplitFraction(0.5)))
            let folds = try Folds(dataset, plan: plan, count: reference.folds.count).splits
            let found = folds.map { fold in
                [fold.training.count, Int(fold.validation.first ?? -1), Int(fold.validation.last ?? -1) + 1]
            }
            #expect(found == reference.folds)
        }
    }

    @Test func `rows of the same time are in the same set, also at a border`() throws {
        let times = (0..<100).map { Double($0 / 10) }
        let split = try Split(try Self.dataset(times: times), plan: SplitPlan())
        #expect([split.training, split.validation, split.test].map(\.count) == [60, 20, 20])
        let reversed = try Split(try Self.dataset(times: times.reversed()), plan: SplitPlan())
        #expect(reversed.test == (0..<20).map { Int32($0) })
    }

    @Test func `too few different times are an error`() throws {
        let two = try Self.dataset(times: (0..<100).map { Double($0 % 2) })
        #expect(throws: DatasetError.tooFewTimes(column: "day", needed: 3, found: 2)) {
            try Split(two, plan: SplitPlan())
        }
        let four = try Self.dataset(times: (0..<100).map { Double($0 % 4) })
        #expect(throws: DatasetError.tooFewTimesForFolds(column: "day", folds: 5, found: 3)) {
            try Folds(four, plan: SplitPlan(), count: 5)
        }
        #expect(try Folds(four, plan: SplitPlan(), count: 2).splits.map(\.training.count) == [25, 50])
    }

    @Test func `a limit with times keeps the latest rows`() throws {
        let split = try Split(try Self.dataset(times: (0..<100).map { Double($0) }), plan: SplitPlan(limit: 20))
        #expect((split.training + split.validation + split.test).sorted() == (80..<100).map { Int32($0) })
    }

    // MARK: - Strata

    @Test(arguments: 0..<10) func `sets and folds keep the shares of a column, and those of classes within it`(
        _ seed: Int
    ) throws {
        var draws = Generator(seed: UInt64(seed), stream: 4)
        let regions = (0..<600).map { _ in Int32([0, 0, 0, 1, 1, 2][draws.below(6)]) }
        let classes = regions.map { Int($0) == draws.below(3) ? 1 : 0 }
        let columns = SplitColumns(stratified: .init(name: "region", ids: regions, count: 3))
        let dataset = try Self.dataset(count: 600, classes: classes, columns)
        let plan = try SplitPlan(seed: UInt64(seed))
        let split = try Split(dataset, plan: plan)
        let folds = try Folds(dataset, plan: plan, count: 5).splits
        for rows in [split.training, split.validation, split.test] + folds.map(\.validation) {
            for region in 0..<3 {
                let all = regions.indices.filter { regions[$0] == Int32(region) }
                let mine = rows.filter { regions[Int($0)] == Int32(region) }
                let wanted = Double(all.count) * Double(rows.count) / 600
                #expect(abs(Double(mine.count) - wanted) <= 2)
                let ones = Double(all.count { classes[$0] == 1 }) / Double(all.count)
                #expect(abs(Double(mine.count { classes[Int($0)] == 1 }) - ones * Double(mine.count)) <= 3)
            }
        }
    }

    // MARK: - Keys

    @Test func `split columns are part of the checksum and of the bytes for other machines`() throws {
        let ids = (0..<90).map { Int32($0 / 3) }
        let plain = try Self.dataset(count: 90)
        let grouped = try Self.dataset(groups: ids)
        #expect(plain.digest != grouped.digest)
        #expect(plain.digest != (try Self.dataset(times: (0..<90).map { Double($0) })).digest)
        for dataset in [
            grouped, try Self.dataset(times: (0..<90).map { Double($0) }),
            try Self.dataset(count: 90, SplitColumns(stratified: .init(name: "a", ids: ids, count: 30))),
        ] {
            let copy = try Dataset(bytes: dataset.bytes())
            #expect(copy.digest == dataset.digest)
            #expect(try Split(copy, plan: SplitPlan()) == Split(dataset, plan: SplitPlan()))
        }
        let wrong = SplitColumns(groups: .init(name: "a", ids: [0, 5], names: ["x"]))
        #expect(throws: DatasetError.damaged) { try Self.dataset(count: 2, wrong) }
    }

    @Test func `groups and times cannot change an official test set`() throws {
        let columns = SplitColumns(times: .init(name: "day", values: (0..<30).map { Double($0) }, clock: .number))
        let dataset = try Dataset(
            name: "made", layout: .table(columns: ["a"]), features: .floats((0..<30).map { Float($0) }),
            targets: .values((0..<30).map { Float($0) }, names: ["y"]), officialTestCount: 5, splitting: columns)
        #expect(throws: DatasetError.officialTestBesideColumns(name: "made")) { try Split(dataset, plan: SplitPlan()) }
    }

    // MARK: - Data

    private static func expectOrder(_ earlier: [Int32], _ later: [Int32], _ times: [Double]) {
        let last = earlier.map { times[Int($0)] }.max() ?? .infinity
        #expect(later.allSatisfy { times[Int($0)] > last })
        #expect(!earlier.isEmpty && !later.isEmpty)
    }

    private static func groups(_ rows: [Int32], _ ids: [Int32]) -> Set<Int32> { Set(rows.map { ids[Int($0)] }) }

    private static func ids(_ sizes: [Int], _ draws: inout Generator) -> [Int32] {
        var ids = sizes.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element) }
        draws.shuffle(&ids)
        return ids
    }

    private static func dataset(groups ids: [Int32], classes: [Int]? = nil) throws -> Dataset {
        let names = (0...Int(ids.max() ?? 0)).map { "g\($0)" }
        return try dataset(
            count: ids.count, classes: classes, SplitColumns(groups: .init(name: "patient", ids: ids, names: names)))
    }

    private static func dataset(times: [Double]) throws -> Dataset {
        try dataset(count: times.count, SplitColumns(times: .init(name: "day", values: times, clock: .number)))
    }

    private static func dataset(
        count: Int, classes: [Int]? = nil, _ columns: SplitColumns? = nil
    ) throws -> Dataset {
        let targets: Targets =
            classes.map { .classes(labels: $0.map { UInt16($0) }, names: ["a", "b"]) }
            ?? .values((0..<count).map { Float($0) }, names: ["y"])
        return try Dataset(
            name: "made", layout: .table(columns: ["a"]), features: .floats((0..<count).map { Float($0) }),
            targets: targets, splitting: columns)
    }
}
