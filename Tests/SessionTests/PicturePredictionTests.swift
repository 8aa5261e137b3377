import Foundation
import Messages
import Reports
import Support
import Testing

/// Networks trained on arrays of pictures in different scales predict pictures in files.
@Suite struct PicturePredictionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Writes 240 pictures of 4×4 pixels, dark or bright, some of them with a fully black and a white pixel.
    private func arrays(_ number: (Float) -> Float, to name: String) throws {
        let pixels = (0..<240).flatMap { sample in
            (0..<16).map { pixel -> Float in
                switch pixel {
                // No pixel is black in all pictures: such a pixel would be constant, and its input always 0.
                case 0: number(sample % 3 == 0 ? 0 : 0.5)
                case 1: number(sample % 3 == 0 ? 1 : 0.5)
                default: number((sample % 2 == 0 ? 0.1 : 0.8) + Float((sample * 7 + pixel * 3) % 10) / 100)
                }
            }
        }
        try folder.write(
            ZipFile.bytes([
                ("x.npy", NumPyFile.array("<f4", "240, 4, 4", NumPyFile.floats(pixels))),
                ("y.npy", NumPyFile.array("<i8", "240,", NumPyFile.integers((0..<240).map { $0 % 2 }))),
            ]), to: name)
    }

    private func pictures() throws {
        for (name, grey) in [("dark", UInt8(35)), ("light", 215)] {
            try folder.write(
                PNGFile.bytes(width: 4, height: 4, channels: 1, [UInt8](repeating: grey, count: 16)),
                to: "new/\(name).png")
        }
    }

    private static func training(_ path: String) -> String {
        "load npz '\(path)'; training epochs 5; population size 2 litter 1; evolve 1; train fittest epochs 60"
    }

    private func predicted(_ reports: [Report]) throws -> PredictedReport {
        guard case .predicted(let report)? = reports.last else { throw SessionError.unusable("no predictions") }
        return report
    }

    struct Scale: Sendable, CustomTestStringConvertible {
        let black: Float
        let white: Float
        var testDescription: String { "\(black) to \(white)" }
    }

    @Test(arguments: [Scale(black: 0, white: 1), Scale(black: -1, white: 1), Scale(black: 0, white: 255)])
    func `pictures are scaled like the training arrays, in every network format`(scale: Scale) async throws {
        try arrays({ scale.black + $0 * (scale.white - scale.black) }, to: "a.npz")
        try pictures()
        let talking = Talking()
        try await talking.say(Self.training("\(folder.path)/a.npz"))
        let first = try predicted(try await talking.say("predict '\(folder.path)/new'")).table.rows
        #expect(first.map { Array($0.prefix(2)) } == [["dark.png", "0"], ["light.png", "1"]])
        for ending in ["h5", "keras", "onnx", "safetensors"] {
            try await talking.say("save network '\(folder.path)/n.\(ending)'")
            let other = Talking()
            try await other.say("open network '\(folder.path)/n.\(ending)'")
            let rows = try predicted(try await other.say("predict '\(folder.path)/new'")).table.rows
            #expect(rows == first, "\(ending)")
        }
        // A saved session keeps the scale, too.
        try await talking.say("save session '\(folder.path)/s.session'")
        let again = Talking()
        try await again.say("open session '\(folder.path)/s.session' trust")
        #expect(try predicted(try await again.say("predict '\(folder.path)/new'")).table.rows == first)
    }

    @Test func `if the values of black and white are unknown, pictures are refused but arrays are accepted`()
        async throws
    {
        try arrays({ ($0 - 0.4) / 0.3 }, to: "a.npz")
        try pictures()
        let talking = Talking()
        try await talking.say(Self.training("\(folder.path)/a.npz"))
        let refusal = await talking.error("predict '\(folder.path)/new'") ?? ""
        #expect(refusal.contains("trained on arrays of numbers from -1.3333 to 2, and it is not known which are black"))
        try folder.write(
            NumPyFile.array("<f4", "1, 4, 4", NumPyFile.floats([Float](repeating: 1.5, count: 16))), to: "x.npy")
        #expect(try predicted(try await talking.say("predict '\(folder.path)/x.npy'")).table.rows[0][1] == "1")
    }

    @Test func `a network scores data in another scale like its own`() async throws {
        try arrays({ $0 }, to: "unit.npz")
        try arrays({ $0 * 255 }, to: "bytes.npz")
        let talking = Talking()
        try await talking.say(Self.training("\(folder.path)/unit.npz"))
        guard case .scored(let own)? = try await talking.say("score").last,
            case .scored(let other)? = try await talking.say("load npz '\(folder.path)/bytes.npz'; score").last
        else { throw SessionError.unusable("no scores") }
        #expect(own.validation.value == 1 && other.validation.value == 1)
        try arrays({ ($0 - 0.4) / 0.3 }, to: "standard.npz")
        try await talking.say("load npz '\(folder.path)/standard.npz'")
        #expect(await talking.error("score")?.contains("trained on images of numbers from 0 to 1") == true)
    }

    @Test func `the classes of a classifier are written beside it`() async throws {
        try arrays({ $0 }, to: "a.npz")
        let talking = Talking()
        try await talking.say(Self.training("\(folder.path)/a.npz"))
        guard case .written(_, let what)? = try await talking.say("save network '\(folder.path)/n.onnx'").last else {
            throw SessionError.unusable("nothing was written")
        }
        #expect(what == "network, and its classes beside it,")
        #expect(try String(contentsOfFile: "\(folder.path)/n.classes.json", encoding: .utf8) == "[\"0\",\"1\"]\n")
    }
}
