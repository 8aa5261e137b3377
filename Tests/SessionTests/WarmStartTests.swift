import Foundation
import Reports
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

    @Test func `exported values that spreadsheets would run are guarded, reported, and read again as they were`()
        async throws
    {
        let home = try Home()
        let path = home.path + "/evaluations.csv"
        let genes = "gene flag in '-O2', '=1+1', plain; gene x in -3..3; maximize x + if(flag is plain, 0.5, 0)"
        let reports = try await Talking().say("\(genes); population size 21; evolve 1; export csv '\(path)'")
        let remarks = reports.compactMap { if case .message(let text, _) = $0 { text } else { nil } }
        #expect(
            remarks.last
                == "an apostrophe was added before 14 cells so that spreadsheets do not run them as formulas")
        let text = try home.read("evaluations.csv")
        #expect(text.contains(",'-O2,") && text.contains(",'=1+1,") && text.contains(",plain,"))
        let talking = Talking()
        try await talking.say("\(genes); population size 21 like '\(path)'; evolve 1")
        #expect(Set(try await talking.table("show population").map { $0[3] }) == ["-O2", "=1+1", "plain"])
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
