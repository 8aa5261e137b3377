import Foundation

/// Where the user's own files lie (XDG Base Directory Specification).
public enum UserFolders {
    /// What was computed and is worth keeping: `$XDG_DATA_HOME/ns`, or `~/.local/share/ns`.
    public static var data: String { folder("XDG_DATA_HOME", "/.local/share") }

    /// What only this machine's next start needs: `$XDG_STATE_HOME/ns`, or `~/.local/state/ns`.
    public static var state: String { folder("XDG_STATE_HOME", "/.local/state") }

    /// The memory unless another is asked for.
    public static var memory: String { data + "/memory.sqlite" }

    /// The sessions that are open, as they were saved by themselves.
    public static var sessions: String { state + "/sessions" }

    /// Journals of files that are being written.
    public static var unfinished: String { state + "/unfinished" }

    /// How the user likes the prompt.
    public static var preferences: String { state + "/preferences.json" }

    /// Which lessons were done.
    public static var lessons: String { state + "/lessons.json" }

    /// The user's own launchers of evaluators: `$XDG_CONFIG_HOME/ns/launchers.json`, or below `~/.config`.
    public static var launchers: String { folder("XDG_CONFIG_HOME", "/.config") + "/launchers.json" }

    /// The path of the program that runs.
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

    /// The user's home folder: what `~/` stands for.
    public static var home: String {
        ProcessInfo.processInfo.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser.path
    }
}
