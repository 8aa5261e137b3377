import Foundation
import PlotRendering
import Plots
import Support
import Testing

@Suite(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
struct FigurePageTests {
    private static let figure = FitnessPlot.figure(
        (1...9).map { .init(generation: $0, mean: 0.4, deviation: 0.1, best: Double($0)) }, verticalLabel: "accuracy")

    private func bytes(_ figure: Figure, _ page: FigurePage, _ format: String) async throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try await GnuplotFigure(page: page).write(figure, to: "\(folder.path)/a.\(format)")
        return Array(try #require(FileManager.default.contents(atPath: "\(folder.path)/a.\(format)")))
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    @Test(arguments: [(300, 1004, 709, 11811), (600, 2008, 1417, 23622)])
    func `the pixels of a PNG follow from millimetres and dots per inch, which it contains`(
        resolution: Int, width: Int, height: Int, perMetre: Int
    ) async throws {
        let image = try await bytes(Self.figure, FigurePage(size: (85, 60), resolution: resolution), "png")
        #expect(number(image[16..<20]) == width && number(image[20..<24]) == height)
        #expect(Array(image[37..<41]) == Array("pHYs".utf8))
        #expect(number(image[41..<45]) == perMetre && number(image[45..<49]) == perMetre && image[49] == 1)
    }

    @Test func `without a size a picture is 1200 pixels wide`() async throws {
        let image = try await bytes(Self.figure, FigurePage(), "png")
        #expect(number(image[16..<20]) == 1200 && number(image[20..<24]) == 750)
    }

    @Test func `the checksum of the resolution is the one of zlib`() {
        // python3 -c "import zlib, struct; print(hex(zlib.crc32(b'pHYs' + struct.pack('>IIB', 11811, 11811, 1))))"
        let header = [UInt8](repeating: 0, count: 12) + Array("IHDR".utf8) + [UInt8](repeating: 0, count: 18)
        let image = PhysicalSize.png(header, dotsPerInch: 300)
        #expect(Array(image[50..<54]) == [0x78, 0xA5, 0x3F, 0x76])
    }

    @Test func `a PDF and an SVG have the size on paper`() async throws {
        let page = FigurePage(size: (85, 60))
        let document = String(decoding: try await bytes(Self.figure, page, "pdf"), as: UTF8.self)
        // 85 mm are 240.9 points.
        #expect(document.contains("/MediaBox [ 0 0 240 170 ]") || document.contains("/MediaBox [ 0 0 241 170 ]"))
        let image = String(decoding: try await bytes(Self.figure, page, "svg"), as: UTF8.self)
        #expect(image.contains("width=\"85.0mm\" height=\"60.0mm\""))
    }

    @Test func `a font that is not installed is refused by its name`() async throws {
        await #expect(throws: PlotError.noFont("No Such Font At All")) {
            _ = try await bytes(Self.figure, FigurePage(fontName: "No Such Font At All"), "pdf")
        }
        _ = try await bytes(Self.figure, FigurePage(fontName: "Serif", fontSize: 9), "pdf")
    }

    @Test func `letters that no font has are refused by name, and an SVG leaves them to the reader`() async throws {
        // A private character, for which no font is made.
        let title = "A \u{10FFFD}\u{10FFFC} title"
        let titled = Self.figure.with(title: title)
        for format in ["png", "pdf"] {
            do {
                _ = try await bytes(titled, FigurePage(), format)
                Issue.record("\(format) was written")
            } catch let error as PlotError {
                guard case .missingCharacters(_, "\u{10FFFD}\u{10FFFC}") = error else {
                    Issue.record("\(error)")
                    return
                }
            }
        }
        let image = String(decoding: try await bytes(titled, FigurePage(), "svg"), as: UTF8.self)
        #expect(image.contains(title))
        _ = try await bytes(Self.figure.with(title: "Füße — α ≤ β…"), FigurePage(), "png")
    }

    @Test func `long notes and labels continue on another line`() async throws {
        let note = (1...30).map { "word\($0)" }.joined(separator: " ")
        let figure = Figure(
            horizontal: Axis("x"), vertical: Axis("a label that is much too long for one line of a small page, truly"),
            layers: [Figure.Layer("", .line([[.init(x: 0, y: 0), .init(x: 1, y: 1)]]), color: 0)], note: note)
        let image = String(decoding: try await bytes(figure, FigurePage(size: (85, 60)), "svg"), as: UTF8.self)
        for number in 1...30 { #expect(image.contains("word\(number)")) }
        #expect(image.contains("a label that is"))
    }

    @Test func `rows need a height for readable texts`() async throws {
        let rows = GenesPlot.figure((0..<60).map { .init("value \($0)", fractions: [0.5, 0.5]) })
        do {
            _ = try await bytes(rows, FigurePage(size: (85, 60)), "svg")
            Issue.record("the figure was written")
        } catch let error as PlotError {
            guard case .tooLow(_, let least) = error else {
                Issue.record("\(error)")
                return
            }
            // That height is enough.
            _ = try await bytes(rows, FigurePage(size: (85, least)), "svg")
        }
    }
}
