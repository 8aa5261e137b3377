import Foundation
import Memory
import Reports
import Session
import SessionState
import Support
import Testing

/// Sessions of earlier versions, one for each format and kind of search, opened and saved again.
///
/// `Fixtures/NAME-1.session` was written by the version whose keys were the names of properties, with the commands in
/// the file's transcript. A killed process left `autosave-1.session`.
@Suite(.serialized) struct SavedFormatsTests {
    private static let golden = GoldenLines("session-keys.txt")

    /// A fixture, and the report of opening it.
    struct Fixture: CustomTestStringConvertible, Sendable {
        let name: String
        let title: String
        var generation = 0
        var hasTrainedNetwork = false
        var warnings: [String] = []
        var testDescription: String { name }

        static let all = [
            Fixture(
                name: "networks-1", title: "iris, maximize accuracy - parameters / 1000000, generation 3",
                generation: 3,
                hasTrainedNetwork: true),
            Fixture(
                name: "expression-1",
                title: "minimize abs(depth - 3) + width + rate + units / 1000 + share + if(kind = fancy, slope, 1), "
                    + "generation 2", generation: 2),
            Fixture(
                name: "generations-1", title: "maximize 1 / x + if(y = red, z, 0), generation 2", generation: 2),
            Fixture(
                name: "program-1",
                title: "maximize output of 'expr {x} + 1' timeout 10s repeat 2 remember, generation 2", generation: 2),
            Fixture(
                name: "unfinished-1", title: "maximize output of 'sh -c \"sleep 0.4; echo {x}\"', generation 1 of 2",
                generation: 1),
            Fixture(
                name: "table-1", title: "houses, minimize loss",
                warnings: ["the data cannot be loaded: there is no /tmp/ns-fixture/houses.csv; expected a file"]),
            Fixture(name: "pictures-1", title: "digits, maximize accuracy"),
            Fixture(
                name: "format-1", title: "iris, maximize accuracy, generation 2", generation: 2, hasTrainedNetwork: true
            ),
        ]

        func path() throws -> String {
            try #require(Bundle.module.path(forResource: name, ofType: "session", inDirectory: "Fixtures"))
        }
    }

    /// Keys that are not compared. The name of a dataset is no longer written (its source is), nor is the maximum of
    /// pixels (meaningless for tables; for pictures the training numbers contain it). The commands are compared one by
    /// one.
    private static let replaced = ["settings.data.name", "network.fullScale", "settings.transcript.entries"]

    /// Returns the recorded commands of a saved session.
    private static func commands(in session: SavedSession) throws -> [String] {
        struct Settings: Decodable {
            struct Transcript: Decodable {
                struct Entry: Decodable { let text: String }
                let entries: [Entry]
            }
            let transcript: Transcript?
        }
        let content = try #require(session.parts["settings"])
        return try JSONDecoder().decode(Settings.self, from: content).transcript?.entries.map(\.text) ?? []
    }

    @Test(arguments: Fixture.all)
    func `a session of an earlier version opens without losing anything`(fixture: Fixture) async throws {
        let folder = try TemporaryFolder()
        let again = "\(folder.path)/again.session"
        let talking = Talking()
        let reports = try await talking.say("open session \(try fixture.path()) trust\nsave session \(again)")
        guard case .opened(let opened)? = reports.first else {
            Issue.record("\(fixture.name) was not opened")
            return
        }
        #expect(opened.title == fixture.title)
        #expect(opened.generation == fixture.generation)
        #expect(opened.hasTrainedNetwork == fixture.hasTrainedNetwork)
        #expect(opened.warnings.count == fixture.warnings.count)
        let (old, new) = (try SavedSession(path: try fixture.path()), try SavedSession(path: again))
        for (name, content) in old.parts where name != "signature" {
            let before = try SavedJSON(content)
            let after = try SavedJSON(try #require(new.parts[name], "the part \(name) was not written again"))
            #expect(before.losses(in: after, at: name).filter { !Self.replaced.contains($0) } == [])
        }
        // Its commands are between two comments that name the file.
        let commands = try Self.commands(in: old)
        #expect(Array(try Self.commands(in: new).dropFirst().dropLast()) == commands)
        #expect(new.evaluations.map(\.fingerprint) == old.evaluations.map(\.fingerprint))
        #expect(new.evaluations.map(\.evaluation) == old.evaluations.map(\.evaluation))
    }

    @Test func `an automatically saved session is resumed`() async throws {
        let folder = try TemporaryFolder()
        let path = try #require(
            Bundle.module.path(forResource: "autosave-1", ofType: "session", inDirectory: "Fixtures"))
        _ = try folder.write([UInt8](Data(contentsOf: URL(filePath: path))), to: "4711-ABCD.session")
        let recovery = Recovery(folder: folder.path)
        defer { recovery.finish() }
        let talking = Talking(recovery: recovery)
        let reports = try await talking.say("resume; expect generation = 1 and fittest = 9; show history")
        guard case .opened(let opened)? = reports.first else {
            Issue.record("nothing was resumed")
            return
        }
        #expect(opened.generation == 1)
        talking.session.recovery?.end()
        #expect(folder.names == [])
    }

