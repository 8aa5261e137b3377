public import Expressions
import Foundation

/// A named launcher. Profiles are data, so that a user's own work like the built-in ones.
public struct LauncherProfile: Codable, Hashable, Sendable {
    /// The word after `on`.
    public let name: String
    /// A one-line summary.
    public let summary: String
    /// The command; see `Launcher` for the names in braces.
    public let command: CommandTemplate

    /// The built-in profiles, in the format of the user's own file.
    static let shipped = """
        {
          "processes": {
            "summary": "processes of this machine: a crash in one does not end the shell",
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
            "summary": "other machines in turn, reached by ssh without a password",
            "command": "ssh -T -o BatchMode=yes -o ServerAliveInterval=10 -- {host} exec {shell_ns} evaluator"
          }
        }
        """

    /// Returns the profiles of the user's file, followed by the built-in ones; a profile of the user replaces a
    /// built-in one of the same name.
    ///
    /// - Parameter path: the path of the user's file; a missing file adds nothing.
    /// - Throws: `.unusableLauncher` if the file does not contain profiles.
    public static func all(path: String?) throws(ObjectiveError) -> [LauncherProfile] {
        var own: [LauncherProfile] = []
        if let path, let data = FileManager.default.contents(atPath: path) {
            do {
                own = try read(data)
            } catch {
                throw .unreadableProfiles(path, error)
            }
        }
        let names = Set(own.map(\.name))
        let shipped: [LauncherProfile]
        do {
            shipped = try read(Data(Self.shipped.utf8))
        } catch {
            throw .unreadableBuiltInProfiles(error)
        }
        return own + shipped.filter { !names.contains($0.name) }
    }

    /// Returns the same profiles, or none if the user's file is invalid: `all(path:)` reports the error when a
    /// launcher is used.
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
}
