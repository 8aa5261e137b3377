import ArgumentParser
import DataSources
import Datasets
import Foundation
import Randomness

/// A benchmark of reading a large table: seconds and memory.
struct CSVBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Reading a table of ten million rows.")

    @Option(help: "The number of rows.") var rows = 10_000_000
    @Option(help: "A table to read instead; its last column is the label.") var path: String?
    @Option(help: "The folder for the table, which is removed afterwards.") var folder: String?

    func run() throws {
        let base = folder ?? FileManager.default.temporaryDirectory.path
        let written = "\(base)/ns-\(UUID().uuidString).csv"
        defer { if path == nil { try? FileManager.default.removeItem(atPath: written) } }
        if path == nil { try write(to: written) }
        let path = path ?? written
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        let before = Self.memory
        var read: ReadDataset?
        let reading = try time {
            let source = DataSource.csv(path: path, CSVOptions(label: self.path == nil ? "label" : nil))
            read = try source.read()
        }
        guard let dataset = read?.dataset else { return }
        var split: Split?
        let parting = try time { split = try Split(dataset, plan: SplitPlan()) }
        let preparing = time {
            if let split { _ = Preprocessing.centred(dataset, training: split.training, scalesTargets: true) }
        }
        let total = reading + parting + preparing
        print(
            """
            \(dataset.count) rows, \(dataset.layout.width) numeric columns, \(size / 1_000_000) MB
            reading           \(String(format: "%.1f s, %.0f MB/s", reading, Double(size) / reading / 1e6))
            splitting         \(String(format: "%.1f s", parting))
            preparing         \(String(format: "%.1f s", preparing))
            total             \(String(format: "%.1f s", total))
            peak memory       \(Self.memory - before) MB above \(before) MB, \
            \(String(format: "%.2f", Double(Self.memory - before) * 1e6 / Double(size))) times the file
            """)
    }

    /// Writes a table of nine numeric columns of every kind, one column of few words, and a label.
    private func write(to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw ValidationError("\(path) cannot be written") }
        var generator = Generator(seed: 1)
        let words = ["north", "south", "east", "west"]
        var text = "a,b,c,d,e,f,g,h,i,region,label\n"
        for row in 0..<rows {
            let bits = generator.next()
            let other = generator.next()
            let first = Double(bits >> 11) * 0x1p-53
            text += "\(first),\(Int32(truncatingIfNeeded: other)),\(bits % 1000),\(Float(other % 100_000) / 128),"
            text += "\(row),\((other >> 20) % 1_000_000),\(Float(bits % 4096) / 64),\(other % 7),\(bits % 2),"
            text += "\(words[Int(bits % 4)]),\(Float(other % 1_000_003) / 1000)\n"
            if text.utf8.count > 1 << 20 {
                try handle.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    /// The peak memory of the process, in megabytes.
    private static var memory: Int {
        var usage = rusage()
        #if os(Linux)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return Int(usage.ru_maxrss) / 1000
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Int(usage.ru_maxrss) / 1_000_000
        #endif
    }

    private func time(_ work: () throws -> Void) rethrows -> Double {
        let passed = try ContinuousClock().measure(work)
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
    }
}
