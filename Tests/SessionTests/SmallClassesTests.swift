import Foundation
import SearchPreparation
import Support
import Testing

/// Classes with too few rows for the split.
@Suite struct SmallClassesTests {
    private let folder: TemporaryFolder
    private let talking = Talking()

    init() throws { folder = try TemporaryFolder() }

    private func table(_ counts: [String: Int]) throws -> String {
        let rows = counts.sorted { $0.key < $1.key }.flatMap { name, count in
            (0..<count).map { "\($0).5,\(name)\n" }
        }
        return try folder.write(Array(("x,kind\n" + rows.joined()).utf8), to: "a.csv")
    }

    private func warnings(_ command: String) async throws -> [String] {
        try await talking.say(command)
        return talking.session.takeWarnings()
    }

    @Test func `a class with fewer rows than folds causes one warning that names it`() async throws {
        let path = try table(["a": 40, "b": 40, "rare": 3])
        let messages = try await warnings("load csv '\(path)' label kind")
        #expect(messages.count == 1)
        #expect(
            messages.first
                == "the class \"rare\" (3 rows) has fewer rows outside the test set than there are folds (5), "
                + "so some folds do not measure it; use more rows or `folds 3`")
        #expect(try await warnings("seed 2").isEmpty)
        #expect(try await warnings("load csv '\(path)' label kind folds 3").isEmpty)
        #expect(try await warnings("load iris").isEmpty)
    }

    @Test func `a class without a row in the validation set causes a warning`() async throws {
        let path = try table(["a": 40, "b": 40, "one": 1, "two": 1])
        let messages = try await warnings("load csv '\(path)' label kind validation 20%")
        #expect(messages.count == 1)
        let start = "the classes \"one\" (1 row), \"two\" (1 row) have no row in the validation set"
        #expect(messages.first?.hasPrefix(start) == true)
    }
}
