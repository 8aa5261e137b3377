import CommandLanguage
import Session

/// Where reports and errors go: lines for people or JSON for programs.
final class Output {
    private let window: TerminalWindow
    private let json: JSONRenderer?
    /// Whether something could not be written, to a full disk for instance.
    private(set) var hasFailed = false
    /// Whether somebody types commands: what exceeds the window is then shown page by page.
    var pages = false

    init(window: TerminalWindow, writesJSON: Bool) {
        self.window = window
        json = writesJSON ? JSONRenderer() : nil
    }

    var writesJSON: Bool { json != nil }

    func write(_ report: Report) {
        if let json {
            if let line = json.line(report) { write([line], to: .output) }
            return
        }
        let isTerminal = window.isTerminal(.output)
        let renderer = ReportRenderer(
            columns: isTerminal ? window.columns : max(window.columns, 80), rows: isTerminal ? window.rows : 24,
            style: Style(hasColor: window.hasColor(.output)), hasUnicode: window.movesCursor || !isTerminal)
        let lines = renderer.lines(report)
        if pages, Pager(window: window).show(lines) { return }
        write(lines, to: .output)
    }

    /// An error with its place in a source.
    func write(_ diagnostic: Diagnostic, reachedThrough scripts: [String] = [], isTyped: Bool = false) {
        if let json {
            let place = diagnostic.source.position(of: diagnostic.range.lowerBound)
            let line = json.line(
                error: diagnostic.summary, source: diagnostic.source.name, line: place.line, column: place.column)
            write([line].compactMap { $0 }, to: .output)
            return
        }
        let style = Style(hasColor: window.hasColor(.error))
        var lines = diagnostic.lines
        // What was just typed needs no name and number.
        if isTyped { lines[0] = "error: \(diagnostic.summary)" }
        lines[0] = lines[0].replacing("error: ", with: style.error("error: "), maxReplacements: 1)
        lines[lines.count - 1] = style.error(lines[lines.count - 1])
        write(lines + scripts.map { "  run by \($0)" }, to: .error)
    }

    func write(error message: String) {
        if let json {
            write([json.line(error: message)].compactMap { $0 }, to: .output)
        } else {
            write([Style(hasColor: window.hasColor(.error)).error("error: ") + message], to: .error)
        }
    }

    private func write(_ lines: [String], to stream: TerminalWindow.Stream) {
        guard !lines.isEmpty else { return }
        if !stream.write(lines.joined(separator: "\n") + "\n") { hasFailed = true }
    }
}
