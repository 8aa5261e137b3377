extension SyntaxRules {
    /// The rules as a TextMate grammar in JSON, for Visual Studio Code.
    var textMate: String {
        let includes = main.map { "    { \"include\": \"#\($0)\" }" }.joined(separator: ",\n")
        let repository = contexts.map { context in
            "    \(Self.json(context.name)): { \"patterns\": [\n"
                + context.rules.map { "      " + Self.json($0) }.joined(separator: ",\n") + "\n    ] }"
        }
        return """
            {
              "name": "ns",
              "scopeName": "source.ns",
              "fileTypes": ["ns"],
              "patterns": [
            \(includes)
              ],
              "repository": {
            \(repository.joined(separator: ",\n"))
              }
            }
            """
    }

    private static func json(_ rule: Rule) -> String {
        switch rule {
        case .match(let pattern, let classes):
            return "{ \"match\": \(json(pattern)), \"captures\": \(json(classes)) }"
        case .region(let begin, let classes, let end, let kind, let inside):
            let name = kind.map { " \"name\": \(json($0.scope))," } ?? ""
            let captures = classes.isEmpty ? "" : " \"beginCaptures\": \(json(classes)),"
            let patterns = inside.map { "{ \"include\": \"#\($0)\" }" }.joined(separator: ", ")
            return "{\(name) \"begin\": \(json(begin)),\(captures) \"end\": \(json(end)), \"patterns\": [\(patterns)] }"
        }
    }

    private static func json(_ classes: [Int: SyntaxClass]) -> String {
        let entries = classes.sorted { $0.key < $1.key }.map { "\"\($0.key)\": { \"name\": \(json($0.value.scope)) }" }
        return "{ \(entries.joined(separator: ", ")) }"
    }

    private static func json(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// The rules as a `.sublime-syntax` file, for Sublime Text and bat.
    var sublime: String {
        let head = [
            "%YAML 1.2", "---", "name: ns", "file_extensions: [ns]", "first_line_match: '^#!.*\\bns\\b'",
            "scope: source.ns", "contexts:", "  main:",
        ]
        let lines =
            main.map { "    - include: \($0)" }
            + contexts.flatMap { context in ["  \(context.name):"] + context.rules.flatMap(Self.yaml) }
        return (head + lines).joined(separator: "\n")
    }

    private static func yaml(_ rule: Rule) -> [String] {
        switch rule {
        case .match(let pattern, let classes): return yaml(pattern, classes)
        case .region(let begin, let classes, let end, let kind, let inside):
            return yaml(begin, classes) + ["      push:"]
                + (kind.map { ["        - meta_scope: \($0.scope)"] } ?? [])
                + ["        - match: \(quoted(end))", "          pop: true"] + inside.map { "        - include: \($0)" }
        }
    }

    private static func yaml(_ pattern: String, _ classes: [Int: SyntaxClass]) -> [String] {
        let captures = classes.sorted { $0.key < $1.key }.map { "        \($0.key): \($0.value.scope)" }
        return ["    - match: \(quoted(pattern))"] + (captures.isEmpty ? [] : ["      captures:"] + captures)
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
