/// `plot`: draws the evolution, in the terminal or into a file.
public struct PlotCommand: Command {
    /// What is drawn.
    public enum Subject: String, CaseIterable, Sendable {
        case fitness, expectations, compare

        var help: String {
            switch self {
            case .fitness: "mean, deviation and maximum by generation"
            case .expectations: "what the litters' model expected of each birth, and what was measured"
            case .compare: "the best so far of the evolution and of what it was compared with"
            }
        }
    }

    /// What is drawn.
    public let subject: Subject
    /// The title; nil for none.
    public let title: String?
    /// The horizontal axis's label; nil for the default.
    public let horizontalLabel: String?
    /// The vertical axis's label; nil for the default.
    public let verticalLabel: String?
    /// Whether only the maximum is drawn.
    public let isMaximumOnly: Bool
    /// The file to write; nil draws in the terminal.
    public let path: String?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "plot", topic: .seeing, "draw the evolution in the terminal or into a file",
        form: .sequence([
            .optional(.choice(Subject.allCases.map { .word($0.rawValue, $0.help) })),
            .settings([
                Setting("max", form: .word("only", "without mean and deviation"), "only the maximum"),
                Setting("title", .text, "what stands above it"),
                Setting("xlabel", .text, "what stands below it"),
                Setting("ylabel", .text, "what stands beside it"),
                Setting("to", .writtenPath, "a file: PNG, SVG or PDF by its extension"),
            ]),
        ]),
        discussion:
            "Where nothing else is named: the mean, a band of one standard deviation, and the maximum of each generation.",
        examples: [
            "plot", "plot fitness max only", "plot expectations",
            "plot title 'By generation' xlabel 'generation' ylabel 'accuracy' to 'evolution.png'", "compare random",
            "plot compare",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        subject = Subject.allCases.first { captures.has($0.rawValue) } ?? .fitness
        title = captures.text("title")
        horizontalLabel = captures.text("xlabel")
        verticalLabel = captures.text("ylabel")
        isMaximumOnly = captures.has("only")
        if isMaximumOnly, subject != .fitness {
            throw captures.mistake("only `plot fitness` has a maximum", at: "only")
        }
        path = captures.text("to")
    }
}
