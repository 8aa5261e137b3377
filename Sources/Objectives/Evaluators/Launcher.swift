public import Expressions

/// What starts evaluators: a command of the user's own cluster, ssh, or nothing but this program.
///
/// Its words go to the launcher as they are; no shell reads them. In them, `{ns}` is the path of this program, `{shell_ns}`
/// the same quoted for a shell at the other end, `{number}` the evaluator's number from 1, `{unique}` what no other evaluator has;
/// any other name in braces is one of the places that the user named: in turn where there is one name, else one for each. Where the
/// program is not in them, `{ns} evaluator` is added at the end.
public struct Launcher: Codable, Hashable, Sendable {
    /// As it was typed: `srun --ntasks=1`, or a profile's name.
    public let title: String
    /// The words with their names.
    public let command: CommandTemplate
    /// What the user named behind the profile: hosts, an image.
    public let places: [String]

    /// A command of the user's own.
    public init(command: CommandTemplate) {
        title = "through '\(command.text)'"
        self.command = command
        places = []
    }

    /// A profile and what was named behind it.
    ///
    /// - Throws: `.unusableLauncher` where it needs places and none were named, or needs none and some were.
    public init(profile: LauncherProfile, places: [String]) throws(ObjectiveError) {
        let names = Self.placeNames(of: profile.command)
        if let name = names.first, places.isEmpty {
            throw .unusableLauncher(
                "`on \(profile.name)` needs to know each \(name); try `on \(profile.name) \(name)1`")
        }
        if names.isEmpty, let place = places.first {
            throw .unusableLauncher("`on \(profile.name)` takes no arguments, found \"\(place)\"")
        }
        if names.count > 1, places.count != names.count {
            throw .unusableLauncher(
                "`on \(profile.name)` expected \(names.joined(separator: ", ")), found \(places.joined(separator: ", "))"
            )
        }
        title = "on \(([profile.name] + places).joined(separator: " "))"
        command = profile.command
        self.places = places
    }

    /// Reads a launcher. Its title follows from its command, whatever the file says: a title must not hide a command.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        command = try container.decode(CommandTemplate.self, forKey: .command)
        places = try container.decode([String].self, forKey: .places)
        let profile = LauncherProfile.known(path: nil).first { [command] in $0.command == command }
        let words = profile.map { "on \($0.name)" } ?? "through '\(command.text)'"
        title = ([words] + places).joined(separator: " ")
    }

    /// The names in braces that say something of the evaluator.
    public static let ownNames = ["ns", "shell_ns", "number", "unique"]

    /// The other names in braces, in their order.
    private static func placeNames(of command: CommandTemplate) -> [String] {
        command.namesInOrder.filter { !ownNames.contains($0) }
    }

    /// The program that it starts, if it is there.
    ///
    /// - Throws: `.noProgram`.
    public func check() throws(ObjectiveError) {
        guard let program = command.program, !ProgramSearch.isThere(program) else { return }
        throw .noProgram(program, suggestion: ProgramSearch.suggestion(for: program))
    }

    /// The words that start an evaluator.
    ///
    /// - Parameters:
    ///   - number: from 1.
    ///   - unique: what no other has.
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
