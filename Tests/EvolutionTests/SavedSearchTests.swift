import Evolution
import Foundation
import Testing

@Suite struct SavedSearchTests {
    /// A search in the midst of its fourth generation: 26 births have an outcome.
    private static func evolution() throws -> Evolution {
        var settings = SearchSettings()
        settings.size = 7
        var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 4)
        evolution.run(3) { .fitness(Problem.sum($0)) }
        for birth in evolution.ask(5) { evolution.tell(birth.id, .fitness(Problem.sum(birth.genome))) }
        return evolution
    }

    /// A search whose saved history, as text, is changed.
    private static func read(_ change: (History, String) throws -> String) throws -> Evolution {
        let evolution = try evolution()
        let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(evolution), as: UTF8.self)
        let history = String(decoding: try encoder.encode(evolution.history), as: UTF8.self)
        try #require(text.contains(history))
        let changed = text.replacing(history, with: try change(evolution.history, history))
        return try decoder.decode(Evolution.self, from: Data(changed.utf8))
    }

    @Test func `a saved search is decoded unchanged`() throws {
        let evolution = try Self.evolution()
        let read = try Self.read { $1 }
        #expect(read == evolution)
    }

    @Test func `a search without one generation of its history is refused`() throws {
        #expect(throws: (any Error).self) {
            try Self.read { history, text in
                let last = try #require(Array(history.generations).last)
                let encoder = JSONEncoder()
                encoder.outputFormatting = .sortedKeys
                let record = "," + String(decoding: try encoder.encode(last), as: UTF8.self)
                try #require(text.contains(record))
                return text.replacing(record, with: "")
            }
        }
    }

    @Test(arguments: [-1, 26, 27, 1_000_000])
    func `a failure of a birth without an outcome is refused`(birth: Int) throws {
        #expect(throws: (any Error).self) { try Self.failing(birth) }
    }

    @Test(arguments: [0, 12, 25])
    func `any birth with an outcome may be a failure`(birth: Int) throws {
        #expect(try Self.failing(birth).history.outcome(birth) == .failure("it failed"))
    }

    private static func failing(_ birth: Int) throws -> Evolution {
        try read { _, text in
            try #require(text.contains("\"failures\":{"))
            return text.replacing(#/"failures":\{[^}]*\}/#, with: "\"failures\":{\"\(birth)\":\"it failed\"}")
        }
    }

    /// A search of which the births 21 to 25 wait for their outcomes, but for one that was told early.
    private static func early(_ birth: Int) throws -> Evolution {
        var settings = SearchSettings()
        settings.size = 7
        var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 4)
        evolution.run(3) { .fitness(Problem.sum($0)) }
        let births = evolution.ask(5)
        #expect(births.map(\.id) == [21, 22, 23, 24, 25])
        evolution.tell(23, .fitness(1))
        let text = String(decoding: try JSONEncoder().encode(evolution), as: UTF8.self)
        try #require(text.contains("\"early\":{\"23\":"))
        let changed = text.replacing("\"early\":{\"23\":", with: "\"early\":{\"\(birth)\":")
        return try JSONDecoder().decode(Evolution.self, from: Data(changed.utf8))
    }

    @Test(arguments: [22, 23, 24, 25])
    func `any birth requested after the first pending one may have an early outcome`(birth: Int) throws {
        var evolution = try Self.early(birth)
        evolution.tell(birth, .fitness(2))
        for id in 21..<26 where id != birth { evolution.tell(id, .fitness(Double(id))) }
        #expect(evolution.history.outcome(birth) == .fitness(1))
        #expect(evolution.history.outcome(25) == .fitness(birth == 25 ? 1 : 25))
    }

    @Test(arguments: [-1, 0, 20, 21, 26, 27, 1_000_000])
    func `an early outcome of any other birth is refused`(birth: Int) throws {
        #expect(throws: (any Error).self) { try Self.early(birth) }
    }

    @Test func `a search whose streams take the place of their marks while it is written is decoded unchanged`() throws
    {
        let evolution = try Self.evolution()
        let streams = PackedStreams(mark: "mark")
        let encoder = JSONEncoder()
        encoder.userInfo[PackedStreams.key] = streams
        let marked = Array(try encoder.encode(evolution))
        #expect(throws: (any Error).self) { try JSONDecoder().decode(Evolution.self, from: Data(marked)) }
        var written: [UInt8] = []
        streams.forEachPiece(of: marked) { written += $0 }
        #expect(try JSONDecoder().decode(Evolution.self, from: Data(written)) == evolution)
    }

    /// 26 births have an outcome, and all of them were asked for; 28 are planned.
    @Test(arguments: [("asked", 25), ("asked", 29), ("told", -1), ("told", 27), ("planned", 25)])
    func `counts of births that contradict each other are refused`(name: String, count: Int) throws {
        let text = String(decoding: try JSONEncoder().encode(Self.evolution()), as: UTF8.self)
        let written = "\"\(name)\":\(name == "planned" ? 28 : 26)"
        try #require(text.contains(written))
        let changed = text.replacing(written, with: "\"\(name)\":\(count)")
        #expect(throws: (any Error).self) { try JSONDecoder().decode(Evolution.self, from: Data(changed.utf8)) }
    }

    @Test func `a search with litters that has not begun is decoded unchanged`() throws {
        var settings = SearchSettings()
        settings.litter = 16
        let evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 4)
        #expect(try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(evolution)) == evolution)
    }
}
