import ChildProcesses
public import Expressions
import Notation
public import Objectives

/// A command that starts evaluators: for the user's own cluster, for ssh, or for this program alone.
///
/// The words are passed to the launcher as they are; no shell parses them. In them, `{ns}` is the path of this
/// program, `{shell_ns}` the same quoted for a shell at the other end, `{number}` the evaluator's number from 1, and
/// `{unique}` a unique identifier. Any other name in braces stands for one of the places that the user listed. With
/// one such name, evaluators use the places in turn; with several, each name gets one place. If the words do not
/// contain the program, `{ns} evaluator` is appended.
public struct Launcher: Codable, Hashable, Sendable {
    /// The launcher as it was typed: `srun --ntasks=1`, or the name of a profile.
    public let title: String
    /// The words with their names in braces.
    public let command: CommandTemplate
    /// The words after the profile: hosts, an image.
    public let places: [String]

    /// Creates a launcher from a command of the user's own.
    public init(command: CommandTemplate) {
        title = "through \(CommandText.quoted(command.text))"
        self.command = command
        places = []
    }

    /// Creates a launcher from a profile and the words after it.
    ///
    /// - Throws: `.unusableLauncher` if the number of places does not match the names in the profile's command.
    public init(profile: LauncherProfile, places: [String]) throws(ObjectiveError) {
        let names = Self.placeNames(of: profile.command)
        if !names.isEmpty, places.isEmpty {
            throw .noPlaces(for: profile.name, names: names)
        }
        if names.isEmpty, let place = places.first {
            throw .takesNoPlaces(profile.name, found: place)
        }
        if names.count > 1, places.count != names.count {
            throw .wrongPlaces(for: profile.name, expected: names, found: places)
        }
        title = "on \(([profile.name] + places).map(CommandText.word).joined(separator: " "))"
        command = profile.command
        self.places = places
    }

    /// Decodes a launcher. The title is derived from the command, whatever the file contains, so that a title cannot
    /// hide a command.
    ///
    /// - Throws: `DecodingError` if the command or the places cannot be decoded.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        command = try container.decode(CommandTemplate.self, forKey: .command)
        places = try container.decode([String].self, forKey: .places)
        let profile = LauncherProfile.known(path: nil).first { [command] in $0.command == command }
        let words = profile.map { "on \($0.name)" } ?? "through \(CommandText.quoted(command.text))"
        title = ([words] + places.map(CommandText.word)).joined(separator: " ")
    }

    /// The names in braces that describe the evaluator.
    public static let ownNames = ["ns", "shell_ns", "number", "unique"]

    /// Returns the other names in braces, in their order.
    private static func placeNames(of command: CommandTemplate) -> [String] {
        command.namesInOrder.filter { !ownNames.contains($0) }
    }

    /// Checks that the program exists.
    ///
    /// - Throws: `.noProgram` if the program cannot be found.
    public func check() throws(ObjectiveError) {
        guard let program = command.program, !ProgramSearch.isThere(program) else { return }
        throw .noProgram(program, suggestion: ProgramSearch.suggestion(for: program))
    }

    /// Returns the words that start an evaluator.
    ///
    /// - Parameters:
    ///   - number: the evaluator's number, from 1.
    ///   - unique: an identifier that no other evaluator has.
    ///   - program: the path of this program.
    public func words(number: Int, unique: String = "1", program: String) -> [String] {
        let names = Self.placeNames(of: command)
        let words = command.words { name in
            switch name {
            case "ns": program
            case "shell_ns": ProgramSearch.quoted(program)
            case "number": "\(number)"
            case "unique": unique
            default:
                places.isEmpty
                    ? "" : places[names.count > 1 ? names.firstIndex(of: name) ?? 0 : (number - 1) % places.count]
            }
        }
        return command.names.isDisjoint(with: ["ns", "shell_ns"]) ? words + [program, "evaluator"] : words
    }
}
