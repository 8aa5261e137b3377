import Foundation
import Plots
import Reports
import Support
import Testing

@Suite struct PaperFigureTests {
    private func searched() async throws -> Talking {
        let talking = Talking()
        try await talking.say(
            "gene x in 1..50; gene word in b, a, c; maximize if(word is a, x, 1); population size 10; evolve 6")
        return talking
    }

    private func figure(_ talking: Talking, _ text: String) async throws -> Figure? {
        for case .figure(let figure) in try await talking.say(text) { return figure }
        return nil
    }

    @Test func `a range is the exact range of its axis, also in a window`() async throws {
        let talking = try await searched()
        let figure = try #require(try await figure(talking, "plot xrange 2..4 yrange 10..20"))
        #expect(figure.horizontal.shown == 2...4 && figure.vertical.shown == 10...20)
        let whole = try #require(try await self.figure(talking, "plot"))
        #expect(whole.horizontal.shown == nil && whole.vertical.shown == nil)
    }

    @Test func `a range that does not fit the plot is refused, and no file is written`() async throws {
        let talking = try await searched()
        let folder = try TemporaryFolder()
        #expect(
            await talking.error("plot genes yrange 0..1 to '\(folder.path)/a.svg'")
                == "`yrange` does not fit this plot: the axis has names, not numbers; leave it out")
        #expect(
            await talking.error("plot yrange 900..1000 to '\(folder.path)/a.svg'")
                == "nothing is drawn in this range; leave out `xrange` and `yrange` to see everything")
        #expect(folder.names.isEmpty)
    }

    @Test(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
    func `a picture has all genes, also those that do not fit in a window`() async throws {
        let talking = Talking()
        let folder = try TemporaryFolder()
        let genes = (0..<40).map { "gene long\($0) in 1..9" }.joined(separator: "; ")
        try await talking.say("\(genes); maximize sum(long0..long39); population size 10; evolve 2")
        let shown = try #require(try await figure(talking, "plot genes"))
        #expect(shown.note?.contains("genes are left out") == true)
        try await talking.say("plot genes to '\(folder.path)/all.svg'")
        let image = try String(contentsOfFile: "\(folder.path)/all.svg", encoding: .utf8)
        for number in 0..<40 { #expect(image.contains("long\(number) ")) }
        #expect(!image.contains("left out") && image.contains("neighbouring values are merged"))
        let low = await talking.error("plot genes to '\(folder.path)/low.svg' size 85mm x 60mm")
        #expect(low?.contains("it needs a height of at least ") == true)
        #expect(folder.names == ["all.svg"])
    }

    @Test(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
    func `a file has the size, font and resolution that were asked for`() async throws {
        let talking = try await searched()
        let folder = try TemporaryFolder()
        try await talking.say("plot to '\(folder.path)/a.svg' size 8.5cm x 60mm font 'Serif,9'")
        let image = try String(contentsOfFile: "\(folder.path)/a.svg", encoding: .utf8)
        #expect(image.contains("width=\"85.0mm\" height=\"60.0mm\"") && image.contains("viewBox=\"0 0 1004 709\""))
        // 9 points at 300 dots per inch.
        #expect(image.contains("font-family=\"Serif\" font-size=\"37.50\""))
        #expect(
            await talking.error("plot to '\(folder.path)/b.png' size 1200mm x 1200mm dpi 2400")?.contains(
                "would have 113386 x 113386 pixels") == true)
    }
}
