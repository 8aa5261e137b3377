import Foundation

/// The receiver of progress reports, which can stop reading and limits its memory.
public struct Monitor {
    /// The maximum number of bytes of a dataset.
    let memory: Int
    private let receive: (DataProgress) -> Void
    private let isStopped: () -> Bool

    /// Creates a monitor. Both closures are called on the caller's thread.
    ///
    /// - Parameters:
    ///   - memory: The maximum number of bytes of a dataset; by default three quarters of the machine's memory.
    ///   - report: Receives the progress.
    ///   - isStopped: Returns true to stop reading.
    public init(
        memory: Int? = nil,
        report: @escaping (DataProgress) -> Void, isStopped: @escaping () -> Bool
    ) {
        self.memory = memory ?? Int(clamping: ProcessInfo.processInfo.physicalMemory / 4 * 3)
        receive = report
        self.isStopped = isStopped
    }

    /// A monitor that reports nothing and never stops.
    public static var none: Monitor { Monitor(report: { _ in }, isStopped: { false }) }

    /// Reports progress.
    ///
    /// - Throws: `DataError.stopped` if reading has to stop.
    func report(_ progress: DataProgress) throws(DataError) {
        if isStopped() { throw .stopped }
        receive(progress)
    }

    /// True if reading has to stop.
    var wantsStop: Bool { isStopped() }
}

/// The progress of reading or downloading.
public enum DataProgress: Hashable, Sendable {
    /// Reading a file on this machine, in bytes.
    case reading(path: String, done: Int, total: Int)
    /// Reading the pictures of a folder.
    case unpacking(folder: String, done: Int, total: Int)
    /// Downloading a file, in bytes; a `total` of 0 is unknown.
    case fetching(file: String, address: String, done: Int, total: Int)
}
