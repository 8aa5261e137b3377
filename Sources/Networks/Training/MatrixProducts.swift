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
        /// (inner × stride)ᵀ · inner × columns, of which the first `rows` columns count
        case leftTransposed(stride: Int)
    }

    /// The sizes of a product.
    struct Shape: Hashable {
        let kind: Kind
        let rows: Int
        let inner: Int
        let columns: Int
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
        let (rows, inner, columns) = (Int64(shape.rows), Int64(shape.inner), Int64(shape.columns))
        let plain = CChar(UInt8(ascii: "N"))
        let transposed = CChar(UInt8(ascii: "T"))
        let status =
            switch shape.kind {
            case .plain:
                dnnl_sgemm(plain, plain, rows, columns, inner, 1, left, inner, right, columns, 0, result, columns)
            case .rightTransposed:
                dnnl_sgemm(plain, transposed, rows, columns, inner, 1, left, inner, right, inner, 0, result, columns)
            case .leftTransposed(let stride):
                dnnl_sgemm(
                    transposed, plain, rows, columns, inner, 1, left, Int64(stride), right, columns, 0, result, columns)
            }
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
            Shape(kind: .plain, rows: 32, inner: 64, columns: 64)) != nil

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
        let (left, right): ((row: Int, column: Int), (row: Int, column: Int)) =
            switch shape.kind {
            case .plain: ((shape.inner, 1), (shape.columns, 1))
            case .rightTransposed: ((shape.inner, 1), (1, shape.inner))
            case .leftTransposed(let stride): ((1, stride), (shape.columns, 1))
            }
        guard
            onednn_product_create(
                &product, shape.rows, shape.inner, shape.columns, left.row, left.column, right.row, right.column)
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
