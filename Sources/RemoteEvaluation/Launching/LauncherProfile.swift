public import Expressions
import Foundation
public import Objectives

/// A named launcher. Profiles are data, so that a user's own work like the built-in ones.
public struct LauncherProfile: Codable, Hashable, Sendable {
    /// The word after `on`.
    public let name: String
    /// A one-line summary.
    public let summary: String
    /// The command; see `Launcher` for the names in braces.
    public let command: CommandTemplate

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
        return own + (try shipped()).filter { !names.contains($0.name) }
    }

    /// Returns the same profiles, or none if the user's file is invalid: `all(path:)` reports the error when a
    /// launcher is used.
    public static func known(path: String?) -> [LauncherProfile] {
        do { return try all(path: path) } catch { return [] }
    }

    /// Returns the profiles of all kinds.
    private static func shipped() throws(ObjectiveError) -> [LauncherProfile] {
        do throws(ExpressionError) {
            return try LauncherKind.all.map { (kind) throws(ExpressionError) in try LauncherProfile(kind) }
        } catch {
            throw .unreadableBuiltInProfiles(error)
        }
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
