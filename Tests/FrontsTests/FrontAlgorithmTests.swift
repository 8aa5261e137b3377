import Foundation
import Fronts
import Testing

/// Fronts, crowding distances and hypervolumes compared with pymoo: `Fixtures/fronts.py` writes the values.
@Suite("Fronts of vectors")
struct FrontAlgorithmTests {
    private struct Case: Decodable {
        let vectors: [[Double]]
        let fronts: [[Int]]
        let crowding: [[Double]]
        let reference: [Double]
        let hypervolume: Double
    }

    private let cases: [Case]

    init() throws {
        let file = try #require(
            Bundle.module.url(forResource: "fronts", withExtension: "json", subdirectory: "Fixtures"))
        cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }

    @Test("are those of pymoo with two, three and four objectives")
    func fronts() {
        #expect(cases.count == 10)
        for example in cases {
            #expect(FrontSorting.fronts(of: example.vectors) == example.fronts.map { $0.sorted() })
        }
    }

    @Test("have the crowding distances of pymoo")
    func crowding() {
        for example in cases {
            for (front, expected) in zip(example.fronts, example.crowding) {
                let distances = CrowdingDistance.distances(of: front.map { example.vectors[$0] })
                for (found, wanted) in zip(distances, expected) {
                    #expect(abs(min(found, 1e9) - wanted) < 1e-9, "\(front)")
                }
            }
        }
    }

    @Test("have the hypervolume of pymoo")
    func hypervolume() {
        for example in cases {
            let found = Hypervolume.volume(of: example.vectors, above: example.reference)
            #expect(abs(found - example.hypervolume) < 1e-12)
        }
    }

    @Test("gain the hypervolume that a further vector adds")
    func gain() {
        for example in cases {
            var volume = 0.0
            for (index, vector) in example.vectors.enumerated() {
                volume += Hypervolume.gain(
                    of: vector, beside: Array(example.vectors.prefix(index)), above: example.reference)
            }
            #expect(abs(volume - example.hypervolume) < 1e-10)
        }
    }

    @Test("of copies give one distance and zeros")
    func copies() {
        let distances = CrowdingDistance.distances(of: [[0, 2], [1, 1], [1, 1], [2, 0], [2, 0]])
        #expect(distances == [.infinity, 2.0 / 2 + 0, 0, .infinity, 0])
    }

    @Test("outside the reference point have no hypervolume")
    func outside() {
        #expect(Hypervolume.volume(of: [[1, 3], [3, 1]], above: [1, 1]) == 0)
        #expect(Hypervolume.volume(of: [[2, 3], [3, 2], [2, 2]], above: [1, 1]) == 3)
        #expect(Hypervolume.volume(of: [], above: [0, 0, 0]) == 0)
        #expect(Hypervolume.volume(of: [[2]], above: [-1]) == 3)
    }

    @Test("bulging towards the ideal have their knee where the slope is that of the diagonal")
    func convexKnee() {
        // The front of ZDT1, f2 = 1 − √f1, has the slope −1 at f1 = 1/4.
        let front = (0...100).map { step in
            let first = Double(step) / 100
            return [-first, -(1 - first.squareRoot())]
        }
        #expect(Knee.index(in: front) == 25)
    }

    @Test("bulging away from the ideal have the most balanced vector as their knee")
    func concaveKnee() {
        // The front of ZDT2, f2 = 1 − f1²: both are equal at f1 = (√5 − 1)/2 = .618.
        let front = (0...100).map { step in
            let first = Double(step) / 100
            return [-first, -(1 - first * first)]
        }
        #expect(Knee.index(in: front) == 62)
    }

    @Test("of one vector, or with one value, have a knee")
    func smallKnees() {
        #expect(Knee.index(in: []) == nil)
        #expect(Knee.index(in: [[1, 2, 3]]) == 0)
        #expect(Knee.order(of: [[1, 0], [0, 1], [0.9, 0.9]]) == [2, 0, 1])
        #expect(Knee.index(in: [[.greatestFiniteMagnitude, 0], [-.greatestFiniteMagnitude, 1]]) == 0)
    }
}
