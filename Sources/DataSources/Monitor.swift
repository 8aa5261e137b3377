import Foundation

/// Who is told how far reading is, and says whether it is to go on and how much memory there is for it.
public struct Monitor {
    /// The most bytes that a dataset may take.
    let memory: Int
    private let report: (DataProgress) -> Void
    private let isStopped: () -> Bool

    /// Both closures are called on the caller's thread.
    ///
    /// - Parameter memory: the most bytes that a dataset may take; by default three quarters of the machine's.
    public init(
        memory: Int? = nil,
        report: @escaping (DataProgress) -> Void, isStopped: @escaping () -> Bool
    ) {
        self.memory = memory ?? Int(clamping: ProcessInfo.processInfo.physicalMemory / 4 * 3)
        self.report = report
        self.isStopped = isStopped
    }

    /// Nobody is told, and nothing stops.
    public static var none: Monitor { Monitor(report: { _ in }, isStopped: { false }) }

    /// Tells how far it is.
    ///
    /// - Throws: `DataError.stopped` where it is to stop.
    func tell(_ progress: DataProgress) throws(DataError) {
        if isStopped() { throw .stopped }
        report(progress)
    }

    /// Whether it is to stop.
    var wantsStop: Bool { isStopped() }
}

/// How far reading or fetching is.
public enum DataProgress: Hashable, Sendable {
    /// A file on this machine, in bytes.
    case reading(path: String, done: Int, total: Int)
    /// The pictures of a folder.
    case unpacking(folder: String, done: Int, total: Int)
    /// A file that comes from elsewhere, in bytes; a `total` of 0 is not known.
    case fetching(file: String, address: String, done: Int, total: Int)
}
