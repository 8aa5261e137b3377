/// Starts processes that decode images and archives, which may come from anyone. If a damaged or malicious file crashes
/// a library, only such a process ends.
public protocol DecodingProcesses: Sendable {
    /// The number of processes that decode images at the same time, 1 or more.
    var count: Int { get }

    /// Starts a process that runs `DecodingService`.
    ///
    /// - Parameter count: The number of processes that share the memory limit.
    /// - Throws: `DecodingFailure` if no process can be started.
    func start(sharing count: Int) throws(DecodingFailure) -> any DecodingProcess

    /// Waits until one of the processes has sent bytes, accepts bytes or has ended, at most so long.
    func wait(for processes: [(process: any DecodingProcess, isSending: Bool)], within limit: Duration)
}

/// A process that decodes images and archives.
public protocol DecodingProcess: AnyObject {
    /// Sends as many bytes as the process accepts without waiting.
    ///
    /// - Returns: The number of bytes; nil if the process has ended.
    func send(_ bytes: ArraySlice<UInt8>) -> Int?

    /// Reads the bytes that have arrived.
    ///
    /// - Returns: The number of bytes, 0 for none so far; nil if no more will arrive.
    func receive(into buffer: inout [UInt8]) -> Int?

    /// Ends the process unless it has already ended.
    ///
    /// - Returns: Its end in words: `was killed by signal 11`.
    @discardableResult func end() -> String
}

/// The reason why a process that decodes files cannot be started.
public struct DecodingFailure: Error, Equatable, Sendable {
    /// The reason in words.
    public let reason: String

    /// Creates a failure.
    public init(reason: String) { self.reason = reason }
}
