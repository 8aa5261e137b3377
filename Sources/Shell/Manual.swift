import CommandLanguage
import CommandParsing
import HelpPages

/// The manual page of `man ns`, made from the pages of `Help` and the grammar of every command.
///
/// Its source is in the format of man(7).
struct Manual {
    let grammar: Grammar
    let version: String

    /// The source of the page.
    var lines: [String] {
        header + section("commands") + commands
            + HelpPage.all.flatMap { page in
                section("\(page.name): \(page.summary)") + Self.lines(markdown: page.text)
            }
    }

    private var header: [String] {
        [
            ".TH NS 1 \"\" \"ns \(version)\" \"User Commands\"", ".SH NAME",
            "ns \\- a shell that evolves neural networks' hyperparameters", ".SH SYNOPSIS",
            ".B ns", "[\\fIOPTION\\fR ...] [\\fIFILE.ns\\fR [\\fIARGUMENT\\fR ...]]", ".PP",
            "Without a script, ns reads commands, typed or piped. \\fBns \\-\\-help\\fR lists the options.",
        ]
    }

    private func section(_ title: String) -> [String] { [".SH " + Self.escaped(title.uppercased())] }

    private var commands: [String] { grammar.commands.flatMap { Self.lines(of: $0.grammar) } }

    private static func lines(of command: CommandGrammar) -> [String] {
        var lines = [".SS " + escaped("\(command.name): \(command.summary)")]
        for synopsis in command.synopses { lines += [".PP", escaped(synopsis)] }
        if !command.synonyms.isEmpty { lines += [".PP", escaped("Also: " + command.synonyms.joined(separator: ", "))] }
        for part in command.form.parts { lines += [".TP", ".B " + escaped(part.text), escaped(part.help)] }
        for paragraph in command.discussion.split(separator: "\n\n") { lines += [".PP", escaped(String(paragraph))] }
        return command.examples.isEmpty ? lines : lines + code(command.examples.flatMap(\.lines))
    }

    // MARK: - Markdown

    private static func lines(markdown: String) -> [String] {
        var lines: [String] = []
        var examples: [String]?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                if let code = examples { lines += Self.code(code) }
                examples = examples == nil ? [] : nil
            } else if examples != nil {
                examples?.append(line)
            } else if line.hasPrefix("|") {
                let cells = line.split(separator: "|").map { $0.trimmingBlanks }
                guard cells.count > 1, !cells[0].hasPrefix("---") else { continue }
                lines += [".TP", ".B " + escaped(cells[0]), escaped(cells.dropFirst().joined(separator: ": "))]
            } else if line.hasPrefix("## ") {
                lines.append(".SS " + escaped(String(line.dropFirst(3))))
            } else if line.isEmpty {
                lines.append(".PP")
            } else if line.hasPrefix("- ") {
                lines += [".IP \\(bu 2", escaped(String(line.dropFirst(2)))]
            } else {
                lines.append(escaped(line))
            }
        }
        return lines
    }

    private static func code(_ lines: [String]) -> [String] {
        [".PP", ".nf", ".RS 4"] + lines.map(escaped) + [".RE", ".fi"]
    }

    /// Escapes troff's control characters: a backslash anywhere, a period or an apostrophe at the beginning of a line.
    private static func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("`", with: "")
            .replacing("\n", with: " ")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
