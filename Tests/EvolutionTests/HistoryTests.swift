import Evolution
import Foundation
import Testing

@Suite("History") struct HistoryTests {
    @Test("a snapshot shares all earlier blocks with the search that continues")
    func snapshotsShare() {
        var column = SharedColumn<Int>(0..<5000)
        let snapshot = column
        for value in 5000..<9000 { column.append(value) }
        #expect(snapshot.elementsEqual(0..<5000))
        #expect(column.elementsEqual(0..<9000))
        let before = snapshot.blocks.dropLast().map(\.address)
        #expect(before.count == 4)
        #expect(column.blocks.map(\.address).starts(with: before))
    }

    @Test("changing a shared value changes only one of the two copies")
    func snapshotsAreApart() {
        var column = SharedColumn<Int>(0..<3000)
        let snapshot = column
        column[5] = -1
        column[2999] = -2
        #expect(snapshot[5] == 5)
        #expect(snapshot[2999] == 2999)
        #expect(column[5] == -1)
        #expect(column[2999] == -2)
        #expect(column[1500] == 1500)
    }

    @Test("codes are read as they were written, including large and inactive ones")
    func codes() {
        for maximum in [1, 254, 255, 256, 65_534, 65_535, 70_000] as [UInt32] {
            let rows = (0..<20_000).map { row -> [UInt32] in
                [UInt32(row) % 2, row % 3 == 0 ? Genome.inactive : maximum, UInt32(row) % (maximum + 1)]
            }
            var matrix = CodeMatrix(genes: 3)
            matrix.append(rows[0])
            matrix.append(rows[1..<7000].flatMap { $0 })
            for row in rows[7000...] { matrix.append(row) }
            #expect(matrix.count == rows.count)
            #expect(rows.indices.allSatisfy { matrix.row($0) == rows[$0] })
            #expect(rows.indices.allSatisfy { matrix.code($0, gene: 1) == rows[$0][1] })
        }
    }

    @Test("snapshots after each generation do not change the search, which survives encoding and decoding")
    func kept() throws {
        let genus = try Genus((0..<12).map { Gene("b\($0)", in: .list([.integer(0), .integer(1)])) })
        var settings = SearchSettings()
        settings.size = 30
        var alone = try Evolution(genus: genus, settings: settings, seed: 3)
        var watched = alone
        var snapshots: [Evolution] = []
        func ones(_ codes: Span<UInt32>) -> Double {
            codes.indices.reduce(0) { $0 + Double(codes[$1]) }
        }
        alone.run(through: 120, fitness: ones)
        for generation in 1...120 {
            watched.run(through: generation, fitness: ones)
            snapshots.append(watched)
        }
        #expect(alone == watched)
        for isRecording in [true, false] {
            var words = try Evolution(genus: genus, settings: settings, seed: 3)
            var bytes = words
            if !isRecording {
                words.stopRecording()
                bytes.stopRecording()
            }
            words.run(through: 120, fitness: ones)
            bytes.run(through: 120, byteFitness: { codes in codes.indices.reduce(0) { $0 + Double(codes[$1]) } })
            #expect(words == bytes)
            #expect(words.fittest == alone.fittest)
        }
        #expect(snapshots[40].history.count == 41 * 30)
        #expect(snapshots[40].history.generations.elementsEqual(alone.history.generations.prefix(41)))
        let read = try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(alone))
        #expect(read == alone)
    }
}

extension [Int] {
    fileprivate var address: UInt { withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
}
