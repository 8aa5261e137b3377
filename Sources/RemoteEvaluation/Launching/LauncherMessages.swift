import Expressions
import Objectives

// The errors about launchers of evaluators and their profiles.

extension ObjectiveError {
    /// Returns the reason why a genome was given up.
    static func lostEvaluators(_ count: Int, last reason: String) -> String {
        "\(count) evaluators were lost while evaluating it; the last one: \(reason)"
    }

    /// - Parameter names: The names in the profile's command that need a value, at least one.
    static func noPlaces(for profile: String, names: [String]) -> ObjectiveError {
        let needed = names.map { name in
            "aeiou".contains(name.lowercased().prefix(1)) ? "an \(name)" : "a \(name)"
        }
        let form = (["on", profile] + names.map { $0.uppercased() }).joined(separator: " ")
        let several = names.count == 1 ? "; several are used in turn" : ""
        return .unusableLauncher("`on \(profile)` needs \(needed.joined(separator: " and ")): `\(form)`\(several)")
    }

    static func takesNoPlaces(_ profile: String, found: String) -> ObjectiveError {
        .unusableLauncher("`on \(profile)` takes no arguments, found \"\(found)\"")
    }

    static func wrongPlaces(for profile: String, expected: [String], found: [String]) -> ObjectiveError {
        .unusableLauncher(
            "`on \(profile)` expected \(expected.joined(separator: ", ")), found \(found.joined(separator: ", "))")
    }

    static func unreadableProfiles(_ path: String, _ error: any Error) -> ObjectiveError {
        .unusableLauncher(
            "\(path): expected {\"NAME\": {\"command\": \"…\", \"summary\": \"…\"}}, found \(found(error))")
    }

    static func unreadableBuiltInProfiles(_ error: any Error) -> ObjectiveError {
        .unusableLauncher("the built-in launchers cannot be read: \(found(error))")
    }

    private static func found(_ error: any Error) -> String {
        switch error {
        case let mistake as ExpressionError: mistake.description
        case DecodingError.keyNotFound(let key, let context):
            "\"\(key.stringValue)\" is missing in \(context.codingPath.map(\.stringValue).joined(separator: "."))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "another type at \(context.codingPath.map(\.stringValue).joined(separator: "."))"
        default: "invalid JSON"
        }
    }
}
