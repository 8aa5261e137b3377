import Foundation
import Memory
import Support
import Testing

/// A saved session with a valid checksum and a wrong number is refused or behaves like any other: it never ends the
/// process and never runs forever. NS_TORTURE scales the number of mutants: `Scripts/test --torture` uses 5,000.
@Suite struct SessionMutantsTests {
    private static let mutants =
        ProcessInfo.processInfo.environment["NS_TORTURE"].flatMap { Int($0) }.map { $0 / 4 / stories.count } ?? 40

    private static let tally = Tally(of: mutants * stories.count) { counts, _ in
        "\(mutants * stories.count) sessions with a valid checksum and a wrong number: "
            + "\(counts["refused", default: 0]) refused, \(counts["opened", default: 0]) opened and used, 0 crashes"
    }

    private static let function =
        "gene x in 0..9; gene k in a, b; gene y in 0.0..1.0 when k is a; maximize x + if(k is b, 1, y); "

    /// Commands that lead to a session worth saving.
    static let stories = [
        function + "population size 6; evolve 3",
        function + "population size 6; strategy steady; population litter 4; evolve 3",
        function + "population size 4; strategy ageing; evolve 3",
        function + "population size 5; strategy grid; evolve 2",
        function + "population size 5; strategy random; evolve 2",
        function + "population size 6; evolve 1; step 1",
        function + "population size 6; evolve 1; step 3; explain on",
        function + "population size 6; evolve 1; step 4; step 1",
        function + "population size 4; evolve 1; whatif selection rank; evolve 1",
        "load iris limit 60; genes clear; gene neurons0 in 4, 8; gene dropout0 in 0..0.5 by 0.1; training epochs 1; "
            + "population size 3; evolve 1; train fittest epochs 1",
    ]

    /// The commands for each mutant that opens.
    private static let uses = [
        "settings", "show population", "show history", "show genes", "show fittest", "show data", "show workers",
        "why 0",
        "plot", "plot importance", "plot genes", "step 2", "evolve 2", "show history", "why 7",
        "population like fittest",
        "train fittest epochs 1", "undo", "evolve 1",
    ]

    @Test(arguments: stories)
    func `a wrong number with a valid checksum is refused or harmless`(story: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/whole.session"
        let writer = Talking(workers: 1)
        for command in story.split(separator: ";") {
            // Names of commands may change; the remaining commands still make a session.
            _ = await writer.error(command.trimmingCharacters(in: .whitespaces))
        }
        try await writer.say("save session \(path)")
        let whole = try SavedSession(path: path)
        try #require(whole.parts["evolution"] != nil)
        let reader = Talking(workers: 1)
        #expect(await reader.error("open session \(path)") == nil)
        var random = MutantNumbers(seed: UInt64(truncatingIfNeeded: story.utf8.count) &* 7_919)
        for number in 0..<Self.mutants {
            let mutant = folder.path + "/mutant.session"
            var parts = whole.parts
            let names = parts.keys.sorted()
            let name = names[random.next(below: names.count)]
            parts[name] = parts[name].map { random.mutant(of: $0) }
            try SavedSession(format: whole.format, title: whole.title, parts: parts, evaluations: whole.evaluations)
                .write(to: mutant)
            if let log = ProcessInfo.processInfo.environment["NS_MUTANTS"] {
                try? FileManager.default.copyItem(
                    atPath: mutant, toPath: "\(log)/\(story.utf8.count)-\(number).session")
            }
            let talking = Talking(workers: 1)
            let isOpen = await talking.error("open session \(mutant)") == nil
            defer { Self.tally.add([isOpen ? "opened" : "refused"]) }
            guard isOpen else { continue }
            for command in Self.uses {
                var asked = 0
                _ = try? await talking.say(command) {
                    asked += 1
                    return asked > 20
                }
            }
        }
    }
}

/// A generator of random changes to the numbers in JSON text, the same everywhere.
private struct MutantNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }

    private static let extremes = [
        "-1", "0", "1", "2", "3", "7", "63", "64", "255", "65536", "2147483647", "2147483648", "4294967295",
        "4294967296",
        "4611686018427387904", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "1e300", "-1e300",
        "0.5", "-0.5", "1e-320", "1e19",
    ]

    /// Returns a text in which one number is changed or repeated, or one letter of packed numbers is changed.
    mutating func mutant(of json: Data) -> Data {
        let text = String(decoding: json, as: UTF8.self)
        let numbers = text.matches(of: #/[:\[,](-?[0-9][0-9.eE+-]*)/#).map {
            $0.output.1.startIndex..<$0.output.1.endIndex
        }
        let packed = text.matches(of: #/"([A-Za-z0-9+\/]{4,}={0,2})"/#).map {
            $0.output.1.startIndex..<$0.output.1.endIndex
        }
        guard !numbers.isEmpty else { return json }
        var mutant = text
        if !packed.isEmpty, next(below: 4) == 0 {
            let range = packed[next(below: packed.count)]
            let index = text.index(
                range.lowerBound, offsetBy: next(below: text.distance(from: range.lowerBound, to: range.upperBound)))
            let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
            mutant.replaceSubrange(index...index, with: String(letters[next(below: letters.count)]))
            return Data(mutant.utf8)
        }
        let range = numbers[next(below: numbers.count)]
        let old = String(text[range])
        switch next(below: 8) {
        case 0: mutant.replaceSubrange(range, with: "\(old),\(old)")
        case 1: mutant.replaceSubrange(range, with: Int(old).map { "\($0 &+ 1)" } ?? "-\(old)")
        case 2: mutant.replaceSubrange(range, with: Int(old).map { "\($0 &- 1)" } ?? "\(old)1")
        default: mutant.replaceSubrange(range, with: Self.extremes[next(below: Self.extremes.count)])
        }
        return Data(mutant.utf8)
    }
}
