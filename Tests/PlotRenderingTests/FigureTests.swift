import Foundation
import PlotRendering
import Plots
import Support
import Testing
import VisibleText

private func figure(_ count: Int, title: String? = nil, value: (Int) -> Double? = { 1 - 1 / Double($0 + 1) }) -> Figure
{
    FitnessPlot.figure(
        (1...count).map { generation in
            let mean = value(generation)
            return .init(
                generation: generation, mean: mean, deviation: mean == nil ? nil : 0.1, best: mean.map { $0 + 0.05 })
        }, title: title, verticalLabel: "validation accuracy")
}

private func visible(_ line: String) -> String {
    StyleMark.stripped(line)
}

@Suite struct TerminalFigureTests {
    @Test(arguments: [1, 2, 10, 1000], [60, 80, 200])
    func `no line is wider than the window, and there are no more rows than requested`(count: Int, columns: Int) {
        for hasUnicode in [true, false] {
            let lines = TerminalFigure().render(
                figure(count, title: "By generation"), columns: columns, rows: 20,
                style: .init(hasColor: hasUnicode, hasUnicode: hasUnicode)
            ).map(visible)
            #expect(lines.map(\.count).max() ?? 0 <= columns)
            #expect(lines.count <= 20)
            #expect(lines.contains { $0.contains("generation") })
            #expect(lines.contains { $0.contains("maximum") })
            let isPlain = lines.allSatisfy { $0.allSatisfy(\.isASCII) }
            #expect(hasUnicode || isPlain)
        }
    }

    @Test func `generations are whole numbers, and labels do not touch`() {
        for count in [1, 2, 3, 7, 10, 50, 1000] {
            let lines = TerminalFigure().render(
                figure(count), columns: 80, rows: 20, style: .init(hasColor: false, hasUnicode: true))
            let axis = lines[lines.count - 3].split(separator: " ")
            #expect(axis.compactMap { Int($0) }.count == axis.count, "\(axis)")
            #expect(axis.compactMap { Int($0) } == axis.compactMap { Int($0) }.sorted())
            #expect(Set(axis).count == axis.count)
        }
    }

    @Test func `equal values and failed generations are drawn too`() {
        let equal = TerminalFigure().render(
            figure(10) { _ in 0.5 }, columns: 80, rows: 20, style: .init(hasColor: false, hasUnicode: true))
        #expect(equal.count > 10)
        let gaps = figure(10) { $0 % 3 == 0 ? nil : 0.5 }
        guard case .line(let pieces)? = gaps.layers.last?.shape else {
            Issue.record("the maximum is not a line")
            return
        }
        #expect(pieces.map(\.count) == [2, 2, 2, 1])
        let none = TerminalFigure().render(
            figure(3) { _ in nil }, columns: 80, rows: 20, style: .init(hasColor: false, hasUnicode: true))
        #expect(none == ["nothing to draw"])
        let vast = TerminalFigure().render(
            figure(4) { $0 == 2 ? 1.7e308 : -9e299 }, columns: 80, rows: 20,
            style: .init(hasColor: false, hasUnicode: true))
        #expect(vast.count > 10)
    }

    @Test func `a saved figure is the same when it is loaded`() throws {
        let drawn = figure(5)
        #expect(try JSONDecoder().decode(Figure.self, from: JSONEncoder().encode(drawn)) == drawn)
    }
}

@Suite struct GnuplotFigureTests {
    @Test(
        .enabled(if: Needed.gnuplot, "gnuplot is not installed"),
        arguments: [("png", "\u{89}PNG"), ("svg", "<?xml"), ("pdf", "%PDF")])
    func `gnuplot writes the format of the extension`(format: String, start: String) async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/it's \"a\" plot.\(format)"
        try await GnuplotFigure().write(
            figure(10, title: "It's \\n a 'quoted' \"title\" with_underscores @ {x}"), to: path)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(bytes.starts(with: start.unicodeScalars.map { UInt8($0.value) }))
        #expect(folder.names.count == 1)
    }

    /// A name in a stranger's table must not become a command of gnuplot.
    @Test(
        .enabled(if: Needed.gnuplot, "gnuplot is not installed"),
        arguments: ["\u{600}'", "'\u{301}", "'\u{200D}", "''", "a''"])
    func `a quote in a character of several scalars does not end a text`(quote: String) async throws {
        let folder = try TemporaryFolder()
        let title = "\(quote);system(\"touch '\(folder.path)/made'\");#"
        try await GnuplotFigure().write(figure(10, title: title), to: "\(folder.path)/figure.svg")
        #expect(folder.names == ["figure.svg"])
    }

    @Test(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
    func `one generation and equal values are drawn without an error`() async throws {
        let folder = try TemporaryFolder()
        try await GnuplotFigure().write(figure(1) { _ in 0 }, to: "\(folder.path)/one.png")
        #expect(folder.names == ["one.png"])
    }

    @Test func `errors are reported before anything is written`() async throws {
        let folder = try TemporaryFolder()
        await #expect(throws: PlotError.unknownFormat(path: "x.gif")) {
            try await GnuplotFigure().write(figure(2), to: "x.gif")
        }
        let missing = "\(folder.path)/none/x.png"
        await #expect(throws: PlotError.noFolder(path: missing)) {
            try await GnuplotFigure().write(figure(2), to: missing)
        }
        #expect(folder.names.isEmpty)
    }
}
