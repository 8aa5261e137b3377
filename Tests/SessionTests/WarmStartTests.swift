import Foundation
import Session
import Support
import Testing

@Suite struct WarmStartTests {
    @Test func `the first population is near the given genomes`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene x in 0..1000; gene y in 0..1000; maximize x + y; population size 10 like x 900 y 700, x 17; evolve 1")
        let rows = try await talking.table("show population")
        #expect(rows.contains { $0[3...] == ["900", "700"] })
        #expect(rows.contains { $0[3] == "17" })
        // Most of the others differ from a given genome in one gene.
        #expect(rows.count { $0[3] == "900" || $0[4] == "700" || $0[3] == "17" } >= 6)
    }

    @Test(arguments: [("maximize", "50"), ("minimize", "0")])
    func `exported genomes can be read again, the fittest first`(direction: String, wanted: String) async throws {
        let home = try Home()
        let path = home.path + "/evaluations.csv"
        try await Talking().say(
            "gene x in 0..50; \(direction) x; population size 20; evolve 30; export csv '\(path)'")
        let talking = Talking()
        try await talking.say(
            "gene x in 0..50; \(direction) x; population size 3 like '\(path)'; evolve 1")
        let rows = try await talking.table("show population")
        #expect(rows.first?[3] == wanted)
    }

    @Test(arguments: [
        ("population like z 3", "z"), ("population like x 2000", "2000"),
        ("population like nowhere.csv", "nowhere.csv"),
    ])
    func `an unknown gene, value or file is an error and changes nothing`(text: String, part: String) async throws {
        let talking = Talking()
        try await talking.say("gene x in 0..1000; maximize x; population size 5; evolve 1")
        let before = try await talking.table("show population")
        #expect(await talking.error(text)?.contains(part) == true)
        #expect(try await talking.table("show population") == before)
    }
}
