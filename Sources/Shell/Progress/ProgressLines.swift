package import Reports
import Terminal

/// Progress as lines of text, never wider than the window. If they do not fit, the least important parts are left out.
package struct ProgressLines {
    /// The maximum width of a line in cells.
    private let columns: Int
    private let hasUnicode: Bool

    private init(columns: Int, hasUnicode: Bool) {
        self.columns = max(1, columns)
        self.hasUnicode = hasUnicode
    }

    /// Returns the lines for a terminal: the total, the current generation, and one for each worker.
    package static func lines(_ progress: WorkProgress, columns: Int, hasUnicode: Bool = true) -> [String] {
        let lines = ProgressLines(columns: columns, hasUnicode: hasUnicode)
        return switch progress {
        case .evolution(let state): lines.evolution(state)
        case .training(let state): [lines.training(state)]
        case .data(let state): [lines.data(state)]
        case .comparison(let state): [lines.comparison(state)]
        case .experiment(let state): lines.experiment(state)
        case .steps(let state): [lines.steps(state)]
        // A figure has its own renderer and is drawn above these lines.
        case .figure: []
        }
    }

    /// Returns one line without a bar, for output that is not a terminal.
    package static func plainLine(_ progress: WorkProgress) -> String {
        switch progress {
        case .evolution(let state):
            joined([
                "\(state.finished)\(state.generations.map { "/\($0)" } ?? "") generations",
                best(state), Numbers.clock(state.elapsed),
            ])
        case .training(let state):
            joined([
                epoch(state), state.loss.map { "loss \(Numbers.score($0))" },
                state.score.map { "score \(Numbers.score($0))" },
                Numbers.clock(state.elapsed),
            ])
        case .data(let state):
            joined(["\(state.address == nil ? "reading" : "downloading") \(state.file)", amount(state)])
        case .comparison(let state):
            joined(["\(state.finished)/\(state.searches) random searches", Numbers.clock(state.elapsed)])
        case .experiment(let state): joined(["\(state.finished)/\(state.runs) runs", Numbers.clock(state.elapsed)])
        case .steps(let state):
            joined(["\(state.title.lowercased()) \(state.finished)/\(state.steps)", Numbers.clock(state.elapsed)])
        case .figure: ""
        }
    }

    private static func best(_ state: EvolutionProgress) -> String? {
        state.best.map { "best so far \(Numbers.score($0))" }
            ?? state.frontSize.map { "front of \(Numbers.counted($0, "genome"))" }
    }

    private func comparison(_ state: ComparisonProgress) -> String {
        let fraction = Double(state.finished) / Double(max(1, state.searches))
        let remaining = fraction > 0 ? Numbers.clock(state.elapsed * (1 - fraction) / fraction) : "--:--"
        let count = "\(state.finished)/\(state.searches)"
        return bar(
            title: "Random searches", fraction: fraction,
            details: ["\(count) [\(Numbers.clock(state.elapsed)) < \(remaining)]", count])
    }

    private func steps(_ state: StepsProgress) -> String {
        let fraction = Double(state.finished) / Double(max(1, state.steps))
        let remaining = fraction > 0 ? Numbers.clock(state.elapsed * (1 - fraction) / fraction) : "--:--"
        let count = "\(state.finished)/\(state.steps)"
        return bar(
            title: state.title, fraction: fraction,
            details: ["\(count) [\(Numbers.clock(state.elapsed)) < \(remaining)]", count])
    }

    private func experiment(_ state: ExperimentProgress) -> [String] {
        let count = "\(state.finished)/\(state.runs) runs"
        let times = "[\(Numbers.clock(state.elapsed)) < \(state.remaining.map(Numbers.clock) ?? "--:--")]"
        let total = bar(title: "Experiment", fraction: state.fraction, details: ["\(count) \(times)", count])
        guard let search = state.search, let way = state.way else { return [total] }
        // A long name must not push out the numbers.
        let name = way.count > 24 ? way.prefix(23) + "…" : way
        let run = state.seed.map { "\(name), seed \($0)" }
        let generation = "generation \(search.generation)"
        let evaluated = "\(search.evaluated)/\(search.population)"
        return [
            total,
            first(fitting: [
                "  " + Self.joined([run, generation, evaluated, search.best.map { "best \(Numbers.score($0))" }]),
                "  " + Self.joined([generation, evaluated]), "  " + generation,
            ]),
        ] + workers(search)
    }

    private func evolution(_ state: EvolutionProgress) -> [String] {
        let inside = state.population > 0 ? Double(state.evaluated) / Double(state.population) : 0
        let isOver = state.finished >= state.generations ?? .max
        let done = Double(state.finished) + (isOver ? 0 : min(1, inside))
        let count = state.generations.map { "\(state.finished)/\($0)" } ?? "\(state.finished)"
        // Without a number of generations, a time limit determines the progress.
        let fraction =
            state.generations.map { $0 > 0 ? done / Double($0) : 1 }
            ?? state.remaining.map { state.elapsed / max(state.elapsed + $0, 1e-9) } ?? 0
        // It includes the genomes of the running generation, which `finished` does not count.
        let best = Self.best(state)
        // The pace agrees with the time remaining; in the end it is that of the whole search.
        let pace = (isOver ? nil : state.pace) ?? (done > 0 ? state.elapsed / done : nil)
        let rate = pace.map { ", \(Numbers.pace($0))/gen" } ?? ""
        let times = "[\(Numbers.clock(state.elapsed)) < \(state.remaining.map(Numbers.clock) ?? "--:--")"
        var lines = [
            bar(
                title: "Evolving population", fraction: fraction,
                details: [
                    Self.joined(["\(count) \(times)\(rate)]", best]), Self.joined(["\(count) \(times)]", best]),
                    Self.joined([count, best]), count,
                ])
        ]
        let asksProgram = state.asksProgram ?? false
        guard state.trainsNetworks || asksProgram, !isOver else { return lines }
        let evaluated = "\(state.evaluated)/\(state.population)"
        let oldest = asksProgram ? state.oldest.map { "oldest \(Numbers.clock($0))" } : nil
        lines.append(
            bar(
                title: "Generation \(state.generation)", fraction: inside,
                details: [
                    Self.joined(["\(evaluated) \(asksProgram ? "evaluations" : "networks")", oldest]),
                    Self.joined([evaluated, oldest]), evaluated,
                ]))
        return lines + workers(state)
    }

    /// Returns the lines about evaluators that are not ready, and about each worker.
    private func workers(_ state: EvolutionProgress) -> [String] {
        var lines: [String] = []
        if let evaluators = state.evaluators, evaluators.present < evaluators.wanted || evaluators.preparing > 0 {
            lines.append(awaited(evaluators))
        }
        if state.running.count > Self.maximumWorkers {
            lines.append(all(state.running))
        } else {
            lines += state.running.sorted { $0.worker < $1.worker }.map(worker)
        }
        return lines
    }

    /// The maximum number of workers with a line each; more of them share one.
    private static let maximumWorkers = 8

    /// Returns the line that all workers share.
    private func all(_ states: [TrainingState]) -> String {
        let count = "  \(states.count) workers"
        let (least, maximum) = (states.lazy.map(\.epoch).min() ?? 1, states.lazy.map(\.epoch).max() ?? 1)
        let epochs = least == maximum ? "epoch \(least)" : "epochs \(least) to \(maximum)"
        let best = states.compactMap { $0.best ?? $0.score }.max().map { "best score \(Numbers.score($0))" }
        let oldest = states.lazy.map(\.elapsed).max().map { "oldest \(Numbers.clock($0))" }
        return first(fitting: [
            Self.joined([count, epochs, best, oldest]), Self.joined([count, epochs, oldest]),
            Self.joined([count, oldest]), count,
        ])
    }

    /// Returns the line about evaluators that are not connected or ready yet.
    private func awaited(_ evaluators: EvaluatorCount) -> String {
        var count = "  \(evaluators.present) of \(evaluators.wanted) evaluators are connected"
        if evaluators.preparing > 0 { count += ", \(evaluators.preparing) of them reading the data" }
        return first(fitting: [Self.joined([count, evaluators.lastOutput]), count])
    }

    private func worker(_ state: TrainingState) -> String {
        let start = "  worker \(state.worker)  \(Self.epoch(state))"
        let percent = state.fraction.map(Self.percent)
        let score = (state.score ?? state.best).map { "score \(Numbers.score($0))" }
        let loss = state.loss.map { "loss \(Numbers.score($0))" }
        return first(fitting: [
            Self.joined([start, percent, score, loss, Numbers.clock(state.elapsed)]),
            Self.joined([start, percent, score]),
            Self.joined([start, score]), start,
        ])
    }

    private func training(_ state: TrainingState) -> String {
        let epoch = Self.epoch(state)
        let loss = state.loss.map { "loss \(Numbers.score($0))" }
        let score = state.score.map { "score \(Numbers.score($0))" }
        let best = state.best.map { "best \(Numbers.score($0))" }
        // Patience may stop training earlier.
        let rest =
            state.fraction.flatMap { $0 > 0.01 ? " < \(Numbers.clock(state.elapsed * (1 - $0) / $0))" : nil } ?? ""
        let elapsed = "[\(Numbers.clock(state.elapsed))\(rest)]"
        let details = [
            Self.joined([epoch, elapsed, loss, score, best]), Self.joined([epoch, elapsed, best]),
            Self.joined([epoch, best]), epoch,
        ]
        guard let fraction = state.fraction else { return first(fitting: details.map { "Training  \($0)" }) }
        return bar(title: "Training", fraction: fraction, details: details)
    }

    private func data(_ state: DataState) -> String {
        let verb = state.address == nil ? "Reading" : "Downloading"
        let details = [Self.joined([Self.amount(state), state.file]), Self.amount(state)]
        guard state.total > 0 else { return first(fitting: details.map { "\(verb)  \($0)" }) }
        return bar(title: verb, fraction: Double(state.done) / Double(state.total), details: details)
    }

    private static func amount(_ state: DataState) -> String {
        switch state.unit {
        case .pictures: "\(state.done) of \(state.total)"
        case .bytes:
            state.total > 0
                ? "\(Numbers.bytes(state.done)) of \(Numbers.bytes(state.total))" : Numbers.bytes(state.done)
        }
    }

    /// Returns a bar. All titles are as wide as the longest, so that the bars are aligned.
    private func bar(title: String, fraction: Double, details: [String]) -> String {
        let title = title + String(repeating: " ", count: max(0, 19 - title.count))
        let percent = Self.percent(fraction)
        let bars = [20, 10].map { "\(title)  \(percent) \(blocks(fraction, $0)) " }
        return first(
            fitting: details.flatMap { detail in bars.map { $0 + detail } }
                + details.suffix(2).map { "\(title)  \(percent) \($0)" } + ["\(title)  \(percent)", percent])
    }

    private func blocks(_ fraction: Double, _ width: Int) -> String {
        let full = Int((min(1, max(0, fraction)) * Double(width)).rounded(.down))
        return String(repeating: hasUnicode ? "█" : "#", count: full)
            + String(repeating: hasUnicode ? "░" : "-", count: width - full)
    }

    /// Returns the first variant that fits. The last cell stays free, because terminals treat the cursor after a full
    /// row differently.
    private func first(fitting variants: [String]) -> String {
        variants.first { $0.count < columns } ?? String((variants.last ?? "").prefix(columns - 1))
    }

    private static func joined(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.joined(separator: "  ")
    }

    private static func epoch(_ state: TrainingState) -> String {
        "epoch \(state.epoch)" + (state.epochs.map { "/\($0)" } ?? "")
    }

    /// Returns a fraction in whole percent, padded to four characters; 100% only if everything is finished.
    private static func percent(_ fraction: Double) -> String {
        let whole = Numbers.wholePercent(fraction)
        return String(repeating: " ", count: max(0, 4 - whole.count)) + whole
    }
}
