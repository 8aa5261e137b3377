import Foundation
import Genes
import Testing

@Suite struct RealValuesTests {
    private static let genes: [Gene] = [
        Gene("wide", in: .interval(first: -5, last: 5, scale: .linear)),
        Gene("uneven", in: .interval(first: -10, last: 20.3, scale: .linear)),
        Gene("odd bounds", in: .interval(first: 0.1000001, last: 0.7, scale: .linear)),
        Gene("thirds", in: .interval(first: -1.0 / 3, last: 1.0 / 3, scale: .linear)),
        Gene("far", in: .interval(first: 1000, last: 1000.0001, scale: .linear)),
        Gene("huge", in: .interval(first: -1e307, last: 1e307, scale: .linear)),
        Gene("tiny", in: .interval(first: 0, last: 1e-280, scale: .linear)),
        Gene("rate", in: .interval(first: 1e-5, last: 1e-1, scale: .logarithmic)),
        Gene("magnitude", in: .interval(first: 1e-300, last: 1e300, scale: .logarithmic)),
    ]

    private static func codes(of gene: Gene) -> [UInt32] {
        let codes = Array(stride(from: 0, to: gene.count, by: max(1, gene.count / 9_973))).map(UInt32.init)
        return codes + [1, 2, UInt32(gene.count - 2), UInt32(gene.count - 1)]
    }

    @Test(arguments: genes)
    func `each value reads back as its code, and the values ascend within the bounds`(gene: Gene) throws {
        var before = -Double.infinity
        for code in Self.codes(of: gene).sorted() {
            let value = gene.value(of: code)
            #expect(try gene.code(of: value) == code)
            let text = "\(value)"
            let read = try #require(Double(text))
            #expect(try gene.code(of: .real(read)) == code)
            let number = try #require(value.number)
            #expect(number >= before)
            before = number
        }
    }

    @Test(arguments: genes)
    func `no decimal with fewer digits reads back as the same code`(gene: Gene) throws {
        for code in Self.codes(of: gene).dropFirst().dropLast() where code % 16 == 3 {
            let number = try #require(gene.value(of: code).number)
            // The value with its digits, rounded to one digit less: C's formatting rounds independently.
            for digits in 1..<17 {
                let written = String(format: "%.\(digits - 1)e", number)
                let read = try #require(Double(written))
                if read == number { break }
                let found = try? gene.code(of: .real(read))
                #expect(found != code, "\(written) is shorter than \(number)")
            }
        }
    }

    @Test func `an interval has as many values as codes, and short decimals are among them`() throws {
        let gene = Self.genes[1]
        #expect(gene.count == 4_294_967_295)
        for number in [0, 0.1, 0.5, 1, 3.75, -9.999, 0.001, 12.345678] {
            #expect(gene.value(of: try gene.code(of: .real(number))) == .real(number))
        }
        #expect(gene.value(of: 0) == .real(-10) && gene.value(of: UInt32(gene.count - 1)) == .real(20.3))
    }

    @Test func `values that a Double cannot tell apart are not counted twice`() throws {
        let gene = Self.genes[4]
        // 1000 is followed by 1000 + 2⁻⁴³; a step has 256 of these units.
        #expect(abs(Double(gene.count) - 0.0001 / (256 * 0x1p-43)) < 2)
    }

    @Test func `an interval stored without a resolution keeps its million values and is stored alike`() throws {
        let stored = #"{"interval":{"first":-5,"last":5,"scale":"linear"}}"#
        let domain = try JSONDecoder().decode(Domain.self, from: Data(stored.utf8))
        #expect(domain == .interval(first: -5, last: 5, scale: .linear, resolution: nil))
        #expect(domain.count == 1_000_001)
        let gene = Gene("x", in: domain)
        #expect(gene.value(of: 123_457) == .real(-3.76543))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(domain), as: UTF8.self) == stored)
        let fine = Domain.interval(first: -5, last: 5, scale: .linear)
        #expect(try JSONDecoder().decode(Domain.self, from: encoder.encode(fine)) == fine)
        #expect(fine != domain)
    }
}
