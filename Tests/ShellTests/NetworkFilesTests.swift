import Foundation
import Support
import Testing

/// Network files from the command line.
@Suite struct NetworkFilesTests {
    private static let training =
        "load digits limit 200; training epochs 1; population size 2 litter 1; evolve 1; train fittest epochs 1"

    private func shell(_ commands: String, home: Home) throws -> FinishedProgram {
        try FinishedProgram.shell(["--quiet", "--memory", "none", "-c", commands], home: home)
    }

    private func names(_ home: Home) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: home.path).filter {
            !["input", "output", "error"].contains($0.split(separator: ".").last.map(String.init)) && $0 != "state"
        }.sorted()
    }

    @Test func `without space the old file stays, and the reason is reported`() throws {
        let home = try Home()
        try home.write("before", to: "a.h5")
        let result = try FinishedProgram.line(
            "trap '' XFSZ; ulimit -f 8; $NS --quiet --memory none -c '\(Self.training) save a replace'", home: home)
        #expect(result.status == 1)
        #expect(result.error.contains("a.h5 cannot be written: File too large"), "\(result.error)")
        #expect(try home.read("a.h5") == "before")
        #expect(try names(home) == ["a.h5"])
    }

    @Test(arguments: ["my model ä", "-x", "it's", "$HOME", "a.b/c d"])
    func `file names may contain unusual characters`(name: String) throws {
        let home = try Home()
        try home.write("", to: "a.b/other")
        let quoted = name.contains("'") ? "\"\(name)\"" : "'\(name)'"
        let result = try shell("\(Self.training); save network \(quoted); open network \(quoted); score", home: home)
        #expect(result.error == "")
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/\(name).h5"))
    }

    @Test func `after a refit no command is advised that the network refuses`() throws {
        let home = try Home()
        let run = try FinishedProgram.shell(
            ["--memory", "none", "-c", "\(Self.training) refit save a; show fittest"], home: home)
        #expect(run.status == 0)
        #expect(
            run.output.contains(
                "then trained again on the 170 rows of the training and validation sets together: 1 epoch"))
        #expect(run.output.contains("this is the network before it was trained again"))
        #expect(!run.output.contains("`show confusion`"))
        #expect(try names(home).contains("a.h5"))
    }

    @Test func `unwritable and unreadable files are reported before any training`() throws {
        let home = try Home()
        try home.write("no network", to: "a.txt")
        for (commands, words) in [
            ("\(Self.training) save none/a", "there is no folder none to save into"),
            ("\(Self.training) save a.png", "networks are not saved as \".png\"; expected \".h5\" (Keras, in HDF5)"),
            (
                "save network a",
                "`save network` needs a network, and none was trained or opened; try `open network NAME`"
            ),
            ("open network a.txt", "a.txt does not contain a network"),
            ("open network b", "there is no b; expected a network"),
            ("predict a.txt", "`predict` needs a network"), ("score", "`score` needs a network"),
        ] {
            let result = try shell(commands, home: home)
            #expect(result.status == 1)
            #expect(result.error.contains(words), "\(commands): \(result.error)")
        }
        #expect(try names(home) == ["a.txt"])
    }
}
