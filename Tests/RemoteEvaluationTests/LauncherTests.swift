import Expressions
import Foundation
import Objectives
import RemoteEvaluation
import Support
import Testing

@Suite("Launchers of evaluators")
struct LauncherTests {
    private func words(_ command: String, number: Int = 1, program: String = "/opt/my ns/ns") throws -> [String] {
        Launcher(command: try CommandTemplate(parsing: command)).words(number: number, program: program)
    }

    @Test("words reach the launcher unchanged, followed by the program")
    func words() throws {
        #expect(
            try words("srun --ntasks=1 --comment='a; rm -rf $HOME \"b\"'") == [
                "srun", "--ntasks=1", "--comment=a; rm -rf $HOME \"b\"", "/opt/my ns/ns", "evaluator",
            ])
        #expect(try words("ssh host exec {shell_ns} evaluator").suffix(2) == ["'/opt/my ns/ns'", "evaluator"])
        #expect(
            try words("nice {ns} evaluator --number={number}", number: 7) == [
                "nice", "/opt/my ns/ns", "evaluator", "--number=7",
            ])
    }

    @Test("evaluators use the words after a profile in turn")
    func places() throws {
        let ssh = try #require(LauncherProfile.all(path: nil).first { $0.name == "ssh" })
        let launcher = try Launcher(profile: ssh, places: ["a", "b"])
        #expect((1...3).map { launcher.words(number: $0, program: "/ns").contains("a") } == [true, false, true])
        #expect(throws: ObjectiveError.self) { try Launcher(profile: ssh, places: []) }
        let processes = try #require(LauncherProfile.all(path: nil).first { $0.name == "processes" })
        #expect(throws: ObjectiveError.unusableLauncher("`on processes` takes no arguments, found \"a\"")) {
            try Launcher(profile: processes, places: ["a"])
        }
    }

    @Test("a kind of launcher added from outside takes hosts like those of the registry")
    func addedKind() throws {
        let kind = LauncherKind("rsh", "machines reached by rsh", command: "rsh {host} {shell_ns} evaluator {number}")
        let launcher = try Launcher(profile: LauncherProfile(kind), places: ["a", "b"])
        #expect(launcher.title == "on rsh a b")
        #expect(launcher.words(number: 2, program: "/ns") == ["rsh", "b", "/ns", "evaluator", "2"])
        #expect(throws: ObjectiveError.self) { try Launcher(profile: LauncherProfile(kind), places: []) }
    }

    @Test("a profile with several names takes one word for each, in order")
    func severalNames() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            Array(#"{"gpu": {"command": "run -p {part} -A {account} --name=e{unique} {ns}"}}"#.utf8),
            to: "launchers.json")
        let profile = try #require(LauncherProfile.all(path: path).first)
        let launcher = try Launcher(profile: profile, places: ["night", "me"])
        for number in 1...2 {
            #expect(
                launcher.words(number: number, unique: "7-\(number)", program: "/ns") == [
                    "run", "-p", "night", "-A", "me", "--name=e7-\(number)", "/ns",
                ])
        }
        #expect(throws: ObjectiveError.unusableLauncher("`on gpu` expected part, account, found night")) {
            try Launcher(profile: profile, places: ["night"])
        }
    }

    @Test(
        "a launcher without the words it needs is shown with them",
        arguments: [
            ("kubernetes", "`on kubernetes` needs an image: `on kubernetes IMAGE`; several are used in turn"),
            ("ssh", "`on ssh` needs a host: `on ssh HOST`; several are used in turn"),
        ])
    func missing(name: String, message: String) throws {
        let profile = try #require(try LauncherProfile.all(path: nil).first { $0.name == name })
        let error = #expect(throws: ObjectiveError.self) { try Launcher(profile: profile, places: []) }
        #expect(error?.description == message)
    }

    @Test("a user's own profiles come first and replace built-in ones")
    func own() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            Array(#"{"ssh": {"command": "mine {host}"}, "queue": {"command": "qrsh", "summary": "the queue"}}"#.utf8),
            to: "launchers.json")
        let profiles = try LauncherProfile.all(path: path)
        #expect(profiles.map(\.name) == ["queue", "ssh", "kubernetes", "processes", "slurm"])
        #expect(
            try Launcher(profile: profiles[1], places: ["n"]).words(number: 1, program: "/ns") == [
                "mine", "n", "/ns", "evaluator",
            ])
        for (text, reason) in [
            ("{", "invalid JSON"), (#"{"a": {"summary": ""}}"#, "\"command\" is missing in a"),
            (#"{"a": 3}"#, "another type at a"),
            (#"{"a": {"command": "x '"}}"#, "never closed"),
        ] {
            let path = try folder.write(Array(text.utf8), to: "bad.json")
            let mistake = #expect(throws: ObjectiveError.self) { try LauncherProfile.all(path: path) }
            #expect(mistake?.description.contains(reason) == true)
            #expect(mistake?.description.contains(path) == true)
        }
    }
}
