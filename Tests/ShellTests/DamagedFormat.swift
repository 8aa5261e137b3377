import Foundation
import Support
import Testing

/// A format of files that the shell reads.
enum DamagedFormat: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case h5, keras, onnx, safetensors
    case session, memory
    case csv, compressedCSV = "csv.gz", npz, npy, idx, cifar = "bin", tar = "tar.gz", zip
    case png, jpeg = "jpg", bmp, gif
    case launchers, preferences, lessons, history, script = "ns"

    var testDescription: String { rawValue }

    /// The share of the format in all damaged files; 20 is usual.
    var weight: Int {
        switch self {
        // Each of these files has 30 MB.
        case .cifar: 2
        // Recognized by their first bytes and refused.
        case .bmp, .gif: 5
        // A terminal takes longer.
        case .preferences, .history: 10
        default: 20
        }
    }

    /// True if the valid file has fewer records than the dataset.
    var isTooShort: Bool { self == .tar || self == .zip }

    /// The path of the damaged file in a home folder.
    var path: String {
        switch self {
        case .png, .bmp, .gif: "pictures/a/damaged.png"
        case .jpeg: "pictures/a/damaged.jpg"
        case .cifar: "cifar/data_batch_1.bin"
        case .memory: "memory/damaged.sqlite"
        case .launchers: ".config/ns/launchers.json"
        case .preferences, .lessons: "state/ns/\(rawValue).json"
        case .history: "state/ns/history"
        default: "damaged.\(rawValue)"
        }
    }

    private static let program =
        "gene x in 1..9; maximize output of 'echo {x}' remember; population size 4; evolve 1"

    /// The shell's arguments to read the damaged file; nil if it reads it at a terminal.
    var arguments: [String]? {
        func commands(_ text: String) -> [String] { ["--memory", "none", "-c", text] }
        switch self {
        case .h5, .keras, .onnx, .safetensors: return commands("open network \(path); predict rows.csv")
        case .session: return commands("open session \(path) trust; show history; show population; evolve 1")
        case .memory: return ["--memory", path, "-c", "\(Self.program); memory; forget days > 1"]
        case .csv, .compressedCSV: return commands("load csv \(path) label label; show columns")
        case .npz: return commands("load npz \(path)")
        case .npy: return commands("open network whole.h5; predict \(path)")
        case .idx: return commands("load idx \(path) labels.idx")
        case .cifar: return commands("load cifar10 from cifar limit 100")
        case .tar, .zip: return commands("load cifar10 from \(path) limit 100")
        case .png, .jpeg, .bmp, .gif: return commands("load images pictures folds 2")
        case .launchers: return commands("\(Self.program); workers 2 on mine; evolve 1")
        case .lessons: return commands("lesson")
        case .script: return ["--memory", "none", "--check", path]
        case .preferences, .history: return nil
        }
    }

    /// Returns a damaged file: half of them with right checksums, or with extreme numbers in a valid text.
    func damaged(_ whole: [UInt8], _ damage: inout Damage) -> [UInt8] {
        guard damage.isChosen() else { return damage.bytes(whole) }
        switch self {
        case .csv, .npy, .launchers, .preferences, .lessons, .history, .script, .safetensors:
            return damage.numbers(whole)
        case .keras, .npz, .zip: return damage.zip(whole)
        case .compressedCSV: return GzipFile.bytes(damage.numbers(Self.table))
        case .tar: return GzipFile.bytes(TarFile.withChecksums(damage.bytes(TarFile.bytes(Self.records))))
        case .png: return PNGFile.withChecksums(damage.bytes(whole))
        default: return damage.bytes(whole)
        }
    }

    // MARK: - Valid files

    private static let table = Array(
        (["a,b,c,label"] + (0..<40).map { "\($0),\(Double($0) / 7),\"a, \($0 % 3)\",\($0 % 2)" })
            .joined(separator: "\n").utf8)
    private static let record = [3] + (0..<3_072).map { UInt8(truncatingIfNeeded: $0) }
    private static let records = [
        ("cifar-10-batches-bin/data_batch_1.bin", record), ("batches.meta.txt", [0x61, 0x0A]),
    ]
    private static let picture = PNGFile.bytes(
        width: 8, height: 8, channels: 3, (0..<192).map { UInt8(truncatingIfNeeded: $0 &* 7) })

    /// Returns the bytes of a valid file, and writes the files that are read with it.
    func whole(in home: Home) throws -> [UInt8] {
        switch self {
        case .csv: return Self.table
        case .compressedCSV: return GzipFile.bytes(Self.table)
        case .tar: return GzipFile.bytes(TarFile.bytes(Self.records))
        case .zip: return ZipFile.bytes(Self.records)
        case .npz:
            return ZipFile.bytes([
                ("x.npy", NumPyFile.array("<f4", "60, 2", NumPyFile.floats((0..<120).map { Float($0) }))),
                ("y.npy", NumPyFile.array("<i8", "60,", NumPyFile.integers((0..<60).map { $0 % 3 }))),
            ])
        case .npy:
            try network(home, "whole.h5")
            return NumPyFile.array("<f4", "10, 4", NumPyFile.floats((0..<40).map { Float($0) }))
        case .idx:
            try Data([0, 0, 8, 1, 0, 0, 0, 40] + (0..<40).map { $0 % 2 }).write(to: home.url("labels.idx"))
            return [0, 0, 8, 3, 0, 0, 0, 40, 0, 0, 0, 4, 0, 0, 0, 4] + (0..<640).map { UInt8(truncatingIfNeeded: $0) }
        case .cifar:
            for name in CIFARFixture.files {
                try home.write("", to: "cifar/\(name)")
                let size = off_t(CIFARFixture.recordsPerFile * CIFARFixture.recordSize)
                guard truncate(home.url("cifar/\(name)").path, size) == 0 else { throw CocoaError(.fileWriteUnknown) }
            }
            return Array(repeating: 0, count: CIFARFixture.recordSize * 4)
        case .png, .jpeg, .bmp, .gif:
            for name in ["a/1.png", "a/2.png", "b/1.png", "b/2.png"] {
                try home.write("", to: "pictures/\(name)")
                try Data(Self.picture).write(to: home.url("pictures/\(name)"))
            }
            switch self {
            case .jpeg: return JPEGFile.bytes
            case .bmp: return Self.windowsBitmap
            case .gif: return Self.animation
            default: return Self.picture
            }
        case .launchers: return Array(#"{"mine": {"command": "{ns} evaluator", "summary": "my 2 own"}}"#.utf8)
        case .preferences:
            return Array(#"{"colors": true, "next": true, "suggestions": true, "told": ["1", "save"]}"#.utf8)
        case .lessons: return Array(#"{"digits": {"isDone": false, "seen": 3}}"#.utf8)
        case .history: return Array("print 1\ngene x in 1..9\nevolve 10\nprint 'é'\n".utf8)
        case .script:
            return Array(
                "let n ${1:-3}\nfor i in 1..3\n  gene x in 1..9\n  if $i > 2\n    maximize x ^ 2 # 1\n  end\nend\n".utf8
            )
        case .memory:
            _ = try FinishedProgram.shell(["--memory", "whole.sqlite", "-c", Self.program], home: home)
            return try home.bytes("whole.sqlite")
        case .session:
            _ = try FinishedProgram.shell(
                [
                    "--memory", "none", "-c",
                    "gene x in 1..9; maximize x; population size 4; evolve 2; save session whole.session",
                ], home: home)
            return try home.bytes("whole.session")
        case .h5, .keras, .onnx, .safetensors:
            try network(home, "whole.\(rawValue)")
            try home.write("sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n", to: "rows.csv")
            return try home.bytes("whole.\(rawValue)")
        }
    }

    private func network(_ home: Home, _ name: String) throws {
        _ = try FinishedProgram.shell(
            [
                "--memory", "none", "-c",
                "load iris limit 60; genes clear; gene neurons0 in 4, 8; training epochs 1; population size 2; "
                    + "evolve 1; train fittest epochs 1; save network \(name)",
            ], home: home)
    }

    /// Four pixels of 24 bits.
    private static let windowsBitmap: [UInt8] =
        [0x42, 0x4D, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0]
        + [UInt8](repeating: 0, count: 40)
    /// One pixel.
    private static let animation: [UInt8] =
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
}

extension Home {
    /// Returns the location of a file.
    func url(_ name: String) -> URL { URL(fileURLWithPath: "\(path)/\(name)") }

    /// Returns the content of a file.
    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url(name))) }
}
