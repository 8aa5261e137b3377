import DataSources
import Datasets
import FileWriting
import Foundation

/// The data of a search on the machine of an evaluator: read where they are, or sent by the shell and kept.
struct EvaluatorData {
    /// A part of data that are sent.
    struct Part {
        let place: Int
        let size: Int
        let bytes: [UInt8]
    }

    let digest: String
    let source: DataSource

    /// The data, whose digest proves that they are those of the shell.
    ///
    /// - Parameter next: waits for the next part that the shell sends, before the first of which it says that they are
    ///   missing; nil where something else came.
    /// - Parameter isOver: whether nobody wants the data any more.
    /// - Returns: nil where something else came, or nobody wants them any more.
    /// - Throws: where what came is something else.
    func dataset(isOver: () -> Bool, next: (_ isFirst: Bool) -> Part?) throws -> Dataset? {
        if let dataset = kept ?? here { return dataset }
        // Of several evaluators with one cache, one asks, and the others find what it was sent. One that takes too long is
        // not waited for.
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
            guard part.place == bytes.count, !part.bytes.isEmpty else { throw DatasetError.damaged }
            bytes += part.bytes
            if bytes.count >= part.size { break }
        } while true
        let dataset = try Dataset(bytes: bytes)
        guard "\(dataset.digest)" == digest else { throw DatasetError.damaged }
        // A cache that cannot be written is no reason not to work.
        try? AtomicFile(path, access: .own).write(Data(bytes))
        return dataset
    }

    private var folder: String { Cache.folder(of: "received") }
    private var path: String { "\(folder)/\(digest)" }

    private var kept: Dataset? {
        guard let content = FileManager.default.contents(atPath: path),
            let dataset = try? Dataset(bytes: Array(content)), "\(dataset.digest)" == digest
        else { return nil }
        return dataset
    }

    /// The data as this machine has them, by the same words; nothing is fetched.
    private var here: Dataset? {
        if case .catalogue(let name, nil) = source, (try? Catalogue.entry(named: name))?.isHere != true { return nil }
        guard let dataset = try? source.read().dataset, "\(dataset.digest)" == digest else { return nil }
        return dataset
    }
}