    /// The keys of all parts belong to the format: renaming a property must not change them. New keys may be added.
    @Test func `saved sessions keep all stored keys`() async throws {
        var keys: [String: String] = [:]
        for fixture in Fixture.all {
            let folder = try TemporaryFolder()
            let path = "\(folder.path)/again.session"
            try await Talking().say("open session \(try fixture.path()) trust\nsave session \(path)")
            for (name, content) in try SavedSession(path: path).parts where name != "signature" {
                try SavedJSON(content).collectKeys(at: name, into: &keys)
            }
        }
        #expect(try Self.golden.loss(in: keys) == nil)
    }

    @Test func `settings of every kind are opened as they were saved`() async throws {
        func settings(_ name: String) async throws -> [String: String] {
            let path = try #require(Bundle.module.path(forResource: name, ofType: "session", inDirectory: "Fixtures"))
            for report in try await Talking().say("open session \(path) trust\nsettings") {
                if case .settings(let report) = report {
                    return Dictionary(report.rows.map { ($0.name, $0.value) }) { $1 }
                }
            }
            return [:]
        }
        let networks = try await settings("networks-1")
        for (name, value) in [
            ("data", "iris"), ("seed", "3"), ("workers", "2"), ("population size", "4"), ("population elitism", "25%"),
            ("population breeding", "75%"), ("population mutation", "60%"), ("population factor", "20%"),
            ("population selection", "tournament of 3"), ("population crossover", "two_point"),
            ("population change", "uniform"), ("population elites", "sampled"), ("population litter", "4"),
            ("training loss", "kl_divergence"), ("training schedule", "cosine"), ("training decay", "0.01"),
            ("training smoothing", "0.1"), ("training epochs", "2"), ("training patience", "5"),
            ("training change", "0.001"), ("training seed", "4"), ("training repeat", "2"),
        ] { #expect(networks[name] == value, "\(name)") }
        let table = try await settings("table-1")
        #expect(table["population strategy"]?.hasPrefix("ageing sample ") == true && table["training loss"] == "huber")
        #expect(table["workers"] == "2 mixed through 'nice -n 19'")
        #expect(try await settings("pictures-1")["network uniform"] == "on")
    }
}

/// A JSON value, for comparisons.
private struct SavedJSON {
    let value: Any

    init(_ data: Data) throws { value = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) }
    private init(value: Any) { self.value = value }

    /// Returns the paths of values that are missing or different in another value; additional keys in it are no loss.
    func losses(in other: SavedJSON, at path: String) -> [String] {
        if let mine = value as? [String: Any] {
            guard let theirs = other.value as? [String: Any] else { return [path] }
            return mine.sorted { $0.key < $1.key }.flatMap { key, value in
                theirs[key].map { SavedJSON(value: value).losses(in: SavedJSON(value: $0), at: "\(path).\(key)") }
                    ?? ["\(path).\(key)"]
            }
        }
        if let mine = value as? [Any] {
            guard let theirs = other.value as? [Any], mine.count == theirs.count else { return [path] }
            return zip(mine, theirs).enumerated().flatMap { index, pair in
                SavedJSON(value: pair.0).losses(in: SavedJSON(value: pair.1), at: "\(path)[\(index)]")
            }
        }
        return "\(value)" == "\(other.value)" ? [] : ["\(path): \(value) became \(other.value)"]
    }

    /// Objects whose keys are data: names of variables, scores and genes, numbers of births.
    private static let open = [
        "variables.values", "validation.values", "history.failures", "evolution.early", "population.like[]",
        "scores._0", "evaluation.curve[]",
    ]

    /// Collects the path of each key with the kind of its values.
    func collectKeys(at path: String, into keys: inout [String: String]) {
        if let object = value as? [String: Any] {
            keys[path] = "object"
            for (key, value) in object {
                let isOpen = Self.open.contains { path.hasSuffix($0) }
                SavedJSON(value: value).collectKeys(at: "\(path).\(isOpen ? "*" : key)", into: &keys)
            }
        } else if let list = value as? [Any] {
            keys[path] = "list"
            for value in list { SavedJSON(value: value).collectKeys(at: "\(path)[]", into: &keys) }
        } else if !(value is NSNull) {
            keys[path] = value is String ? "text" : "number"
        }
    }
}
