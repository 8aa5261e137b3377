/// Learning curves: the loss (top) and the score (bottom) by epoch.
public enum TrainingPlot {
    /// One training, or several that belong together, such as those of one network on several folds.
    public struct Training: Hashable, Sendable {
        /// The name in the legend.
        public let name: String
        /// The training loss of each epoch in order, one curve for each training.
        public let trainingLoss: [[Double?]]
        /// The validation loss of each epoch.
        public let validationLoss: [[Double?]]
        /// The validation score of each epoch.
        public let score: [[Double?]]

        /// Creates a training.
        public init(name: String, trainingLoss: [[Double?]], validationLoss: [[Double?]], score: [[Double?]]) {
            self.name = name
            self.trainingLoss = trainingLoss
            self.validationLoss = validationLoss
            self.score = score
        }
    }

    /// Returns the figure of some trainings.
    ///
    /// - Parameters:
    ///   - stopped: the trainings that were stopped early, drawn dimly behind the others.
    ///   - score: the name of the score; nil if only losses are known.
    public static func figure(_ trainings: [Training], stopped: [Training] = [], score: String?) -> Figure {
        func name(_ what: String, _ training: Training) -> String {
            trainings.count > 1 ? "\(training.name) \(what)" : what
        }
        let isAlone = trainings.count == 1
        func behind(_ curves: (Training) -> [[Double?]]) -> [Figure.Layer] {
            let drawn = stopped.flatMap { points(curves($0)) }
            return drawn.isEmpty ? [] : [Figure.Layer("stopped early", .line(drawn), color: 0, shade: 0)]
        }
        let losses =
            behind(\.validationLoss)
            + trainings.enumerated().flatMap { number, training in
                [
                    Figure.Layer(
                        name("training", training), .dashed(points(training.trainingLoss)), color: isAlone ? 0 : number),
                    Figure.Layer(
                        name("validation", training), .line(points(training.validationLoss)),
                        color: isAlone ? 1 : number),
                ]
            }
        let drawn = (trainings + stopped).flatMap { $0.trainingLoss + $0.validationLoss }.joined().compactMap { $0 }
        let scores =
            behind(\.score)
            + trainings.enumerated().map { number, training in
                Figure.Layer(name("validation", training), .line(points(training.score)), color: isAlone ? 1 : number)
            }
        let note = isAlone ? nil : "dashed: training loss"
        let epochs = Axis("epoch", isWhole: true)
        let lower =
            score.map {
                [
                    Figure(
                        horizontal: epochs, vertical: Axis($0), layers: scores, note: note, lowerIsBetter: $0 == "loss")
                ]
            } ?? []
        return Figure(
            horizontal: lower.isEmpty ? epochs : Axis("", isWhole: true),
            vertical: Axis("loss", scale: .suited(to: drawn.filter(\.isDrawable))), layers: losses,
            note: lower.isEmpty ? note : nil,
            below: lower,
            lowerIsBetter: true)
    }

    private static func points(_ curves: [[Double?]]) -> [[Figure.Point]] {
        curves.flatMap { curve in
            curve.enumerated().map { position, value in
                value.flatMap { $0.isDrawable ? Figure.Point(x: Double(position + 1), y: $0) : nil }
            }.split { $0 == nil }.map { $0.compactMap { $0 } }
        }
    }
}
