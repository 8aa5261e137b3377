import Kernels

/// What else a result depends on besides the network, its settings and its data.
public enum NetworksNumerics {
    /// Counts changes after which the same training gives other numbers.
    public static let version = 3

    /// The instruction set that the loops run on; sums of products differ in their last bits between them.
    public static var instructionSet: String { String(cString: kernels_instruction_set()) }
}
