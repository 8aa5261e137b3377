/// Arithmetic on numbers from a user or a file. A result outside the type's range becomes the nearest value inside
/// it; Swift's own operators and conversions would end the process.
extension FixedWidthInteger {
    /// Creates the integer part of a number, or the nearest bound; 0 for NaN.
    ///
    /// ```swift
    /// Int(saturating: 1e300) // Int.max
    /// ```
    @inlinable
    public init(saturating value: Double) {
        if value.isNaN {
            self = 0
        } else if let exact = Self(exactly: value.rounded(.towardZero)) {
            self = exact
        } else {
            self = value < 0 ? .min : .max
        }
    }

    /// Returns the sum, or the bound that it would exceed.
    public func addingSaturated(_ other: Self) -> Self {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? (other < 0 ? .min : .max) : sum
    }

    /// Returns the product, or the bound that it would exceed.
    public func multipliedSaturated(by other: Self) -> Self {
        let (product, overflows) = multipliedReportingOverflow(by: other)
        return overflows ? ((self < 0) == (other < 0) ? .max : .min) : product
    }
}

extension Collection where Element == Int {
    /// The product of sizes from a file; nil if one is negative or the product does not fit into an `Int`. The empty
    /// product is 1.
    public var checkedProduct: Int? {
        var product = 1
        for factor in self {
            let (next, overflows) = product.multipliedReportingOverflow(by: factor)
            guard factor >= 0, !overflows else { return nil }
            product = next
        }
        return product
    }
}

extension Duration {
    /// The longest waiting time: a hundred years, in seconds. Clocks can still add it to the present.
    public static let longestSeconds = 3_155_760_000.0

    /// Returns a duration between 0 seconds and a hundred years; values outside become the nearest of them, and NaN
    /// becomes 0.
    public static func limited(seconds: Double) -> Duration {
        .seconds(seconds > 0 ? Swift.min(seconds, longestSeconds) : 0)
    }
}
