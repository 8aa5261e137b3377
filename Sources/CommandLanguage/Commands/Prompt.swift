/// `prompt suggestions off`: what the prompt does besides reading lines.
public struct PromptCommand: Command {
    /// Whether what the history goes on with is shown dimmed; nil leaves it.
    public let suggestions: Bool?
    /// Whether words are coloured while they are typed; nil leaves it.
    public let colors: Bool?
    /// Whether what comes next is suggested; nil leaves it.
    public let next: Bool?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "prompt", topic: .scripts, "what the prompt does besides reading lines",
        form: .settings([
            Setting("suggestions", form: onOrOff("suggestions"), "dimmed: how the history goes on; Right accepts it"),
            Setting("colors", form: onOrOff("colors"), "words are coloured while they are typed, mistakes red"),
            Setting("next", form: onOrOff("next"), "what comes next is suggested once to whom it is new"),
        ]),
        discussion: """
            The prompt tells the dataset and the generation. Tab completes whatever may stand at the cursor and lists what \
            there is; Up goes through the lines that begin with what is typed, Ctrl-R searches all; Right takes what is \
            suggested dimmed, Return never does; Ctrl-C drops the line, or stops the work and keeps what is finished. A \
            pasted block is edited as one and runs line by line. These choices are kept for later sessions.
            """,
        examples: ["prompt", "prompt suggestions off next off", "prompt suggestions on colors on next on"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        func choice(_ name: String) -> Bool? {
            captures.has("\(name) on") ? true : captures.has("\(name) off") ? false : nil
        }
        suggestions = choice("suggestions")
        colors = choice("colors")
        next = choice("next")
    }

    private static func onOrOff(_ name: String) -> Form {
        .choice([.word("on", "from now on", as: "\(name) on"), .word("off", "no more", as: "\(name) off")])
    }
}
