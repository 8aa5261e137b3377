import CommandLanguage
import CommandParsing
import Reports
import Terminal
import VisibleText

/// The output of reports and errors: text for people or JSON for programs.
final class Output {
    private let window: TerminalWindow
    let writesJSON: Bool
    /// The number of the running command.
    let command = CommandNumber()
    private let isQuiet: Bool
    /// True if something could not be written, for instance to a full disk.
    private(set) var hasFailed = false
    /// True if output that exceeds the window is shown page by page, because a person types the commands.
    var pages = false
    /// Returns true during a lesson, which no pager interrupts.
    var isInLesson: () -> Bool = { false }
    /// The lines of a lesson since the learner's last line.
    private var linesOfPart: [String] = []
    /// Called before a pager takes the terminal.
    var beforePaging: () -> Void = {}

    init(window: TerminalWindow, writesJSON: Bool, isQuiet: Bool) {
        self.window = window
        self.isQuiet = isQuiet
        self.writesJSON = writesJSON
    }

    private var json: JSONRenderer? { writesJSON ? JSONRenderer(command: command.current) : nil }

    /// Shows a command before it is executed.
    func echo(_ text: String) {
        let prompt = Style(theme: window.theme(of: .output)).name("ns> ")
        write(json.map { [$0.line(command: text)] } ?? shown([prompt + text]), to: .output)
    }

    /// Reports the end of a command's output, for programs only.
    func commandEnded(succeeded: Bool) {
        if let json { write([json.line(commandSucceeded: succeeded)], to: .output) }
    }

    func write(_ report: Report) {
        guard let report = isQuiet ? report.whatIsNeeded : report else { return }
        if let json {
            if let line = json.line(report) { write([line], to: .output) }
            return
        }
        let isTerminal = window.isTerminal(.output)
        let rows = window.rows - (isInLesson() ? Self.rowsBesideFigure : 0)
        let renderer = ReportRenderer(
            columns: isTerminal ? window.columns : max(window.columns, 80), rows: isTerminal ? rows : 24,
            style: Style(theme: window.theme(of: .output)),
            hasUnicode: isTerminal ? window.movesCursor && window.hasUnicode : !window.isDumb,
            isPlain: window.appearance.isPlain)
        var lines = renderer.lines(report).map { Self.visible($0, report) }
        if isTerminal, report.isProse { lines = lines.flatMap { WordWrap.pieces(of: $0, columns: window.columns) } }
        let pager = Pager(window: window)
        if pages, !isInLesson(), pager.exceedsWindow(lines) {
            beforePaging()
            if pager.show(lines) { return }
        }
        if isInLesson() { linesOfPart += lines }
        write(lines.map(StyleMark.escaped), to: .output)
    }

    /// Advises the learner to scroll up if the beginning of a lesson's part has left the window.
    func beginAnswer() {
        if isInLesson(), Pager(window: window).exceedsWindow(linesOfPart) {
            write(advice: "(its beginning has left the window: scroll up to read it)")
        }
        linesOfPart = []
    }

    /// The number of rows that a lesson needs beside a figure: for its heading, a command, an answer and its prompt.
    private static let rowsBesideFigure = 6

    /// The longest line of a report, in characters: names and reasons from elsewhere may have any length.
    private static let longestLine = 4_000

    /// Returns a line without control characters from data. Text printed by the user may have several lines.
    private static func visible(_ line: String, _ report: Report) -> String {
        switch report {
        case .printed, .pause: VisibleText.lines(line)
        case .ran: VisibleText.lines(line)
        default: VisibleText.name(line, maximum: longestLine)
        }
    }

    /// Returns lines of errors and commands that are safe to write.
    private func shown(_ lines: [String]) -> [String] {
        lines.map { StyleMark.escaped(VisibleText.name($0, maximum: Self.longestLine)) }
    }

    /// Writes an error with its position in a source.
    func write(_ diagnostic: Diagnostic, reachedThrough scripts: [String] = [], isTyped: Bool = false) {
        if let json {
            let position = diagnostic.source.position(of: diagnostic.range.lowerBound)
            let line = json.line(
                error: diagnostic.text, source: diagnostic.source.name, line: position.line, column: position.column,
                reachedThrough: scripts)
            write([line], to: .output)
            return
        }
        let style = Style(theme: window.theme(of: .error))
        var lines = diagnostic.lines.map { VisibleText.name($0, maximum: Self.longestLine) }
        // A typed command needs no source name and line number.
        if isTyped { lines[0] = "error: \(diagnostic.summary)" }
        lines[0] = lines[0].replacing("error: ", with: style.error("error: "), maxReplacements: 1)
        lines[lines.count - 1] = style.error(lines[lines.count - 1])
        if window.isTerminal(.error) {
            lines.replaceSubrange(0..<1, with: WordWrap.pieces(of: lines[0], columns: window.columns))
        }
        write(shown(lines + scripts.map { "  run by \($0)" }), to: .error)
    }

    /// Moves to a new line if another program has left the cursor within one, and marks that line.
    ///
    /// It relies on wrapping: the mark and blanks fill exactly one row, which wraps only if the row was not empty.
    func beginLine() {
        guard window.isTerminal(.output), window.movesCursor, let columns = window.size?.columns, columns > 1 else {
            return
        }
        let theme = window.theme(of: .output)
        let mark = theme != .none && window.hasUnicode ? theme.drawn("⏎", .dim) : " "
        TerminalWindow.Stream.output.write(mark + String(repeating: " ", count: columns - 1) + "\r\u{1B}[K")
    }

    /// Clears the screen of a terminal; the lines that scrolled out of it stay.
    func clearScreen() {
        guard json == nil, window.isTerminal(.output), window.movesCursor else { return }
        TerminalWindow.Stream.output.write("\u{1B}[H\u{1B}[2J")
    }

    /// Writes a hint for a person; programs do not get it.
    func write(advice line: String) {
        guard json == nil else { return }
        let lines = window.isTerminal(.output) ? WordWrap.pieces(of: line, columns: window.columns) : [line]
        write(shown(lines.map(Style(theme: window.theme(of: .output)).dim)), to: .output)
    }

    func write(error message: String, notes: [String] = []) {
        if let json {
            write([json.line(error: ([message] + notes).joined(separator: "\n"))], to: .output)
        } else {
            let line = VisibleText.name(
                Style(theme: window.theme(of: .error)).error("error: ") + message, maximum: Self.longestLine)
            write(
                shown(
                    (window.isTerminal(.error) ? WordWrap.pieces(of: line, columns: window.columns) : [line]) + notes),
                to: .error)
        }
    }

    private func write(_ lines: [String], to stream: TerminalWindow.Stream) {
        guard !lines.isEmpty else { return }
        if !stream.write(lines.joined(separator: "\n") + "\n") { hasFailed = true }
    }
}

extension Report {
    /// True if the lines are sentences, which may be wrapped.
    fileprivate var isProse: Bool {
        switch self {
        case .printed, .pause, .ran, .figure, .help: false
        default: true
        }
    }

    /// The report reduced to requested output: a mere confirmation is reduced to its warnings.
    fileprivate var whatIsNeeded: Report? {
        switch self {
        case .message(_, let warnings): warnings.isEmpty ? nil : .warning(warnings.joined(separator: "; "))
        case .evolved(let evolved):
            evolved.warnings.isEmpty ? nil : .warning(evolved.warnings.joined(separator: "; "))
        case .opened(let opened): opened.warnings.isEmpty ? nil : .warning(opened.warnings.joined(separator: "; "))
        case .loaded, .written: nil
        default: self
        }
    }
}
