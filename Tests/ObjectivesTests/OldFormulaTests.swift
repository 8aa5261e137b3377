import Datasets
import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Support
import Testing

/// Not kept: writes the golden lines by the formula of the version before.
@Suite struct OldFormulaTests {
    @Test func write() throws {
        let golden = GoldenLines("fingerprints.txt")
        for network in KeyedNetwork.all {
            #expect(try golden.difference(try network.oldKey(KeyedNetwork.Way.all[0]), named: network.name) == nil)
        }
        for way in KeyedNetwork.Way.all {
            #expect(try golden.difference(try KeyedNetwork("", [:]).oldKey(way), named: way.name) == nil)
        }
        for program in KeyedProgram.all {
            #expect(try golden.difference(try program.oldKey(), named: program.name) == nil)
        }
    }
}

extension KeyedNetwork {
    func oldKey(_ way: Way) throws -> String {
        let genus = try genus()
        let genome = Genome(codes: genus.genes.map { _ in 0 })
        let blueprint = try objective(way, genus).blueprint(of: genome)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let described =
            String(decoding: try encoder.encode(blueprint.architecture), as: UTF8.self) + " "
            + String(decoding: try encoder.encode(blueprint.settings), as: UTF8.self)
        let folds = max(1, way.folds)
        let examples = try examples(way, Int32(way.isWhole || way.folds == 0 ? 0 : way.part % way.folds))
        let number = way.isWhole ? way.attempt : way.part / folds
        let centring = examples.preprocessing.centring.map { " centred by \($0.name)" } ?? ""
        let data = "\(examples.dataset.digest) \(Digest(of: examples.split))\(centring)"
        let again = number == 0 ? "" : " repeat \(number)"
        var text = "\(described) \(data) seed \(way.seed) numbers \(NetworksNumerics.version) avx2\(again)"
        if blueprint.settings.timeLimit != nil, !way.isWhole { text = "\(text) machine \(way.machine)" }
        return "\(Digest(of: Array(text.utf8)))"
    }
}

extension KeyedProgram {
    func oldKey() throws -> String {
        let words = try CommandTemplate(parsing: command).plainWords
        let digests = words.map { $0 == "tool.sh" ? "\(Digest(of: Array((file ?? "").utf8)))" : "" }
        let description = "\(command) in / kept \(isKept) files \(digests.joined(separator: ","))"
        var texts = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if hasInactiveGene { texts.append("rare=") }
        let text = "program \(description) \(texts.joined(separator: " ")) seed \(seed + part) told \(repeats != nil)"
        return "\(Digest(of: Array(text.utf8)))"
    }
}
