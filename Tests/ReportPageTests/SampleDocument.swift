import Plots
import ReportPage

/// Documents like those of a real search, with names that try to leave their place in the page.
enum SampleDocument {
    /// Names that a table from anywhere may contain.
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "' onclick='alert(3)", "</script><!--",
        "a & b", "\u{202E}desrever", "\u{1B}]0;title\u{7}", "東京", "]]>",
    ]

    /// Returns a document with some evaluations.
    static func document(evaluations count: Int, reloadSeconds: Int? = nil) -> ReportDocument {
        let columns = columns(count)
        return ReportDocument(
            title: "wine, maximize accuracy",
            result:
                "The fittest network has a validation accuracy of 0.9815 (95% confidence interval 0.914–0.998, 54 rows).",
            highlights: [
                .init("validation accuracy", "0.9815"), .init("evaluations", "\(count)"),
                .init("generations", "\(count / 50)"), .init("time", "2 min 5 s"),
            ],
            sections: sections(columns), evaluations: columns, origin: "Written by ns 0.1.0 on 2026-11-27 04:00 UTC",
            reloadSeconds: reloadSeconds)
    }

    private static func sections(_ columns: EvaluationColumns) -> [ReportSection] {
        [
            ReportSection(
                id: "question", title: "The search",
                blocks: [
                    .script([
                        .init("# a search ", .comment), .init("\n", .plain), .init("load", .command),
                        .init(" wine\n", .plain), .init("gene", .command), .init(" rate ", .plain), .init("in", .word),
                        .init(" 0.001..0.1\nprint ", .plain), .init("'\(hostile[0])'", .text), .init("\n", .plain),
                        .init("evolve", .command), .init(" $generations", .variable),
                    ])
                ]),
            ReportSection(
                id: "data", title: "Data",
                blocks: [
                    .facts([
                        .init("samples", "178"), .init("SHA-256", String(repeating: "a0", count: 32), isCode: true),
                    ]),
                    .counts(zip(hostile, [59, 71, 48, 3, 0, 8, 9, 10, 12]).map { .init($0, $1) }),
                    .table(
                        ReportTable(
                            caption: "Columns",
                            columns: [.init("column", isNumeric: false), .init("distinct", isNumeric: true)],
                            rows: hostile.enumerated().map { [$1, "\($0)"] })),
                ]),
            ReportSection(
                id: "network", title: "The fittest network",
                blocks: [
                    .layers([
                        .init(name: "input", shape: "13", size: 13, parameters: nil),
                        .init(name: "dense 64, batch normalization, relu", shape: "64", size: 64, parameters: 960),
                        .init(name: "dense 16, tanh, dropout 0.1", shape: "16", size: 16, parameters: 1_040),
                        .init(name: "output, softmax", shape: "3", size: 3, parameters: 51),
                    ]),
                    .confusion(
                        .init(
                            set: "validation", classes: ["one", hostile[0], hostile[1]],
                            counts: [[18, 1, 0], [2, 19, 0], [0, 0, 14]])),
                    .samples([
                        .init(
                            facts: [.init("row", "17"), .init("actual", hostile[0]), .init("predicted", "one (0.97)")],
                            picture: Bitmap(width: 8, height: 8, bytes: (0..<192).map { UInt8($0) })),
                        .init(facts: [.init("row", "4"), .init("actual", "one")], picture: nil),
                    ]), .warning("The test set was read 3 times: its score is no longer an unbiased estimate."),
                ]),
            ReportSection(id: "evolution", title: "Evolution", blocks: figures(columns)),
            ReportSection(id: "evaluations", title: "Evaluations", blocks: [.evaluations]),
        ]
    }

    private static func figures(_ columns: EvaluationColumns) -> [ReportBlock] {
        let generations = (1...max(1, columns.rows.count / 50)).map { generation in
            let values = columns.rows.filter { $0.generation == generation }.compactMap(\.fitness)
            let mean = values.reduce(0, +) / Double(max(1, values.count))
            return FitnessPlot.Generation(generation: generation, mean: mean, deviation: 0.03, best: values.max())
        }
        let lineage = [
            LineagePlot.LineageMember(birth: 102, generation: 3, value: 0.71, mother: 60, father: 61),
            .init(birth: 60, generation: 2, value: 0.66, mother: nil, father: nil),
            .init(birth: 61, generation: 2, value: 0.62, mother: nil, father: nil),
        ]
        let others = columns.rows.prefix(1_000).map {
            LineagePlot.LineageMember(
                birth: $0.birth, generation: $0.generation, value: $0.fitness, mother: nil, father: nil)
        }
        let genes = [ParallelPlot.GeneAxis(name: hostile[0], marks: [.init(hostile[1], at: 0), .init("sgd", at: 1)])]
        let lines = (0..<100).map {
            ParallelPlot.GenomeLine(positions: [Double($0 % 2), Double($0) / 100], fitness: Double($0) / 100)
        }
        return [
            .figure(
                FitnessPlot.figure(generations, verticalLabel: "validation accuracy"), caption: "Fitness by generation",
                links: .organisms),
            .figure(
                GenesPlot.figure(
                    [
                        .init("optimizer  adam", fractions: generations.map { min(1, Double($0.generation) / 20) }),
                        .init(hostile[1], fractions: generations.map { max(0, 1 - Double($0.generation) / 20) }),
                    ], note: "values are merged to fit"), caption: "Values of genes by generation", links: .none),
            .figure(
                ImportancePlot.figure([("rate", 0.61), (hostile[0], 0.3), ("epochs", 0.09)]),
                caption: "Importance of genes",
                links: .none),
            .figure(
                ParallelPlot.figure(genes + [.init(name: "fitness", marks: [])], lines) { low, high in "\(low)–\(high)"
                },
                caption: "Parallel coordinates", links: .parallel),
            .figure(
                LineagePlot.figure(lineage, among: others, verticalLabel: "validation accuracy", isMinimized: false),
                caption: "Ancestors of the fittest", links: .drawnOrganisms),
        ]
    }

    /// Returns evaluations of a search in 50 births a generation, always the same ones.
    static func columns(_ count: Int) -> EvaluationColumns {
        var state: UInt64 = 7
        func draw(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        let optimizers = ["adam", "sgd", "rmsprop", hostile[0]]
        let words = (0..<count).map { _ in Optional(draw(optimizers.count)) }
        let rates = (0..<count).map { _ in Optional(Double(draw(100_000)) / 100_000) }
        let layers = (0..<count).map { $0 % 9 == 0 ? nil : Optional(draw(5)) }
        let rows = (0..<count).map { birth in
            let generation = birth / 50 + 1
            let fitness = 0.5 + 0.4 * (1 - 1 / Double(generation)) + Double(draw(1000)) / 10_000
            let hasParents = generation > 1
            return EvaluationColumns.Row(
                birth: birth, generation: generation, mother: hasParents ? birth - 1 - draw(50) : nil,
                father: hasParents ? birth - 1 - draw(50) : nil,
                fitness: birth % 97 == 5 ? nil : (fitness * 10_000).rounded() / 10_000,
                failure: birth % 97 == 5 ? "diverged \(hostile[0])" : nil, seconds: Double(draw(1000)) / 100,
                changed: draw(3) == 0 ? [draw(3)] : [])
        }
        let filler = (0..<5).map { number in
            EvaluationColumns.GeneColumn(
                name: "gene \(number)",
                values: .listed(
                    (0..<8).map { "\($0 * 8)" }, positions: (0..<8).map { Double($0) / 7 },
                    indices: (0..<count).map { _ in draw(8) }), marks: [.init("0", at: 0), .init("56", at: 1)])
        }
        return EvaluationColumns(
            objective: "validation accuracy", isMinimized: false, rows: rows,
            genes: [
                .init(
                    name: "optimizer", values: .listed(optimizers, positions: [0, 0.33, 0.67, 1], indices: words),
                    marks: [
                        .init("adam", at: 0), .init("sgd", at: 0.33), .init("rmsprop", at: 0.67),
                        .init(hostile[0], at: 1),
                    ]),
                .init(
                    name: "rate", values: .interval(low: 0.001, high: 0.1, isLogarithmic: true, positions: rates),
                    marks: [.init("0.001", at: 0), .init("0.1", at: 1)]),
                .init(
                    name: hostile[0],
                    values: .listed(["1", "2", "3", "4", "5"], positions: [0, 0.25, 0.5, 0.75, 1], indices: layers),
                    marks: [.init("1", at: 0), .init("5", at: 1)]),
            ] + filler, total: count)
    }
}
