/// The lines that a shell and an evaluator exchange, each one JSON object (RFC 8259). `Help/cluster.md` documents
/// them.
public enum EvaluatorProtocol {
    /// The protocol version, raised when the meaning of a line changes.
    public static let version = 1
    /// The interval between two signs of life, in seconds.
    public static let heartbeat = 5.0
}
