import Datasets
import Testing

@Suite("Folds")
struct FoldsTests {
    @Test("Each sample outside the test set is in one validation set; sizes of folds and classes are even")
    func even() throws {
        let dataset = try Self.dataset(count: 178)
        let folds = try Folds(dataset, plan: SplitPlan(), count: 5)
        #expect(folds.splits.count == 5)
        let test = try #require(folds.splits.first?.test)
        #expect(test == (try Split(dataset, plan: SplitPlan())).test)
        #expect((folds.splits.flatMap(\.validation) + test).sorted() == (0..<178).map { Int32($0) })
        for split in folds.splits {
            #expect(split.test == test)
            #expect((split.training + split.validation + test).sorted() == (0..<178).map { Int32($0) })
            #expect((30...31).contains(split.validation.count))
            let counts = (0..<3).map { kind in split.validation.count { $0 % 3 == kind } }
            #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 2)
        }
    }

    @Test("The same seed gives the same folds")
    func seeded() throws {
        let dataset = try Self.dataset(count: 100)
        let folds = try Folds(dataset, plan: SplitPlan(seed: 2), count: 4)
        #expect(try Folds(dataset, plan: SplitPlan(seed: 2), count: 4) == folds)
        #expect(try Folds(dataset, plan: SplitPlan(seed: 3), count: 4) != folds)
    }

    @Test("The default is five folds below a thousand samples, and none from there on")
    func usual() throws {
        #expect(Folds.usual(for: try Self.dataset(count: 999)) == 5)
        #expect(Folds.usual(for: try Self.dataset(count: 1000)) == nil)
    }

    @Test("One fold, more folds than samples, and the official test set as validation set are errors")
    func impossible() throws {
        let dataset = try Self.dataset(count: 100)
        #expect(throws: DatasetError.folds(found: 1, maximum: 85)) { try Folds(dataset, plan: SplitPlan(), count: 1) }
        #expect(throws: DatasetError.folds(found: 86, maximum: 85)) { try Folds(dataset, plan: SplitPlan(), count: 86) }
        #expect(throws: DatasetError.foldsBesideOfficialTest) {
            try Folds(dataset, plan: SplitPlan(validation: .officialTest), count: 5)
        }
    }

    private static func dataset(count: Int) throws -> Dataset {
        try Dataset(
            name: "made", layout: .table(columns: ["a"]), features: .floats((0..<count).map { Float($0) }),
            targets: .classes(labels: (0..<count).map { UInt16($0 % 3) }, names: ["a", "b", "c"]))
    }
}
