public import Expressions
import Foundation

/// A launcher with a name: data, so that one of a user's own is as good as those that are shipped.
public struct LauncherProfile: Codable, Hashable, Sendable {
    /// The word behind `on`.
    public let name: String
    /// One line about it.
    public let summary: String
    /// The command; see `Launcher` for the names in braces.
    public let command: CommandTemplate

    /// Those that are shipped, in the form in which the user's own are written.
    static let shipped = """
        {
          "processes": {
            "summary": "processes of this machine: a crash in one network leaves the shell alone",
            "command": "{ns} evaluator"
          },
          "slurm": {
            "summary": "tasks of one processor each, placed by Slurm",
            "command": "srun --quiet --ntasks=1 --cpus-per-task=1 --job-name=ns {ns} evaluator"
          },
          "kubernetes": {
            "summary": "pods of a container image that holds ns, placed by Kubernetes",
            "command": "kubectl run ns-evaluator-{unique} --quiet --rm --stdin --restart=Never --image={image} -- ns evaluator"
          },
          "ssh": {
            "summary": "other machines, each in turn, that ssh reaches without a password",
            "command": "ssh -T -o BatchMode=yes -o ServerAliveInterval=10 -- {host} exec {shell_ns} evaluator"
          }
        }
        """

    /// The shipped ones, and those of a file, which come first and replace shipped ones of the same name.
    ///
    /// - Parameter path: the user's own; one that is not there adds nothing.
    /// - Throws: `.unusableLauncher` for a file that is none of profiles.
    public static func all(path: String?) throws(ObjectiveError) -> [LauncherProfile] {
        var own: [LauncherProfile] = []
        if let path, let data = FileManager.default.contents(atPath: path) {
            do {
                own = try read(data)
            } catch {
                throw .unusableLauncher(
                    "\(path): expected {\"NAME\": {\"command\": \"…\", \"summary\": \"…\"}}, found \(reason(error))")
            }
        }
        let names = Set(own.map(\.name))
        let shipped: [LauncherProfile]
        do {
            shipped = try read(Data(Self.shipped.utf8))
        } catch {
            throw .unusableLauncher("the launchers that are shipped cannot be read: \(reason(error))")
        }
        return own + shipped.filter { !names.contains($0.name) }
    }

    /// The same; of a file that is none of profiles, nothing at all: whoever names a launcher is told what is wrong with it.
    public static func known(path: String?) -> [LauncherProfile] {
        do { return try all(path: path) } catch { return [] }
    }

    private struct Body: Codable {
        let summary: String?
        let command: CommandTemplate
    }

    private static func read(_ data: Data) throws -> [LauncherProfile] {
        try JSONDecoder().decode([String: Body].self, from: data).sorted { $0.key < $1.key }.map { name, body in
            LauncherProfile(name: name, summary: body.summary ?? "", command: body.command)
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let mistake as ExpressionError: mistake.description
        case DecodingError.keyNotFound(let key, let context):
            "no \"\(key.stringValue)\" in \(context.codingPath.map(\.stringValue).joined(separator: "."))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "something else at \(context.codingPath.map(\.stringValue).joined(separator: "."))"
        default: "no JSON"
        }
    }
}
