import Foundation
import PlotRendering
import Plots
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct SVGFigureTests {
    private static let hostile = "</text><script>alert(\"1\")</script> & 'é' \u{202E}\u{1}"

    private static let figures: [Figure] = [
        FitnessPlot.figure(
            (1...30).map { .init(generation: $0, mean: Double($0), deviation: 2, best: Double($0 + 3)) },
            title: hostile, verticalLabel: hostile),
        FitnessPlot.figure([.init(generation: 1, mean: 1, deviation: nil, best: 1)]),
        GenesPlot.figure(
            [.init(hostile, fractions: [0.5, 1, nil]), .init("b", fractions: [0.5, 0, 1])], note: hostile),
        ImportancePlot.figure([(hostile, 0.7), ("b", 0.3)]),
        ParallelPlot.figure(
            [.init(name: hostile, marks: [.init(hostile, at: 0)]), .init(name: "b", marks: [])],
            [.init(positions: [0, 1], fitness: 1), .init(positions: [1, nil], fitness: 2)]
        ) { low, _ in "\(low)" },
        TrainingPlot.figure(
            [
                .init(
                    name: "one", trainingLoss: [[1, 0.1, 0.01]], validationLoss: [[2, nil, 1]],
                    score: [[0.1, 0.2, 0.3]])
            ],
            score: "accuracy"),
        LineagePlot.figure(
            [.init(birth: 1, generation: 1, value: 1, mother: nil, father: nil)],
            among: [.init(birth: 0, generation: 1, value: 0.5, mother: nil, father: nil)], verticalLabel: "x",
            isMinimized: false),
        Figure(horizontal: Axis("nothing"), vertical: Axis(""), layers: []),
    ]

    @Test(arguments: figures.indices)
    func `document is well formed`(index: Int) {
        let parser = XMLParser(data: Data(SVGFigure().document(Self.figures[index]).utf8))
        let counter = ElementCounter()
        parser.delegate = counter
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(counter.names.contains("svg") && !counter.names.contains("script"))
    }

    @Test func `texts are escaped`() {
        let text = SVGFigure().element(Self.figures[0], id: "a")
        #expect(!text.contains("<script>"))
        #expect(text.contains("&lt;script&gt;alert(&quot;1&quot;)"))
        #expect(!text.contains("\u{202E}"))
    }

    @Test func `frame maps values to pixels`() throws {
        let figure = Figure(
            horizontal: Axis("x"), vertical: Axis("y"),
            layers: [.init("", .line([[.init(x: 0, y: 10), .init(x: 100, y: 20)]]), color: 0)])
        let text = SVGFigure(width: 500, height: 300).element(figure, id: "a")
        let frame = try #require(text.firstMatch(of: /data-x="([^"]+)" data-y="([^"]+)"/))
        let (x, y) = (frame.output.1.split(separator: " "), frame.output.2.split(separator: " "))
        #expect(x[2...3] == ["0.0", "100.0"] && x[4] == "linear")
        // The line begins at the left end of the axis, at the height of 10.
        let (bottom, top) = (try #require(Double(y[0])), try #require(Double(y[1])))
        let (low, high) = (try #require(Double(y[2])), try #require(Double(y[3])))
        let start = bottom + (10 - low) / (high - low) * (top - bottom)
        #expect(text.contains("d=\"M\(x[0]) \(SVGText.number(start))L\(x[1]) "))
    }

    @Test func `layers of a panel stay within it`() throws {
        for figure in Self.figures.dropLast() {
            let text = SVGFigure().element(figure, id: "a")
            let box = try #require(text.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/))
            let height = try #require(Double(box.output.2))
            for match in text.matches(of: #/ y="([0-9.]+)"/#) {
                #expect(try #require(Double(match.output.1)) <= height)
            }
        }
    }

    @Test func `dashed lines of different colours have different dashes`() {
        let dashes = (0...5).compactMap { color in
            SVGFigure.style.firstRange(of: ".figure .d.k\(color){stroke-dasharray:").map {
                SVGFigure.style[$0.upperBound...].prefix { $0 != "}" }
            }
        }
        #expect(dashes.count == 6 && Set(dashes).count == 6)
        #expect(SVGFigure().printed(Self.figures[0]).text.contains(".d.k5{stroke-dasharray:"))
    }

    @Test func `widths of letters are estimated`() {
        #expect(SVGText.width("東京", size: 10) == 20)
        #expect(SVGText.width("il", size: 10) < SVGText.width("MW", size: 10))
        #expect(SVGText.cut("a long label", to: 30, size: 10).hasSuffix("…"))
        #expect(SVGText.cut("ab", to: 30, size: 10) == "ab")
    }
}

private final class ElementCounter: NSObject, XMLParserDelegate {
    var names: Set<String> = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        names.insert(name)
    }
}
