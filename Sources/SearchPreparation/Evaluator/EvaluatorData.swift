import DataSources
import Datasets
import FileWriting
import Foundation

/// The data of a search on an evaluator's machine: read from their source, or sent by the shell and cached.
struct EvaluatorData {
    /// A part of data sent by the shell.
    struct Part {
        let offset: Int
        let size: Int
        let bytes: [UInt8]
    }

    let digest: String
    let source: DataSource
    /// Starts the processes that decode images and archives; nil to decode them in this process.
    let processes: (any DecodingProcesses)?

    /// Returns the data; their digest proves that they are those of the shell.
    ///
    /// - Parameters:
    ///   - isOver: returns true if the data are no longer needed.
    ///   - next: waits for the next part from the shell and returns it; nil if another order arrived. Before the first
    ///     part, it reports that the data are missing.
    /// - Returns: the data; nil if another order arrived, or they are no longer needed.
    /// - Throws: `DatasetError` if the parts sent are not the expected data.
    func dataset(isOver: () -> Bool, next: (_ isFirst: Bool) -> Part?) throws -> Dataset? {
        if let dataset = kept ?? here { return dataset }
        // Of several evaluators with a shared cache, one requests the data and the others then find them there. They
        // wait for a minute at most.
        let lock = FileLock(path: "\(folder)/\(digest).lock")
        defer { lock?.unlock() }
        let patience = ContinuousClock.now + .seconds(60)
        while let lock, !lock.take(), ContinuousClock.now < patience {
            if isOver() { return nil }
            Thread.sleep(forTimeInterval: 0.1)
        }
        if let dataset = kept { return dataset }
        var bytes: [UInt8] = []
        repeat {
            guard let part = next(bytes.isEmpty) else { return nil }
            guard part.offset == bytes.count, !part.bytes.isEmpty else { throw DatasetError.damaged }
            bytes += part.bytes
            if bytes.count >= part.size { break }
        } while true
        let dataset = try Dataset(bytes: bytes)
        guard "\(dataset.digest)" == digest else { throw DatasetError.damaged }
        // The evaluator can work without a cache.
        try? AtomicFile(path, access: .own).write(Data(bytes))
        return dataset
    }

    private var folder: String { DatasetCache.folder(of: "received") }
    private var path: String { "\(folder)/\(digest)" }

    private var kept: Dataset? {
        guard let content = FileManager.default.contents(atPath: path),
            let dataset = try? Dataset(bytes: Array(content)), "\(dataset.digest)" == digest
        else { return nil }
        return dataset
    }

    /// The data from their source on this machine; nothing is downloaded.
    private var here: Dataset? {
        if case .catalogue(let name, nil) = source, (try? Catalogue.entry(named: name))?.isHere != true { return nil }
        guard let dataset = try? source.read(.none(processes: processes)).dataset, "\(dataset.digest)" == digest else {
            return nil
        }
        return dataset
    }
}
