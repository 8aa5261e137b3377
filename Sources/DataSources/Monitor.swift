/// Who is told how far reading is, and says whether it is to go on.
public struct Monitor {
    private let report: (DataProgress) -> Void
    private let isStopped: () -> Bool

    /// Both closures are called on the caller's thread.
    public init(report: @escaping (DataProgress) -> Void, isStopped: @escaping () -> Bool) {
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

/// How far reading or fetching is, in bytes.
public enum DataProgress: Hashable, Sendable {
    /// A file on this machine.
    case reading(path: String, done: Int, total: Int)
    /// A file that comes from elsewhere; a `total` of 0 is not known.
    case fetching(file: String, address: String, done: Int, total: Int)
}
