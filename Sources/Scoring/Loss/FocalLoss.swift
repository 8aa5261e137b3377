import Compute
import Foundation

/// The focal loss, whose factor (1 − p)^γ lets sure samples count less (Lin et al., 2017), as Keras's
/// `CategoricalFocalCrossentropy(alpha=1)` and `BinaryFocalCrossentropy()`. Logarithms are computed from the sums, so that
/// a confident mistake has a finite loss and a gradient.
extension OutputLayer {
    /// −Σ y (1 − p)^γ log p of a softmax.
    ///
    /// With g = p · ∂L/∂p, which is y (γ p (1 − p)^(γ − 1) log p − (1 − p)^γ), ∂L/∂z = g − p Σ g.
    func focalOfSoftmax(
        _ sums: UnsafePointer<Float>, _ outputs: UnsafePointer<Float>, _ target: Target, _ scale: Float,
        _ gradient: UnsafeMutablePointer<Float>, focus: Float
    ) -> Double {
        let (greatest, total) = exponentials(of: sums)
        let logTotal = log(total)
        var value = 0.0
        var weight: Float = 0
        for output in 0..<width {
            let wanted = target.value(output, of: width)
            let found = outputs[output]
            let logarithm = sums[output] - greatest - logTotal
            // 1 − p as the sum of the other outputs is exact for p close to 1.
            var others: Float = 0
            for other in 0..<width where other != output { others += exp(sums[other] - greatest) }
            let rest = max(others / total, Float.leastNormalMagnitude)
            let factor = pow(rest, focus)
            value -= Double(wanted * factor * logarithm)
            let slope = focus == 0 ? 0 : focus * found * pow(rest, focus - 1) * logarithm
            gradient[output] = wanted * (slope - factor)
            weight += gradient[output]
        }
        for output in 0..<width { gradient[output] = (gradient[output] - outputs[output] * weight) * scale }
        return value
    }

    /// The mean over the outputs of −y (1 − p)^γ log p − (1 − y) p^γ log(1 − p), with p the sigmoid of z.
    ///
    /// The derivative of (1 − p)^γ log p with respect to z is (1 − p)^γ (1 − p − γ p log p).
    func focalOfSigmoid(
        _ sums: UnsafePointer<Float>, _ target: Target, _ scale: Float, _ gradient: UnsafeMutablePointer<Float>,
        focus: Float
    ) -> Double {
        var value = 0.0
        for output in 0..<width {
            let (sum, wanted) = (sums[output], target.value(output, of: width))
            let positive = focalTerm(sum, focus)
            let negative = focalTerm(-sum, focus)
            value -= Double(wanted * positive.value + (1 - wanted) * negative.value)
            gradient[output] =
                ((1 - wanted) * negative.slope - wanted * positive.slope) * scale / Float(width)
        }
        return value / Double(width)
    }

    /// Returns (1 − p)^γ log p and its derivative with respect to z, for p the sigmoid of z.
    private func focalTerm(_ sum: Float, _ focus: Float) -> (value: Float, slope: Float) {
        let logarithm = min(sum, 0) - log1p(exp(-abs(sum)))
        let found = exp(logarithm)
        let rest = sum < 0 ? 1 - found : exp(-sum) / (1 + exp(-sum))
        let factor = pow(rest, focus)
        return (factor * logarithm, factor * (rest - focus * found * logarithm))
    }
}
