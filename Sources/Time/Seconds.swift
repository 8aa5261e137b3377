extension Duration {
    /// The length in seconds, to about 16 significant digits.
    public var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
