/// One choice of a value for each gene of a genus, as the codes of those values. Genes that take no part hold the mark
/// `inactive`, so that two genomes are equal exactly when they mean the same.
public struct Genome: Hashable, Sendable {
    /// The code of each gene's value, in the order of the genus.
    public let codes: [UInt32]

    /// The mark of a gene that takes no part.
    public static let inactive = UInt32.max

    /// A genome of these codes.
    package init(codes: [UInt32]) { self.codes = codes }
}

extension Genome: Codable {
    /// Reads the codes, written as one list of numbers; -1 marks a gene that takes no part.
    public init(from decoder: any Decoder) throws {
        let numbers = try decoder.singleValueContainer().decode([Int64].self)
        codes = numbers.map { UInt32(exactly: $0) ?? Self.inactive }
    }

    /// Writes the codes as one list of numbers.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(codes.map { $0 == Self.inactive ? -1 : Int64($0) })
    }
}
