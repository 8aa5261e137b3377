import Foundation

/// A small interpreter of TextMate grammars: the scope of each character of a text, as an editor finds it.
struct TextMateColoring {
    private struct Rule {
        var match: NSRegularExpression?
        var end: NSRegularExpression?
        var name: String?
        var captures: [Int: String] = [:]
        var patterns: [[String: Any]] = []
    }

    private let patterns: [[String: Any]]
    private let repository: [String: Any]

    /// Reads a grammar.
    ///
    /// - Throws: an error if the text is not the JSON of a grammar.
    init(json: String) throws {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        patterns = object?["patterns"] as? [[String: Any]] ?? []
        repository = object?["repository"] as? [String: Any] ?? [:]
    }

    /// Every regular expression of the grammar, whether or not it is used.
    var expressions: [String] {
        func all(_ value: Any) -> [String] {
            if let list = value as? [Any] { return list.flatMap(all) }
            guard let object = value as? [String: Any] else { return [] }
            return ["match", "begin", "end"].compactMap { object[$0] as? String } + object.values.flatMap(all)
        }
        return all(repository)
    }

    /// Returns the scope of each UTF-16 unit of a text; nil for none.
    ///
    /// - Throws: an error if a regular expression is malformed.
    func scopes(of text: String) throws -> [String?] {
        var scopes: [String?] = []
        var open: [Rule] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let length = line.utf16.count
            var colors = [String?](repeating: open.last?.name, count: length + 1)
            var position = 0
            while position <= length {
                let rules = try self.rules(in: open.last?.patterns ?? patterns)
                let end = open.last?.end.flatMap { first($0, in: line, from: position) }
                let found = rules.compactMap { rule in
                    rule.match.flatMap { first($0, in: line, from: position) }.map { (rule, $0) }
                }.min { $0.1.range.location < $1.1.range.location }
                if let end, end.range.location <= found?.1.range.location ?? .max {
                    let closed = open.removeLast()
                    paint(&colors, end.range.location..<end.range.upperBound, closed.name)
                    paint(&colors, end.range.upperBound..<length + 1, open.last?.name)
                    position = end.range.upperBound
                    continue
                }
                guard let (rule, match) = found else { break }
                let range = match.range.location..<match.range.upperBound
                if rule.end != nil { paint(&colors, range.lowerBound..<length + 1, rule.name) }
                if let whole = rule.captures[0] { paint(&colors, range, whole) }
                for (group, name) in rule.captures where group > 0 && group < match.numberOfRanges {
                    let part = match.range(at: group)
                    if part.location != NSNotFound { paint(&colors, part.location..<part.upperBound, name) }
                }
                if rule.end != nil { open.append(rule) }
                // An empty match that opens nothing would repeat for ever.
                position = range.isEmpty && rule.end == nil ? range.upperBound + 1 : range.upperBound
            }
            scopes += colors
        }
        return scopes.dropLast()
    }

    private func paint(_ colors: inout [String?], _ range: Range<Int>, _ name: String?) {
        for index in range where index < colors.count { colors[index] = name }
    }

    private func first(_ expression: NSRegularExpression, in line: String, from position: Int) -> NSTextCheckingResult?
    {
        expression.firstMatch(
            in: line, options: [.withTransparentBounds, .withoutAnchoringBounds],
            range: NSRange(location: position, length: line.utf16.count - position))
    }

    /// Returns the rules of a list of patterns, with those that it includes.
    private func rules(in patterns: [[String: Any]]) throws -> [Rule] {
        try patterns.flatMap { pattern -> [Rule] in
            if let name = pattern["include"] as? String {
                let included = repository[String(name.dropFirst())] as? [String: Any]
                return try rules(in: included?["patterns"] as? [[String: Any]] ?? [])
            }
            var rule = Rule()
            rule.match = try (pattern["match"] ?? pattern["begin"]).flatMap { $0 as? String }.map(Self.expression)
            rule.end = try (pattern["end"] as? String).map(Self.expression)
            rule.name = pattern["name"] as? String
            let captures = (pattern["captures"] ?? pattern["beginCaptures"]) as? [String: [String: String]] ?? [:]
            for (group, capture) in captures { if let number = Int(group) { rule.captures[number] = capture["name"] } }
            rule.patterns = pattern["patterns"] as? [[String: Any]] ?? []
            return [rule]
        }
    }

    private nonisolated(unsafe) static let cache = NSCache<NSString, NSRegularExpression>()

    private static func expression(_ pattern: String) throws -> NSRegularExpression {
        if let known = cache.object(forKey: pattern as NSString) { return known }
        let expression = try NSRegularExpression(pattern: pattern)
        cache.setObject(expression, forKey: pattern as NSString)
        return expression
    }
}
