import Compute
import Foundation

extension Loss {
    /// The distance of probabilities from 0 and 1, as in Keras.
    private static let least: Float = 1e-7

    /// Returns the loss of one sample as a function of its outputs, and writes its gradient times `scale`.
    func byOutputs(
        _ outputs: UnsafePointer<Float>, _ target: OutputLayer.Target, _ width: Int, _ scale: Float,
        _ gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        switch self {
        case .categoricalCrossentropy: return Self.crossEntropy(outputs, target, width, scale, gradient)
        case .categoricalHinge: return Self.margin(outputs, target, width, scale, gradient)
        case .klDivergence: return Self.divergence(outputs, target, width, scale, gradient)
        case .meanSquaredError, .meanAbsoluteError, .huber, .poisson, .squaredHinge, .logCosh, .binaryCrossentropy,
            .quantile, .focal:
            var value = 0.0
            let weight = 1 / Float(width)
            for output in 0..<width {
                let (term, slope) = term(outputs[output], target.value(output, of: width))
                value += Double(term)
                gradient[output] = slope * weight * scale
            }
            return value / Double(width)
        }
    }

    /// Returns the contribution of one output and its derivative, for losses that are means over the outputs.
    private func term(_ found: Float, _ wanted: Float) -> (value: Float, slope: Float) {
        let difference = found - wanted
        switch self {
        case .meanSquaredError: return (difference * difference, 2 * difference)
        case .meanAbsoluteError: return (abs(difference), difference > 0 ? 1 : difference < 0 ? -1 : 0)
        case .huber:
            let size = abs(difference)
            return size <= 1
                ? (0.5 * difference * difference, difference) : (size - 0.5, difference > 0 ? 1 : -1)
        case .poisson:
            let inside = found + Self.least
            return (found - wanted * log(inside), 1 - wanted / inside)
        case .squaredHinge:
            let sign: Float = wanted == 0 ? -1 : wanted
            let miss = max(0, 1 - sign * found)
            return (miss * miss, -2 * sign * miss)
        case .logCosh:
            // |d| + log(1 + e^(−2|d|)) − log 2 cannot overflow a Float.
            let size = abs(difference)
            return (size + log1p(exp(-2 * size)) - log(2), Foundation.tanh(difference))
        case .quantile(let quantile): return Self.pinball(found, wanted, quantile: quantile)
        // The focal loss is computed from the sums.
        case .binaryCrossentropy, .categoricalCrossentropy, .klDivergence, .categoricalHinge, .focal:
            let probability = min(max(found, Self.least), 1 - Self.least)
            return (
                -(wanted * log(probability) + (1 - wanted) * log(1 - probability)),
                (probability - wanted) / (probability * (1 - probability))
            )
        }
    }

    private static func crossEntropy(
        _ outputs: UnsafePointer<Float>, _ target: OutputLayer.Target, _ width: Int, _ scale: Float,
        _ gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        var total: Float = 0
        var mass: Float = 0
        for output in 0..<width {
            total += outputs[output]
            mass += target.value(output, of: width)
        }
        total = max(total, least)
        var value = 0.0
        for output in 0..<width {
            let wanted = target.value(output, of: width)
            let probability = max(outputs[output] / total, least)
            value -= Double(wanted * log(probability))
            gradient[output] = (mass / total - wanted / max(outputs[output], least)) * scale
        }
        return value
    }

    private static func divergence(
        _ outputs: UnsafePointer<Float>, _ target: OutputLayer.Target, _ width: Int, _ scale: Float,
        _ gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        var value = 0.0
        for output in 0..<width {
            let wanted = min(max(target.value(output, of: width), least), 1)
            let found = min(max(outputs[output], least), 1)
            value += Double(wanted * log(wanted / found))
            gradient[output] = found == outputs[output] ? -wanted / found * scale : 0
        }
        return value
    }

    private static func margin(
        _ outputs: UnsafePointer<Float>, _ target: OutputLayer.Target, _ width: Int, _ scale: Float,
        _ gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        var right: Float = 0
        var (wrong, index) = (-Float.infinity, 0)
        for output in 0..<width {
            let wanted = target.value(output, of: width)
            right += wanted * outputs[output]
            let other = (1 - wanted) * outputs[output]
            if other > wrong { (wrong, index) = (other, output) }
        }
        let value = 1 + wrong - right
        for output in 0..<width { gradient[output] = value > 0 ? -target.value(output, of: width) * scale : 0 }
        if value > 0 { gradient[index] += (1 - target.value(index, of: width)) * scale }
        return Double(max(0, value))
    }
}
