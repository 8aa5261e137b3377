import COneDNN

/// Products of row-major matrices, on the thread that created the instance.
///
/// For 32-bit numbers the library's general routine is as fast in whole trainings as code compiled for each shape
/// (within 2% on `bench networks`; compiled code is slower for small networks). Products of bfloat16 are compiled.
package final class MatrixProducts {
    /// The three products of training, by the transposed operand.
    package enum Kind: Hashable {
        /// rows × inner · inner × columns
        case plain
        /// rows × inner · (columns × inner)ᵀ
        case rightTransposed
        /// (inner × rows)ᵀ · inner × columns
        case leftTransposed
    }

    /// The sizes of a product, and the row strides of matrices that are parts of wider ones.
    package struct Shape: Hashable {
        package let kind: Kind
        package let rows: Int
        package let inner: Int
        package let columns: Int
        package let leftStride: Int
        package let rightStride: Int
        package let resultStride: Int

        package init(
            _ kind: Kind, rows: Int, inner: Int, columns: Int, leftStride: Int? = nil, rightStride: Int? = nil,
            resultStride: Int? = nil
        ) {
            self.kind = kind
            self.rows = rows
            self.inner = inner
            self.columns = columns
            self.leftStride = leftStride ?? (kind == .leftTransposed ? rows : inner)
            self.rightStride = rightStride ?? (kind == .rightTransposed ? inner : columns)
            self.resultStride = resultStride ?? columns
        }
    }

    private var compiled: [Shape: CompiledProduct?] = [:]

    package init() { Self.useOneThread() }

    /// Limits the library to one thread on the calling thread, since each worker uses one core.
    package static func useOneThread() { onednn_use_one_thread() }

    /// result = left · right
    package func multiply(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>,
        _ shape: Shape
    ) throws(NetworksError) {
        let plain = CChar(UInt8(ascii: "N"))
        let transposed = CChar(UInt8(ascii: "T"))
        let status = dnnl_sgemm(
            shape.kind == .leftTransposed ? transposed : plain, shape.kind == .rightTransposed ? transposed : plain,
            Int64(shape.rows), Int64(shape.columns), Int64(shape.inner), 1, left, Int64(shape.leftStride), right,
            Int64(shape.rightStride), 0, result, Int64(shape.resultStride))
        guard status == dnnl_success else { throw .product(status: Int(status.rawValue)) }
    }

    /// result = left · right, for bfloat16.
    ///
    /// - Throws: `.noBrainFloat` if the processor does not support them; `.product` if the library reports an error.
    package func multiply(
        _ left: UnsafePointer<UInt16>, _ right: UnsafePointer<UInt16>, into result: UnsafeMutablePointer<Float>,
        _ shape: Shape
    ) throws(NetworksError) {
        guard let product = product(shape) else { throw .noBrainFloat }
        try product.run(left, right, result)
    }

    /// True if this processor supports fast products of bfloat16.
    static let hasBrainFloat =
        CompiledProduct(
            Shape(.plain, rows: 32, inner: 64, columns: 64)) != nil

    private func product(_ shape: Shape) -> CompiledProduct? {
        if let known = compiled[shape] { return known }
        let product = CompiledProduct(shape)
        compiled[shape] = .some(product)
        return product
    }
}

/// A product of bfloat16, compiled for its shape.
private final class CompiledProduct {
    private var product = onednn_product()

    init?(_ shape: MatrixProducts.Shape) {
        let isLeftTransposed = shape.kind == .leftTransposed
        let isRightTransposed = shape.kind == .rightTransposed
        guard
            onednn_product_create(
                &product, shape.rows, shape.inner, shape.columns, isLeftTransposed ? 1 : shape.leftStride,
                isLeftTransposed ? shape.leftStride : 1, isRightTransposed ? 1 : shape.rightStride,
                isRightTransposed ? shape.rightStride : 1, shape.resultStride)
        else { return nil }
    }

    deinit { onednn_product_destroy(&product) }

    func run(
        _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ result: UnsafeMutablePointer<Float>
    ) throws(NetworksError) {
        let status = onednn_product_run(&product, left, right, result)
        guard status == 0 else { throw .product(status: Int(status)) }
    }
}
