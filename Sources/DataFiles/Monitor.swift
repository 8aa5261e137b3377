import Foundation

/// The receiver of progress reports. It can stop reading, limits its memory, and chooses the processes that decode
/// files.
public struct Monitor {
    /// The maximum number of bytes of a dataset.
    package let memory: Int
    private let receive: (DataProgress) -> Void
    private let isStopped: () -> Bool
    /// The decoding of images and archives.
    package let decoding: Decoding

    /// Creates a monitor. Both closures are called on the caller's thread.
    ///
    /// - Parameters:
    ///   - memory: The maximum number of bytes of a dataset; by default three quarters of the machine's memory.
    ///   - processes: Starts the processes that decode images and archives; nil to decode them in this process.
    ///   - report: Receives the progress.
    ///   - isStopped: Returns true to stop reading.
    public init(
        memory: Int? = nil, processes: (any DecodingProcesses)? = nil,
        report: @escaping (DataProgress) -> Void, isStopped: @escaping () -> Bool
    ) {
        decoding = Decoding(processes)
        self.memory = memory ?? Int(clamping: ProcessInfo.processInfo.physicalMemory / 4 * 3)
        receive = report
        self.isStopped = isStopped
    }

    /// A monitor that reports nothing, never stops, and decodes in this process.
    public static var none: Monitor { none(processes: nil) }

    /// Creates a monitor that reports nothing and never stops.
    ///
    /// - Parameter processes: Starts the processes that decode images and archives; nil to decode them in this process.
    public static func none(processes: (any DecodingProcesses)?) -> Monitor {
        Monitor(processes: processes, report: { _ in }, isStopped: { false })
    }

    private init(_ monitor: Monitor) {
        (memory, isStopped, decoding) = (monitor.memory, monitor.isStopped, monitor.decoding)
        receive = { _ in }
    }

    /// The same monitor without reports.
    package var silent: Monitor { Monitor(self) }

    /// Reports progress.
    ///
    /// - Throws: `DataError.stopped` if reading has to stop.
    package func report(_ progress: DataProgress) throws(DataError) {
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
