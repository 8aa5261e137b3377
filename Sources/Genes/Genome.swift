/// A choice of one value for each gene of a genus, stored as codes. Inactive genes have the code `inactive`, so that
/// two genomes are equal exactly if they have the same meaning.
public struct Genome: Hashable, Sendable {
    /// The code of each gene's value, in the order of the genus.
    public let codes: [UInt32]

    /// The code of an inactive gene.
    @inlinable public static var inactive: UInt32 { .max }

    /// Creates a genome with these codes.
    package init(codes: [UInt32]) { self.codes = codes }
}

extension Genome: Codable {
    /// Decodes a list of numbers; -1 marks an inactive gene.
    ///
    /// - Throws: `DecodingError` if the value is not a list of integers.
    public init(from decoder: any Decoder) throws {
        let numbers = try decoder.singleValueContainer().decode([Int64].self)
        codes = numbers.map { UInt32(exactly: $0) ?? Self.inactive }
    }

    /// Encodes the codes as one list of numbers.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(codes.map { $0 == Self.inactive ? -1 : Int64($0) })
    }
}
