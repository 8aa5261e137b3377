import COneDNN

/// Products of matrices that lie row by row, on the thread that made them.
///
/// Of numbers of 32 bits, the library's general routine is as quick in whole trainings as code that it compiles for each
/// shape (within 2% on `bench networks`, slower for small networks); products of bfloat16 are compiled.
final class MatrixProducts {
    /// The three products of training, by what is transposed.
    enum Kind: Hashable {
        /// rows × inner · inner × columns
        case plain
        /// rows × inner · (columns × inner)ᵀ
        case rightTransposed
        /// (inner × rows)ᵀ · inner × columns
        case leftTransposed
    }

    /// The sizes of a product, and how far it is from one row to the next where the matrices are parts of wider ones.
    struct Shape: Hashable {
        let kind: Kind
        let rows: Int
        let inner: Int
        let columns: Int
        let leftStride: Int
        let rightStride: Int
        let resultStride: Int

        init(
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

    init() { Self.useOneThread() }

    /// Asks for one thread on the thread that calls it: a worker is a core.
    static func useOneThread() { onednn_use_one_thread() }

    /// result = left · right
    func multiply(
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

    /// result = left · right, of bfloat16.
    ///
    /// - Throws: `.noBrainFloat` where the processor has no quick ones.
    func multiply(
        _ left: UnsafePointer<UInt16>, _ right: UnsafePointer<UInt16>, into result: UnsafeMutablePointer<Float>,
        _ shape: Shape
    ) throws(NetworksError) {
        guard let product = product(shape) else { throw .noBrainFloat }
        try product.run(left, right, result)
    }

    /// Whether products of bfloat16 are quick here.
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

/// A product of bfloat16 that was compiled for its shape.
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
