import Platform

/// The values of a continuous interval: 2³² − 1 evenly spaced points, or fewer if a `Double` cannot tell so many apart.
///
/// A value is the shortest decimal that is nearer to its point than to any other, so that 0, 0.1 and 3.75 are values
/// wherever they lie, and a written value reads back as the same code. The bounds themselves are never rounded.
struct RealValues: Hashable, Sendable {
    let first: Double
    let last: Double
    private let scale: Domain.Scale
    /// The code of the last value, which is the number of steps.
    private let steps: Double
    /// The length of the interval on its scale: a difference, or the logarithm of a ratio.
    private let length: Double
    private let width: Double
    /// The number of steps in one unit of the scale.
    private let density: Double
    /// The decimals of a linear interval.
    private let decimals: Decimals

    /// Codes go up to one less than the mark of an inactive gene.
    private static let maximum = 0x1p32 - 2
    /// Steps shorter than this many units in the last place of a bound would be rounded unevenly.
    private static let roundings = 256.0

    /// Creates the values between two bounds; nil if their distance or its steps are not normal numbers.
    init?(first: Double, last: Double, scale: Domain.Scale) {
        guard first < last, scale == .linear || first > 0 else { return nil }
        length = scale == .linear ? last - first : Domain.logarithm(of: last, over: first)
        let rounding = scale == .linear ? max(first.magnitude, last.magnitude).ulp : Double.ulpOfOne
        guard length.isFinite, length >= Self.smallest || scale == .logarithmic else { return nil }
        (self.first, self.last, self.scale) = (first, last, scale)
        steps = max(1, min(Self.maximum, (length / (Self.roundings * rounding)).rounded(.down)))
        width = length / steps
        density = steps / length
        // The decimals of a logarithmic interval depend on the value; here they only must exist for the smallest one.
        let finest = scale == .linear ? width / 2 : first * width / 2
        guard finest >= .leastNormalMagnitude else { return nil }
        decimals = Decimals(within: finest)
    }

    /// The length below which powers of ten would no longer be normal numbers.
    private static let smallest = 1e-290

    /// The number of values.
    var count: Int { Int(steps) + 1 }

    /// Returns the value of a code below `count`.
    func callAsFunction(_ code: UInt32) -> Double {
        let code = Double(code)
        if code == 0 { return first }
        if code >= steps { return last }
        switch scale {
        case .linear: return shortest(code, near: first + code * width, decimals)
        case .logarithmic:
            let part = code / steps * length
            // If the ratio is not finite, its powers may overflow too.
            let power = exp(part)
            let point = power.isFinite ? first * power : exp(log(first) + part)
            return min(max(shortest(code, near: point, Decimals(within: point * width / 2)), first), last)
        }
    }

    /// Returns the code of the value nearest to a number.
    func code(of number: Double) -> UInt32 {
        if number.isNaN || number <= first { return 0 }
        if number >= last { return UInt32(steps) }
        return UInt32(min(max(position(of: number), 0), steps))
    }

    @inline(__always)
    private func position(of number: Double) -> Double {
        switch scale {
        case .linear: ((number - first) * density).roundedQuickly
        case .logarithmic: (Domain.logarithm(of: number, over: first) * density).roundedQuickly
        }
    }

    /// Returns the decimal with the fewest digits that has this code, and of several the nearest to the point.
    @inline(__always)
    private func shortest(_ code: Double, near point: Double, _ decimals: Decimals) -> Double {
        let scaled = decimals.units(in: point)
        var value = decimals.number(scaled.roundedQuickly)
        var coarse = 10.0
        while coarse < 1e18 {
            let candidate = decimals.number((scaled / coarse).roundedQuickly * coarse)
            guard position(of: candidate) == code else { break }
            value = candidate
            coarse *= 10
        }
        // Turns -0 into 0.
        return value + 0
    }

    /// True if `callAsFunction` for several codes at a time is available.
    var isVectorized: Bool { scale == .linear && decimals.isExact }

    /// Returns the values of eight codes of a linear interval; NaN for inactive genes. They equal those of single
    /// codes to the last bit.
    @inline(__always)
    func callAsFunction(_ codes: SIMD8<UInt32>) -> SIMD8<Double> {
        // Processors convert signed integers to floating-point numbers.
        let shifted = SIMD8<Int32>(truncatingIfNeeded: codes ^ SIMD8(repeating: 0x8000_0000))
        let numbers = SIMD8<Double>(shifted) + 0x1p31
        let scaled = decimals.units(in: first + numbers * width)
        var values = decimals.number(scaled.roundedQuickly)
        var coarse = 10.0
        var isOpen = SIMDMask<SIMD8<Int64>>(repeating: true)
        while coarse < 1e18 {
            let candidates = decimals.number((scaled / coarse).roundedQuickly * coarse)
            let found = ((candidates - first) * density).roundedQuickly
            isOpen.replace(with: false, where: found .!= numbers)
            if !any(isOpen) { break }
            values.replace(with: candidates, where: isOpen)
            coarse *= 10
        }
        values = values + 0
        values.replace(with: first, where: numbers .== 0)
        values.replace(with: last, where: numbers .>= steps)
        values.replace(with: .nan, where: numbers .> Self.maximum)
        return values
    }
}

/// Decimals whose last digit is worth a power of ten.
private struct Decimals: Hashable, Sendable {
    private let exponent: Int
    /// The power of ten, or its inverse if the exponent is negative.
    private let unit: Double

    /// Creates the decimals of the largest power of ten up to a length.
    init(within length: Double) {
        exponent = Int(log10(length).rounded(.down))
        unit = pow(10, Double(abs(exponent)))
    }

    /// True if a `Double` holds the power of ten exactly, so that one division gives the nearest number.
    var isExact: Bool { abs(exponent) <= 22 }

    @inline(__always)
    func units(in number: Double) -> Double { exponent < 0 ? number * unit : number / unit }

    @inline(__always)
    func units(in numbers: SIMD8<Double>) -> SIMD8<Double> { exponent < 0 ? numbers * unit : numbers / unit }

    /// Returns the number with these digits, as it would be read from a text.
    @inline(__always)
    func number(_ digits: Double) -> Double {
        guard isExact else { return Double("\(Int(digits))e\(exponent)") ?? digits }
        return exponent < 0 ? digits / unit : digits * unit
    }

    @inline(__always)
    func number(_ digits: SIMD8<Double>) -> SIMD8<Double> { exponent < 0 ? digits / unit : digits * unit }
}

extension Double {
    /// The nearest integer, halves to the even one, of a number below 2⁵¹, without a function call: the sum has no
    /// bits left for a fraction.
    @inline(__always)
    fileprivate var roundedQuickly: Double { (self + 0x1.8p52) - 0x1.8p52 }
}

extension SIMD8<Double> {
    @inline(__always)
    fileprivate var roundedQuickly: SIMD8<Double> { (self + 0x1.8p52) - 0x1.8p52 }
}
