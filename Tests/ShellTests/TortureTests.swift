import Foundation
import Support
import Testing

/// Damaged files of every format give an error: no crash, no hang, no gigabytes. NS_TORTURE is the number of files;
/// `Scripts/test --torture` uses 20,000.
@Suite("Damaged files")
struct TortureTests {
    private static let files = Int(ProcessInfo.processInfo.environment["NS_TORTURE"] ?? "") ?? 24

    private static let formats = ["h5", "keras", "onnx", "safetensors", "session", "csv", "npz", "gz", "png"]

    /// Returns the command that reads a file of a format.
    private static func command(_ format: String, _ path: String) -> String {
        switch format {
        case "session": "open session \(path) trust; show history; evolve 1"
        case "csv", "gz": "load csv \(path) label label"
        case "npz": "load npz \(path)"
        // A class with one damaged picture, and one with a good picture.
        case "png": "load images \(path.dropLast("/damaged/1.png".count))"
        default: "open network \(path); show network"
        }
    }

    @Test("damaged files are refused with an error", arguments: formats)
    func damaged(format: String) throws {
        let home = try Home()
        let whole = try whole(format, home)
        var random = RandomNumbers(state: UInt64(format.utf8.count) &* 97)
        for number in 0..<max(2, Self.files / Self.formats.count) {
            var bytes = whole
            for _ in 0...random.next(below: 4) {
                let place = random.next(below: bytes.count)
                switch random.next(below: 6) {
                case 0: bytes[place] = UInt8(random.next(below: 256))
                case 1: bytes[place] ^= 1 << UInt8(random.next(below: 8))
                case 2: bytes = Array(bytes.prefix(max(1, place)))
                case 3: for index in place..<min(place + 8, bytes.count) { bytes[index] = 0xFF }
                case 4: for index in place..<min(place + 8, bytes.count) { bytes[index] = 0 }
                default: bytes.insert(contentsOf: bytes[place..<min(place + 16, bytes.count)], at: place)
                }
            }
            let path = home.path + (format == "png" ? "/pictures/damaged/1.png" : "/mutant.\(format)")
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let result = try FinishedProgram.line(
                "ulimit -v 6000000; timeout 60 \"$NS\" --memory none -c '\(Self.command(format, path))'", home: home)
            #expect(result.status < 124, "mutant \(number) of \(format): \(result.status) \(result.error)")
        }
    }

    /// Returns a valid file of a format.
    private func whole(_ format: String, _ home: Home) throws -> [UInt8] {
        let path = home.path + "/whole.\(format)"
        let network =
            "load iris limit 60; genes clear; gene neurons0 in 4, 8; training epochs 1; population size 2; evolve 1; "
            + "train fittest epochs 1"
        switch format {
        case "csv", "gz":
            let rows = (0..<40).map { "\($0),\(Double($0) / 7),\"a, \($0 % 3)\",\($0 % 2)" }
            let text = Array((["a,b,c,label"] + rows).joined(separator: "\n").utf8)
            return format == "csv" ? text : GzipFile.bytes(text)
        case "png":
            let picture = PNGFile.bytes(width: 9, height: 9, channels: 3, (0..<243).map { UInt8($0) })
            for name in ["damaged", "good"] { try home.write("", to: "pictures/\(name)/1.png") }
            try Data(picture).write(to: URL(fileURLWithPath: home.path + "/pictures/good/1.png"))
            return picture
        case "npz":
            let arrays = [
                ("x.npy", NumPyFile.array("<f4", "60, 2", NumPyFile.floats((0..<120).map { Float($0) }))),
                ("y.npy", NumPyFile.array("<i8", "60,", NumPyFile.integers((0..<60).map { $0 % 3 }))),
            ]
            try Data(ZipFile.bytes(arrays)).write(to: URL(fileURLWithPath: path))
        case "session":
            _ = try FinishedProgram.shell(
                [
                    "--memory", "none", "-c",
                    "gene x in 1..9; maximize x; population size 4; evolve 2; save session \(path)",
                ],
                home: home)
        default:
            _ = try FinishedProgram.shell(["--memory", "none", "-c", "\(network); save network \(path)"], home: home)
        }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

/// A generator of random numbers that are the same on every platform.
private struct RandomNumbers {
    var state: UInt64

    mutating func next(below count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
