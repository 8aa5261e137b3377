package import Compute
import Foundation
import Kernels

/// The output stage of a network: output activation, loss, and the gradient of the loss with respect to the sums.
///
/// Cross-entropies are computed from the sums, not from rounded probabilities. A confident mistake therefore has a
/// finite loss and a gradient.
package struct OutputLayer {
    package let activation: Activation
    package let loss: Loss
    package let width: Int

    package init(activation: Activation, loss: Loss, width: Int) {
        self.activation = activation
        self.loss = loss
        self.width = width
    }

    /// The target of a sample: 1 for its class and 0 for the others, or its numbers.
    package enum Target {
        case label(Int)
        /// A class, with a fraction spread over all classes (label smoothing).
        case smoothedLabel(Int, fraction: Float)
        case numbers(UnsafePointer<Float>)

        /// Returns the target with label smoothing; numbers are unchanged.
        @inlinable package func smoothed(by fraction: Float) -> Target {
            if case .label(let label) = self { .smoothedLabel(label, fraction: fraction) } else { self }
        }

        /// Returns the weight of its class; nil for numbers, and if there are no weights.
        @inlinable package func weight(among weights: [Float]?) -> Float? {
            guard let weights, case .label(let label) = self else { return nil }
            return weights[label]
        }

        package func value(_ output: Int, of width: Int) -> Float {
            switch self {
            case .smoothedLabel(let label, let fraction):
                (label == output ? 1 - fraction : 0) + fraction / Float(width)
            case .label(let label): label == output ? 1 : 0
            case .numbers(let numbers): numbers[output]
            }
        }
    }

    /// Computes outputs = activation(sums), row by row and in place.
    package func activate(_ sums: UnsafeMutablePointer<Float>, rows: Int, zeros: UnsafePointer<Float>) {
        if let kernel = activation.kernel {
            Kernels.activate(sums, zeros, Part(rows: rows, columns: width), kernel, DropoutRate.off)
            return
        }
        for row in 0..<rows {
            let values = sums + row * width
            let greatest = maximum(values)
            var total: Float = 0
            for output in 0..<width {
                values[output] = exp(values[output] - greatest)
                total += values[output]
            }
            for output in 0..<width { values[output] /= total }
        }
    }

    /// Returns the loss of one sample, and writes its gradient with respect to the sums, times `scale`.
    package func loss(
        sums: UnsafePointer<Float>, outputs: UnsafePointer<Float>, target: Target, scale: Float,
        gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        switch (loss, activation) {
        case (.categoricalCrossentropy, .softmax):
            return crossentropyOfSoftmax(sums, outputs, target, scale, gradient)
        case (.binaryCrossentropy, .sigmoid): return crossentropyOfSigmoid(sums, outputs, target, scale, gradient)
        case (.binaryCrossentropy, .softmax): return binaryOfSoftmax(sums, outputs, target, scale, gradient)
        case (.focal(let focus), .softmax):
            return focalOfSoftmax(sums, outputs, target, scale, gradient, focus: Float(focus))
        case (.focal(let focus), _): return focalOfSigmoid(sums, target, scale, gradient, focus: Float(focus))
        default:
            let value = loss.byOutputs(outputs, target, width, scale, gradient)
            backward(sums, outputs, gradient)
            return value
        }
    }

    private func maximum(_ values: UnsafePointer<Float>) -> Float {
        var greatest = values[0]
        for output in 1..<max(1, width) { greatest = max(greatest, values[output]) }
        return greatest
    }

    /// Returns the greatest of the sums z and Σ exp(z − greatest), which cannot overflow.
    func exponentials(of sums: UnsafePointer<Float>) -> (greatest: Float, total: Float) {
        let greatest = maximum(sums)
        var total: Float = 0
        for output in 0..<width { total += exp(sums[output] - greatest) }
        return (greatest, total)
    }

    private func crossentropyOfSoftmax(
        _ sums: UnsafePointer<Float>, _ outputs: UnsafePointer<Float>, _ target: Target, _ scale: Float,
        _ gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        let (greatest, total) = exponentials(of: sums)
        let normalizer = greatest + log(total)
        if case .label(let label) = target {
            for output in 0..<width { gradient[output] = (outputs[output] - (output == label ? 1 : 0)) * scale }
            return Double(normalizer - sums[label])
        }
        var value = 0.0
        var mass: Float = 0
        for output in 0..<width { mass += target.value(output, of: width) }
        for output in 0..<width {
            let wanted = target.value(output, of: width)
            value += Double(wanted * (normalizer - sums[output]))
            gradient[output] = (mass * outputs[output] - wanted) * scale
        }
        return value
    }

    private func crossentropyOfSigmoid(
        _ sums: UnsafePointer<Float>, _ outputs: UnsafePointer<Float>, _ target: Target, _ scale: Float,
        _ gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        var value = 0.0
        for output in 0..<width {
            let (sum, wanted) = (sums[output], target.value(output, of: width))
            value += Double(max(sum, 0) - sum * wanted + log1p(exp(-abs(sum))))
            gradient[output] = (outputs[output] - wanted) * scale / Float(width)
        }
        return value / Double(width)
    }

    /// For softmax outputs p: g = p · ∂L/∂p, then ∂L/∂z = g − p Σ g. 1 − p is computed as the sum of the other
    /// outputs, which keeps its precision for p close to 1.
    private func binaryOfSoftmax(
        _ sums: UnsafePointer<Float>, _ outputs: UnsafePointer<Float>, _ target: Target, _ scale: Float,
        _ gradient: UnsafeMutablePointer<Float>
    ) -> Double {
        let (greatest, total) = exponentials(of: sums)
        let logTotal = log(total)
        var value = 0.0
        var weight: Float = 0
        for output in 0..<width {
            var others: Float = 0
            for other in 0..<width where other != output { others += exp(sums[other] - greatest) }
            others = max(others, Float.leastNormalMagnitude)
            let wanted = target.value(output, of: width)
            let logOutput = sums[output] - greatest - logTotal
            value -= Double(wanted * logOutput + (1 - wanted) * (log(others) - logTotal))
            gradient[output] = (1 - wanted) * exp(sums[output] - greatest) / others - wanted
            weight += gradient[output]
        }
        let factor = scale / Float(width)
        for output in 0..<width { gradient[output] = (gradient[output] - outputs[output] * weight) * factor }
        return value / Double(width)
    }

    /// Converts the gradient with respect to the outputs to that with respect to the sums.
    private func backward(
        _ sums: UnsafePointer<Float>, _ outputs: UnsafePointer<Float>, _ gradient: UnsafeMutablePointer<Float>
    ) {
        if let kernel = activation.kernel {
            let part = Part(rows: 1, columns: width)
            if activation.needsSums {
                activate_backward_by_sums(gradient, sums, part, kernel, DropoutRate.off)
                return
            }
            activate_backward(gradient, outputs, part, kernel, DropoutRate.off)
            return
        }
        var weight: Float = 0
        for output in 0..<width { weight += gradient[output] * outputs[output] }
        for output in 0..<width { gradient[output] = outputs[output] * (gradient[output] - weight) }
    }
}
