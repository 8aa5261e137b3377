import PlotRendering
import Plots
import Testing

@Suite struct FigureSentencesTests {
    private func sentences(_ figure: Figure) -> [String] { FigureSentences().sentences(of: figure) }

    @Test func `a plot of fitness has its range, its trend and its best value in sentences`() {
        let best = [0.5, 0.7, 0.9, 0.8]
        let figure = FitnessPlot.figure(
            best.enumerated().map { .init(generation: $0 + 1, mean: 0.4, deviation: 0.1, best: $1) },
            verticalLabel: "accuracy")
        #expect(
            sentences(figure.with(title: "A run")) == [
                "A run.", "Plot of accuracy by generation, from 1 to 4.",
                "one standard deviation: 0.3 to 0.5 at generation 1, 0.3 to 0.5 at generation 4.",
                "mean: 0.4 everywhere.",
                "maximum: rises from 0.5 to 0.8; best 0.9 at generation 3, worst 0.5 at generation 1.",
            ])
    }

    @Test func `of a loss, the lowest value is the best`() {
        let figure = TrainingPlot.figure(
            [
                .init(
                    name: "", trainingLoss: [[1, 0.5, 0.25]], validationLoss: [[1, 0.5, 0.75]],
                    score: [[0.2, 0.9, 0.8]])
            ],
            score: "accuracy")
        #expect(
            sentences(figure) == [
                "Plot of loss by epoch, from 1 to 3.",
                "training: falls from 1 to 0.25; best 0.25 at epoch 3, worst 1 at epoch 1.",
                "validation: falls from 1 to 0.75; best 0.5 at epoch 2, worst 1 at epoch 1.",
                "Plot of accuracy by epoch, from 1 to 3.",
                "validation: rises from 0.2 to 0.8; best 0.9 at epoch 2, worst 0.2 at epoch 1.",
            ])
    }

    @Test func `rows of a heat map, bars and clouds of points have a sentence each`() {
        let genes = GenesPlot.figure([
            .init("width  16", fractions: [0.5, 1, 0.75]), .init("8", fractions: [0.5, 0, 0.25]),
        ])
        #expect(
            sentences(genes) == [
                "Plot of fraction of a generation's genomes by generation.",
                "width 16: 50% at first, 75% at last, highest 100%.", "width 8: 50% at first, 25% at last.",
            ])
        #expect(
            sentences(ImportancePlot.figure([("width", 0.25), ("depth", 0.75)])) == [
                "Plot of importance in %.", "From the largest: depth 75, width 25.",
            ])
        let cloud = ExpectationsPlot.figure([.init(x: 1, y: 2), .init(x: 2, y: 4), .init(x: 3, y: 6)])
        #expect(
            sentences(cloud).last
                == "a birth: 3 points, predicted from 1 to 3, measured from 2 to 6; correlation 1.00.")
    }

    @Test func `the typical genome of the fittest group describes parallel coordinates`() {
        let figure = ParallelPlot.figure(
            [
                .init(name: "width", marks: [.init("8", at: 0), .init("16", at: 1)]),
                .init(name: "depth", marks: [.init("1", at: 0), .init("9", at: 1)]),
            ], [.init(positions: [0, 0], fitness: 1), .init(positions: [1, 0.1], fitness: 2)]
        ) { $0 == $1 ? "\($0)" : "\($0) to \($1)" }
        #expect(
            sentences(figure) == [
                "Lines over width, depth.", "Groups by fitness, the fittest last: 1.0; 2.0.",
                "Typical of the fittest: width about 16, depth 10% of the way from 1 to 9.",
            ])
    }

    @Test func `a typical value far from all labels is described by its position between them`() {
        let marks = [ParallelPlot.Mark("-5", at: 0), .init("5", at: 1)]
        let figure = ParallelPlot.figure(
            [.init(name: "x", marks: marks), .init(name: "y", marks: marks), .init(name: "z", marks: marks)],
            [.init(positions: [0.6, 0.99, 0], fitness: 1)]
        ) { low, _ in "\(low)" }
        #expect(
            sentences(figure).last
                == "Typical of the fittest: x 60% of the way from -5 to 5, y about 5, z about -5.")
    }

    @Test func `sentences have no drawing characters, whatever the figure`() {
        let figures = [
            DiversityPlot.figure((1...5).map { .init(generation: $0, distance: 0.3, distinct: 1) }),
            FitnessPlot.figure([]), ComparisonPlot.figure([.init(name: "random", best: [nil, 1, 2])]),
        ]
        for sentence in figures.flatMap(sentences) {
            #expect(!sentence.unicodeScalars.contains { (0x2500...0x28FF).contains($0.value) }, "\(sentence)")
        }
        #expect(sentences(FitnessPlot.figure([])) == ["nothing to draw"])
    }
}
