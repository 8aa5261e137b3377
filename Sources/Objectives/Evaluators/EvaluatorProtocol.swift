/// The lines that a shell and an evaluator exchange: one JSON object (RFC 8259) each. `Help/cluster.md` documents them.
public enum EvaluatorProtocol {
    /// Raised when the meaning of a line changes.
    public static let version = 1
    /// How often an evaluator says that it is alive, in seconds.
    public static let heartbeat = 5.0
}
