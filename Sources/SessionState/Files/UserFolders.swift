import Foundation

/// The folders of the user's own files (XDG Base Directory Specification).
public enum UserFolders {
    /// The folder of computed results that are worth keeping: `$XDG_DATA_HOME/ns`, or `~/.local/share/ns`.
    public static var data: String { folder("XDG_DATA_HOME", "/.local/share") }

    /// The folder of files that only the next start on this machine needs: `$XDG_STATE_HOME/ns`, or
    /// `~/.local/state/ns`.
    public static var state: String { folder("XDG_STATE_HOME", "/.local/state") }

    /// The file of the default memory.
    public static var memory: String { data + "/memory.sqlite" }

    /// The folder of automatically saved sessions.
    public static var sessions: String { state + "/sessions" }

    /// The folder of journals of files that are being written.
    public static var unfinished: String { state + "/unfinished" }

    /// The folder of what programs need to continue their work on a genome.
    public static var checkpoints: String { state + "/checkpoints" }

    /// The file of the user's preferences for the prompt.
    public static var preferences: String { state + "/preferences.json" }

    /// The file of the finished lessons.
    public static var lessons: String { state + "/lessons.json" }

    /// The file of the learner's answers to questions.
    public static var answers: String { state + "/answers.json" }

    /// The file of the user's own launchers of evaluators: `$XDG_CONFIG_HOME/ns/launchers.json`, or below `~/.config`.
    public static var launchers: String { folder("XDG_CONFIG_HOME", "/.config") + "/launchers.json" }

    /// The path of the running program.
    public static var program: String {
        #if os(Linux)
            if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") { return path }
        #endif
        return Bundle.main.executablePath ?? CommandLine.arguments[0]
    }

    private static func folder(_ variable: String, _ usual: String) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = environment[variable], chosen.hasPrefix("/") { return chosen + "/ns" }
        return home + usual + "/ns"
    }

    /// The user's home folder, which `~/` refers to.
    public static var home: String {
        ProcessInfo.processInfo.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser.path
    }
}
