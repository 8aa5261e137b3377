/// The only source of random numbers in this program: small, fast, splittable and Codable, so that a state can be
/// saved, undone and continued exactly.
///
/// The sequence is xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), seeded
/// through SplitMix64. Draws and shuffles are implemented here because those of the standard library may change
/// between versions, and with them every stored result.
@frozen
public struct Generator: Codable, Hashable, Sendable {
    @usableFromInline var s0: UInt64
    @usableFromInline var s1: UInt64
    @usableFromInline var s2: UInt64
    @usableFromInline var s3: UInt64

    private enum CodingKeys: String, CodingKey { case s0, s1, s2, s3 }

    /// Creates a generator from a seed and a stream, for seeds with several uses: two streams of one seed are
    /// statistically independent.
    public init(seed: UInt64, stream: UInt64 = 0) {
        var state = seed ^ SplitMix64.finalized(stream &+ 0x9E37_79B9_7F4A_7C15)
        s0 = SplitMix64.next(&state)
        s1 = SplitMix64.next(&state)
        s2 = SplitMix64.next(&state)
        s3 = SplitMix64.next(&state)
    }

    /// False only for the all-zero state, which a generator never leaves. No seed gives it, but a damaged file may
    /// contain it.
    public var isSound: Bool { s0 | s1 | s2 | s3 != 0 }

    /// Returns the next 64 random bits.
    @inlinable
    public mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = ((sum << 23) | (sum >> 41)) &+ s0
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// Returns a generator whose numbers are independent of the following ones of this generator, which advances by
    /// one draw.
    @inlinable
    public mutating func split() -> Generator { Generator(seed: next(), stream: 1) }

    /// Returns an integer in `0..<bound` with uniform probability (Lemire, "Fast random integer generation in an
    /// interval", 2019). `bound` must be positive.
    @inlinable
    public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "below(\(bound)): the bound must be positive")
        let range = UInt64(bound)
        var product = next().multipliedFullWidth(by: range)
        if product.low < range {
            let threshold = (0 &- range) % range
            while product.low < threshold { product = next().multipliedFullWidth(by: range) }
        }
        return Int(product.high)
    }

    /// Returns a number in 0 ..< 1, a multiple of 2⁻⁵³.
    @inlinable
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Returns true with the given probability: never at 0, always at 1.
    @inlinable
    public mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// Returns a number from the normal distribution with mean 0 and standard deviation 1 (Marsaglia's polar method;
    /// the second number of each pair is dropped, so that the state consists of the four words alone).
    public mutating func normal() -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let squared = x * x + y * y
            if squared > 0, squared < 1 { return x * (-2 * squared.naturalLogarithm / squared).squareRoot() }
        }
    }

    /// Shuffles the elements with uniform probability (Fisher and Yates).
    ///
    /// - Complexity: O(n)
    @inlinable
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        var last = elements.count - 1
        while last > 0 {
            elements.swapAt(last, below(last + 1))
            last -= 1
        }
    }
}

/// The generator that seeds the others (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
@usableFromInline
enum SplitMix64 {
    static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return finalized(state)
    }

    static func finalized(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
