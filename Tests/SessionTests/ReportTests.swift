import CommandLanguage
import CommandParsing
import Evolution
import Foundation
import Messages
import Reports
import Support
import Testing

@Suite struct ReportTests {
    private static let search =
        "gene x in -5.0..5.0; gene kind in tall, wide; maximize 3 - x ^ 2 + if(kind is wide, 0, 1); "
        + "population size 10; evolve 4"

    private static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    /// Returns the data of a page.
    private static func data(of page: String) throws -> [String: Any] {
        let match = try #require(page.firstMatch(of: /<script type="application\/json" id="page-data">(.*?)<\/script>/))
        return try #require(try JSONSerialization.jsonObject(with: Data(match.output.1.utf8)) as? [String: Any])
    }

    @Test func `a page has every section of a search over genes`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.search); report to '\(folder.path)/a.html'")
        let page = try Self.text("\(folder.path)/a.html")
        for id in ["trust", "search", "fittest", "evolution", "evaluations", "reproducibility"] {
            #expect(page.contains("<section id=\"\(id)\""), "\(id)")
        }
        #expect(!page.contains("<section id=\"data\"") && !page.contains("<section id=\"mistakes\""))
        #expect(page.contains(" of 40 evaluations is "))
        let data = try Self.data(of: page)
        #expect(data["total"] as? Int == 40)
        #expect((data["fitness"] as? [Double])?.count == 40)
        #expect((data["genes"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["x", "kind"])
    }

    @Test func `a page of networks has their data, layers and mistakes, and does not read the test set`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(
            "load wine; training epochs 2; population size 4; evolve 1; train fittest epochs 2; "
                + "report to '\(folder.path)/a.html'; report to '\(folder.path)/a.md'")
        let page = try Self.text("\(folder.path)/a.html")
        for id in ["data", "fittest", "mistakes"] { #expect(page.contains("<section id=\"\(id)\""), "\(id)") }
        #expect(page.contains("validation samples by actual class"))
        #expect(page.contains("The network layer by layer"))
        #expect(page.contains("proline"))
        guard case .data(let data)? = try await talking.say("show data").first else {
            Issue.record("there are no data")
            return
        }
        // Training read it once, the reports never.
        #expect(data.testReads == 1)
        let markdown = try Self.text("\(folder.path)/a.md")
        #expect(markdown.contains("## The fittest network") && markdown.contains("```ns\n#!/usr/bin/env ns"))
    }

    @Test func `a live page follows the search until a report without live`() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a.html"
        let talking = Talking()
        try await talking.say("\(Self.search); report to '\(path)' live")
        #expect(try Self.text(path).contains("data-seconds=\"5\""))
        try await talking.say("evolve 2")
        #expect(try Self.data(of: Self.text(path))["total"] as? Int == 60)
        try await talking.say("report to '\(path)'; evolve 1")
        let last = try Self.text(path)
        #expect(try Self.data(of: last)["total"] as? Int == 60)
        #expect(!last.contains("data-seconds"))
    }

    @Test func `a report changes nothing and is recorded`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.search); report to '\(folder.path)/a.html' live; undo")
        await #expect(throws: SessionError.self) { try await talking.say("show population") }
        let other = Talking()
        try await other.say("record '\(folder.path)/r.ns'; \(Self.search); report to '\(folder.path)/b.html' replace")
        #expect(try Self.text("\(folder.path)/r.ns").hasSuffix("\nreport to '\(folder.path)/b.html' replace\n"))
    }

    @Test func `a file of another extension, a live text and an existing file are refused`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("mine".utf8), to: "mine.html")
        let talking = Talking()
        try await talking.say(Self.search)
        for (command, message) in [
            ("report to '\(folder.path)/a.doc'", "expected a name that ends in .html, .pdf or .md"),
            ("report to '\(folder.path)/a.md' live", "only a page can be live"),
            ("report to '\(folder.path)/mine.html'", "already exists"),
        ] {
            let error = await #expect(throws: SessionError.self) { try await talking.say(command) }
            #expect(error?.description.contains(message) == true, "\(command)")
        }
        #expect(try Self.text("\(folder.path)/mine.html") == "mine")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mine.html"])
        try await talking.say("report to '\(folder.path)/mine.html' replace")
        #expect(try Self.text("\(folder.path)/mine.html").hasPrefix("<!DOCTYPE html>"))
    }

    @Test func `a PDF is written, or the error names what to install, and then no file is touched`() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a.pdf"
        let talking = Talking()
        try await talking.say(Self.search)
        do {
            try await talking.say("report to '\(path)'")
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(bytes.starts(with: Array("%PDF-1.".utf8)))
        } catch let error as SessionError {
            #expect(error.description.contains("a PDF needs cairo, Pango and librsvg"))
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `names of columns and classes are text`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<60).map { "\($0 % 30),\($0 % 2 == 0 ? "<script>alert(1)</script>" : "\"\"\"> <b>\"")\n" }
        try folder.write(Array(("\"<img src=x onerror=alert(2)>\",kind\n" + rows.joined()).utf8), to: "a.csv")
        let talking = Talking()
        try await talking.say(
            "load csv '\(folder.path)/a.csv' label kind; training epochs 1; population size 3; evolve 1; "
                + "train fittest epochs 1; report to '\(folder.path)/a.html'")
        let page = try Self.text("\(folder.path)/a.html")
        #expect(page.ranges(of: "<script").count == 2)
        #expect(!page.contains("<img src=x") && !page.contains("<b>"))
        #expect(page.contains("&lt;img src=x onerror=alert(2)&gt;"))
    }

    @Test func `failures have their reasons`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(
            "gene x in -1..1; maximize log(x); population size 6; evolve 2; report to '\(folder.path)/a.html'")
        let data = try Self.data(of: Self.text("\(folder.path)/a.html"))
        let failures = try #require(data["failures"] as? [String: String])
        #expect(!failures.isEmpty)
        #expect(failures.values.allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: [
        // Real numbers, whole ones, words, and orders; with failures.
        "gene a0..a7 in -5.0..5.0; gene b0..b3 in 1..9999; gene c0..c1 in 1e-6..1.0 log; gene d in tall, wide; "
            + "maximize log(a0) + sum(a1..a7) - sum(b0..b3) / 1000 + c0 + c1 + if(d is wide, 0, 1)",
        "gene x0..x39 in 0, 1; gene t in order of 1..9; maximize sum(x0..x39) + t[0] / 10",
    ])
    func `a page of a thousand evaluations takes less than 300 kilobytes`(search: String) async throws {
        let folder = try TemporaryFolder()
        try await Talking().say("\(search); population size 50; evolve 20; report to '\(folder.path)/a.html'")
        let page = try Self.text("\(folder.path)/a.html")
        #expect(try Self.data(of: page)["total"] as? Int == 1_000)
        #expect(page.utf8.count < 300_000, "\(page.utf8.count)")
    }

    @Test func `a page of a hundred thousand evaluations takes less than 5 megabytes`() async throws {
        let folder = try TemporaryFolder()
        try await Talking().say(
            "gene x0..x7 in -5.0..5.0; gene y in 1..99999; gene z in tall, wide; minimize x0 ^ 2 + abs(sum(x1..x7)) + y / 1e5 + if(z is wide, 0, 1); "
                + "population size 500; strategy evolution; evolve 200; report to '\(folder.path)/a.html'")
        let page = try Self.text("\(folder.path)/a.html")
        let data = try Self.data(of: page)
        #expect(data["total"] as? Int == 100_000 && (data["fitness"] as? [Any])?.count == 100_000)
        #expect(page.utf8.count < 5_000_000, "\(page.utf8.count)")
    }

    @Test func `whole numbers in a page are exact, however many there are`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(
            "gene n in 1..150000; maximize n; population size 50; evolve 8; report to '\(folder.path)/a.html'; "
                + "export csv '\(folder.path)/a.csv'")
        let data = try Self.data(of: Self.text("\(folder.path)/a.html"))
        let gene = try #require((data["genes"] as? [[String: Any]])?.first)
        let column = try #require(gene["column"] as? [String: Any])
        let (width, steps) = (try #require(column["w"] as? Int), try #require(gene["steps"] as? Double))
        #expect(gene["whole"] as? Bool == true)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let text = Array(try #require(column["s"] as? String))
        let values = stride(from: 0, to: text.count, by: width).map { start in
            let step = text[start..<start + width].reduce(0) { $0 * 64 + (letters.firstIndex(of: $1) ?? 0) } - 1
            return Int((1 + 149_999 * Double(step) / steps).rounded())
        }
        #expect(values == (data["fitness"] as? [Int]))
    }

    /// Pages for `Scripts/test --browser`, which opens them.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["NS_REPORT_PAGES"] != nil))
    func `pages of real searches for the browser are written`() async throws {
        let folder = ProcessInfo.processInfo.environment["NS_REPORT_PAGES"] ?? "."
        try await Talking().say(
            "load digits limit 400; training epochs 4; population size 12; evolve 5; train fittest epochs 6; "
                + "compare random; report to '\(folder)/digits.html' replace; report to '\(folder)/digits.md' replace")
        try await Talking().say(
            "gene x in 0.001..1.0 log; gene depth in 1..8; gene kind in tall, wide, round; "
                + "gene slope in -2.0..2.0 when kind is wide; gene tour in order of 1..4; "
                + "minimize abs(log(x) + 3) + depth / 10 + if(kind is wide, abs(slope), 1) + tour[0] / 100; "
                + "population size 30; evolve 15; report to '\(folder)/genes.html' live replace")
        try await Talking().say(
            """
            load digits limit 400; training epochs 2; maximize accuracy and minimize parameters
            require parameters <= 20000; require accuracy >= 0.5; population size 12 litter 1; evolve 4
            report to '\(folder)/front.html' replace; report to '\(folder)/front.md' replace
            report to '\(folder)/front.pdf' replace
            """)
        try await Talking().say(
            "gene x0..x299 in 0, 1; maximize sum(x0..x299); population size 20; evolve 5; "
                + "report to '\(folder)/many.html' replace; report to '\(folder)/many.pdf' replace")
        try await Talking().say("load wine; population size 9; report to '\(folder)/early.html' replace")
        try await Talking().say(
            """
            load digits limit 400; training epochs 1..9; require accuracy >= 0.5; population size 12; evolve 4
            experiment "elitism" seeds 1..6 evolve 2
            way "none" population elitism 0%
            way "a fifth" population elitism 20%
            end
            report to '\(folder)/budgets.html' replace; report to '\(folder)/budgets.md' replace
            report to '\(folder)/budgets.pdf' replace
            """)
    }
}
