import Kernels

/// The facts a result depends on besides the network, its settings and its data.
public enum NetworksNumerics {
    /// The version of the numerics; it increases whenever the same training gives different numbers.
    public static let version = 3

    /// The instruction set of the loops; the last bits of sums of products differ between instruction sets.
    public static var instructionSet: String { String(cString: kernels_instruction_set()) }
}
