import Foundation
import Support
import Testing

/// Opening a named pipe waits for a writer, and no signal ends that: every command refuses one instead.
@Suite("Named pipes")
struct NamedPipesTests {
    private let home: Home

    init() throws {
        home = try Home()
        for ending in [
            "csv", "csv.gz", "npz", "npy", "idx", "session", "h5", "keras", "onnx", "safetensors", "ns", "sqlite",
        ] {
            #expect(mkfifo("\(home.path)/pipe.\(ending)", 0o600) == 0)
        }
    }

    @Test(
        "a command that reads a file refuses a pipe that nobody writes to",
        arguments: [
            "load csv pipe.csv", "load csv pipe.csv.gz", "load npz pipe.npz", "load idx pipe.idx pipe.idx",
            "open session pipe.session", "open network pipe.h5", "open network pipe.keras", "open network pipe.onnx",
            "open network pipe.safetensors", "gene x in 1..9; maximize x; population like pipe.csv",
            "load iris limit 60; training epochs 1; population size 2; evolve 1; train fittest epochs 1; "
                + "predict pipe.npy", "run pipe.ns", "load cifar10 from pipe.npz", "record pipe.ns",
        ])
    func refuses(command: String) throws {
        let end = try WatchedProgram(["--memory", "none", "-c", command], home: home).end(within: 120)
        #expect(!end.isHang && end.status == 1, "\(end.error)")
        #expect(end.error.contains("pipe."), "\(end.error)")
    }

    @Test("a memory that is a pipe is refused")
    func memory() throws {
        let arguments = ["--memory", "pipe.sqlite", "-c", "load iris limit 60; show memory"]
        #expect(try !WatchedProgram(arguments, home: home).end().isHang)
    }

    @Test("a script from a pipe runs if a program writes to it")
    func scripts() throws {
        #expect(
            try FinishedProgram.line("echo print hi | \"$NS\" --memory none /dev/stdin", home: home).output == "hi\n")
        let late = try FinishedProgram.line("(echo print hi > pipe.ns) & \"$NS\" --memory none pipe.ns", home: home)
        #expect(late.output == "hi\n")
    }
}
