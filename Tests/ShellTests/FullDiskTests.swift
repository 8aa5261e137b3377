import Foundation
import Support
import Testing

/// Every writer on a full disk keeps the old file, and reports the reason with a failing status.
@Suite("A full disk", .enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
struct FullDiskTests {
    private static let search =
        "load iris limit 60; genes clear; gene neurons0 in 4, 8; training epochs 1; population size 2; evolve 1; "
        + "train fittest epochs 1; "

    @Test(
        "a full disk leaves the old file, and is reported",
        arguments: [
            "export csv DISK/a.csv replace", "export json DISK/a.json replace",
            "export csv DISK/b.csv of history replace",
            "save session DISK/a.session replace", "save network DISK/a.h5 replace",
            "save network DISK/a.keras replace", "train fittest epochs 1 save DISK/b.h5 replace",
            "save network DISK/a.onnx replace", "save network DISK/a.safetensors replace",
            "export program DISK/a.py replace", "predict t.csv to DISK/p.csv replace", "record DISK/r.ns replace",
            "plot to DISK/a.svg replace", "plot to DISK/a.png replace", "plot to DISK/a.pdf replace",
        ])
    func stays(command: String) throws {
        let gnuplot = FileManager.default.isExecutableFile(atPath: "/usr/bin/gnuplot")
        try #require(!command.hasPrefix("plot") || gnuplot)
        let home = try Home()
        let disk = try SmallDisk()
        try home.write(
            "sepal_length,sepal_width,petal_length,petal_width\n"
                + String(repeating: "5.1,3.5,1.4,0.2\n", count: 9_000), to: "t.csv")
        let file = try #require(command.split(separator: " ").first { $0.hasPrefix("DISK/") }).dropFirst(5)
        try Data("keep me".utf8).write(to: URL(fileURLWithPath: "\(disk.path)/\(file)"))
        disk.fill()
        let result = try FinishedProgram.shell(
            ["--memory", "none", "-c", Self.search + command.replacing("DISK", with: disk.path)], home: home)
        #expect(result.status == 1, "\(result.output)")
        #expect(
            result.error.contains("No space left on device") || result.error.contains("disk is full"), "\(result.error)"
        )
        #expect(try String(contentsOfFile: "\(disk.path)/\(file)", encoding: .utf8) == "keep me")
        let left = try FileManager.default.contentsOfDirectory(atPath: disk.path)
        #expect(Set(left).subtracting([String(file), "filling"]).isEmpty, "\(left)")
    }

    @Test("a script's network that could not be saved is kept with its session")
    func keepsNetwork() throws {
        let (home, disk) = (try Home(), try SmallDisk())
        disk.fill()
        let result = try FinishedProgram.shell(
            ["-c", Self.search + "train fittest epochs 1 save \(disk.path)/a.h5"], home: home)
        #expect(result.status == 1)
        #expect(result.error.contains("`save network FILE` saves it to another file"))
        #expect(result.output.contains("session kept: iris, maximize accuracy, generation 1; `resume 1` continues it"))
        let resumed = try FinishedProgram.shell(["-c", "resume 1; save network b.h5"], home: home)
        #expect(resumed.status == 0, "\(resumed.error)")
        #expect(try home.bytes("b.h5").starts(with: [0x89, 0x48, 0x44, 0x46]))
    }
}
