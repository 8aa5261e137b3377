package import Compute

/// The matrix products of a training without everything else, for a benchmark: a lower bound for the training time.
package enum MatmulBaseline {
    /// Computes the products of one epoch and of scoring samples, the same in the same order as a training.
    ///
    /// - Returns: The number of operations, two for each multiplication.
    /// - Throws: `.product` if the matrix library reports an error.
    package static func run(
        _ architecture: Architecture, batchSize: Int, training: Int, scored: Int
    ) throws(NetworksError) -> Double {
        let products = MatrixProducts()
        let shapes = architecture.shapes
        let batch = max(batchSize, ScoringPass.batch)
        let weights = shapes.map { FloatBuffer(count: $0.inputs * $0.outputs, repeating: 0.01) }
        let results = shapes.map { FloatBuffer(count: batch * $0.outputs) }
        let inputs = FloatBuffer(count: batch * architecture.inputs, repeating: 0.01)
        let widest = shapes.reduce(0) { max($0, $1.inputs, $1.outputs) }
        let gradients = [FloatBuffer(count: batch * widest), FloatBuffer(count: batch * widest)]
        let weightGradient = FloatBuffer(count: weights.reduce(0) { max($0, $1.count) })
        func forward(_ count: Int) throws(NetworksError) {
            var source = inputs
            for (index, shape) in shapes.enumerated() {
                try products.multiply(
                    source.pointer, weights[index].pointer, into: results[index].pointer,
                    MatrixProducts.Shape(.plain, rows: count, inner: shape.inputs, columns: shape.outputs))
                source = results[index]
            }
        }
        func backward(_ count: Int) throws(NetworksError) {
            for index in shapes.indices.reversed() {
                let shape = shapes[index]
                let source = index == 0 ? inputs : results[index - 1]
                if index > 0 {
                    try products.multiply(
                        gradients[0].pointer, weights[index].pointer, into: gradients[1].pointer,
                        MatrixProducts.Shape(
                            .rightTransposed, rows: count, inner: shape.outputs, columns: shape.inputs))
                }
                // Undivided: the blocks are the training's own choice, and the lower bound must not depend on it.
                try products.multiply(
                    source.pointer, gradients[0].pointer, into: weightGradient.pointer,
                    MatrixProducts.Shape(
                        .leftTransposed, rows: shape.inputs, inner: count, columns: shape.outputs))
            }
        }
        for start in stride(from: 0, to: training, by: batchSize) {
            let count = min(batchSize, training - start)
            try forward(count)
            try backward(count)
        }
        for start in stride(from: 0, to: scored, by: ScoringPass.batch) {
            try forward(min(ScoringPass.batch, scored - start))
        }
        let whole = Double(architecture.multiplicationsPerSample)
        let first = Double(shapes[0].inputs * shapes[0].outputs)
        return 2 * (Double(training) * (3 * whole - first) + Double(scored) * whole)
    }
}
