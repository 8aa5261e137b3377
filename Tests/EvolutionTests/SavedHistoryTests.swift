import Evolution
import Foundation
import Testing

/// Integers in the format of saved histories: seven bits per byte, the lowest first, in base 64.
private func packed(_ numbers: [UInt32]) -> String {
    var bytes: [UInt8] = []
    for number in numbers {
        var rest = number
        while rest >= 128 {
            bytes.append(UInt8(rest % 128) + 128)
            rest /= 128
        }
        bytes.append(UInt8(rest))
    }
    return Data(bytes).base64EncodedString()
}

private func numbers(_ text: String) throws -> [UInt32] {
    var numbers: [UInt32] = []
    var (number, factor) = (UInt64(0), UInt64(1))
    let bytes = try #require(Data(base64Encoded: text))
    for byte in bytes {
        number += UInt64(byte % 128) * factor
        factor *= 128
        if byte < 128 {
            numbers.append(UInt32(number))
            (number, factor) = (0, 1)
        }
    }
    return numbers
}

@Suite struct SavedHistoryTests {
    /// A search with failures, predictions, two parents and mutations.
    private static func evolution() throws -> Evolution {
        var settings = SearchSettings()
        settings.size = 7
        settings.litter = 4
        settings.crossover = .uniform
        var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 4)
        evolution.run(8) { $0.codes[0] == 1 ? .failure("no") : .fitness(Problem.sum($0) / 3, size: 0.1) }
        return evolution
    }

    private static func saved(_ history: History) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(history)) as? [String: Any])
    }

    private static func read(_ columns: [String: Any]) throws -> History {
        try JSONDecoder().decode(History.self, from: JSONSerialization.data(withJSONObject: columns))
    }

    @Test func `codes are saved in groups of seven bits, fitness values bit for bit`() throws {
        let history = try Self.evolution().history
        let columns = try Self.saved(history)
        let genomes = (0..<56).flatMap { history.genome($0).codes }
        let codes = try #require(columns["codes"] as? String)
        #expect(codes == packed(genomes))
        let unpacked = try numbers(codes)
        #expect(unpacked == genomes)
        let text = try #require(columns["fitness"] as? String)
        let bytes = try #require(Data(base64Encoded: text))
        #expect(bytes.count == 56 * 8)
        for id in 0..<56 {
            let bits = (0..<8).reduce(UInt64(0)) { $0 + UInt64(bytes[8 * id + $1]) << (8 * $1) }
            let fitness = history.outcome(id)?.fitness
            #expect(fitness == nil ? Double(bitPattern: bits).isNaN : fitness?.bitPattern == bits)
        }
        let failures = try #require(columns["failures"] as? [String: String])
        #expect(failures.count == (0..<56).count { history.outcome($0)?.fitness == nil })
        let read = try Self.read(columns)
        #expect(read == history)
    }

    @Test func `each birth is saved as a head, its parents, crossover points, prediction and changes`() throws {
        let history = try Self.evolution().history
        let pedigree = try #require(try Self.saved(history)["pedigree"] as? [String: String])
        let words = try numbers(pedigree["words"] ?? "")
        var place = 0
        func next() throws -> UInt32 {
            let word = words.indices.contains(place) ? words[place] : nil
            place += 1
            return try #require(word)
        }
        var starts: [UInt32] = []
        var heads: Set<UInt32> = []
        for id in 0..<56 {
            starts.append(UInt32(place))
            let birth = history.birth(id)
            let head = try next()
            heads.insert(head % 32)
            let mother = head % 2 == 1 ? Int(try next()) : nil
            #expect(birth.mother == mother)
            let father = head / 2 % 2 == 1 ? Int(try next()) : nil
            #expect(birth.father == father)
            let cut = try (0..<[0, 1, 2, 2][Int(head / 8 % 4)]).map { _ in try next() }
            switch birth.cut {
            case .scattered(let seed): #expect(cut == [UInt32(seed % (1 << 32)), UInt32(seed >> 32)])
            default: #expect(cut.isEmpty)
            }
            let values = birth.expectation.map { [$0.fitness, $0.low, $0.high] } ?? []
            #expect(values.isEmpty == (head / 4 % 2 == 0))
            for value in values {
                let (low, high) = (try next(), try next())
                #expect(value.bitPattern == UInt64(low) + UInt64(high) << 32)
            }
            #expect(birth.changes.count == Int(head / 256))
            for change in birth.changes {
                let (gene, before) = (try next(), try next())
                #expect(gene == UInt32(change.gene))
                #expect(before == change.from)
            }
        }
        #expect(place == words.count)
        // Without parents, and with two parents, crossover points and a prediction.
        #expect(heads.isSuperset(of: [0, 31]), "\(heads)")
        let saved = try numbers(pedigree["starts"] ?? "")
        #expect(saved == starts)
    }

    @Test func `a history with inconsistent columns is rejected`() throws {
        let history = try Self.evolution().history
        let columns = try Self.saved(history)
        let pedigree = try #require(columns["pedigree"] as? [String: String])
        let words = try numbers(pedigree["words"] ?? "")
        let starts = try numbers(pedigree["starts"] ?? "")
        func with(_ words: [UInt32], _ starts: [UInt32]) -> [String: Any] {
            columns.merging(["pedigree": ["words": packed(words), "starts": packed(starts)]]) { $1 }
        }
        func with(_ place: Int, _ word: UInt32) -> [String: Any] {
            var changed = words
            changed[place] = word
            return with(changed, starts)
        }
        let same = try Self.read(with(words, starts))
        #expect(same == history)
        let child = try #require(
            (0..<56).first { history.birth($0).father != nil && !history.birth($0).changes.isEmpty })
        let mother = Int(starts[child]) + 1
        let gene = Int(child + 1 < 56 ? starts[child + 1] : UInt32(words.count)) - 2
        // Any earlier birth can be a parent, and any gene can have changed.
        let orphaned = try Self.read(with(mother, UInt32(child - 1)))
        #expect(orphaned.birth(child).mother == child - 1)
        let changed = try Self.read(with(gene, 0))
        #expect(changed.birth(child).changes.last?.gene == 0)
        var late = starts
        late[5] += 1
        let text = try #require(columns["fitness"] as? String)
        let fitness = try #require(Data(base64Encoded: text))
        let damaged: [[String: Any]] = [
            with(mother, UInt32(child)), with(mother + 1, UInt32(child)), with(gene, 6),
            with(words + [0], starts), with(words.dropLast(), starts), with(words, starts.dropLast()),
            with(words, late),
            with([], starts), with(words, starts + [UInt32(words.count)]),
            columns.merging(["genes": 0]) { $1 }, columns.merging(["genes": 5]) { $1 },
            columns.merging(["size": 0]) { $1 }, columns.merging(["codes": "A!"]) { $1 },
            columns.merging(["codes": packed(Array(repeating: 0, count: 56 * 6 - 1))]) { $1 },
            columns.merging(["fitness": fitness.dropLast(8).base64EncodedString()]) { $1 },
            columns.merging(["fitness": fitness.dropLast(1).base64EncodedString()]) { $1 },
            columns.merging(["sizes": fitness.dropLast(8).base64EncodedString()]) { $1 },
            // Above 32 bits, and without an end.
            columns.merging(["codes": Data([255, 255, 255, 255, 31]).base64EncodedString()]) { $1 },
            columns.merging(["codes": Data([128, 128, 128, 128, 128, 0]).base64EncodedString()]) { $1 },
        ]
        for (number, columns) in damaged.enumerated() {
            #expect(throws: DecodingError.self, "number \(number)") { try Self.read(columns) }
        }
    }

    @Test func `an inactive gene is saved as -1`() throws {
        let genus = try Problem.mixed()
        let genome = try genus.genome(codes: [0, Genome.inactive, 7, 2, 1, 3])
        #expect(String(decoding: try JSONEncoder().encode(genome), as: UTF8.self) == "[0,-1,7,2,1,3]")
        #expect(try JSONDecoder().decode(Genome.self, from: Data("[0,-1,7,2,1,3]".utf8)) == genome)
    }
}
