import COneDNN

/// Products of matrices that lie row by row, on one thread.
enum MatrixProduct {
    /// Asks for one thread on the thread that calls it: a worker is a core.
    static func useOneThread() { onednn_use_one_thread() }

    /// result (rows × columns) = left (rows × inner) · right (inner × columns)
    static func product(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>, rows: Int,
        inner: Int, columns: Int
    ) throws(NetworksError) {
        try check(
            dnnl_sgemm(
                plain, plain, Int64(rows), Int64(columns), Int64(inner), 1, left, Int64(inner), right, Int64(columns),
                0,
                result, Int64(columns)))
    }

    /// result (rows × columns) = left (rows × inner) · rightᵀ, where right is columns × inner
    static func productWithTransposed(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>, rows: Int,
        inner: Int, columns: Int
    ) throws(NetworksError) {
        try check(
            dnnl_sgemm(
                plain, transposed, Int64(rows), Int64(columns), Int64(inner), 1, left, Int64(inner), right,
                Int64(inner), 0, result, Int64(columns)))
    }

    /// result (rows × columns) = leftᵀ · right, where left is inner × `stride` and its first `rows` columns count, and
    /// right is inner × columns
    static func productOfTransposed(
        _ left: UnsafePointer<Float>, stride: Int, _ right: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>,
        rows: Int, inner: Int, columns: Int
    ) throws(NetworksError) {
        try check(
            dnnl_sgemm(
                transposed, plain, Int64(rows), Int64(columns), Int64(inner), 1, left, Int64(stride), right,
                Int64(columns), 0, result, Int64(columns)))
    }

    private static let plain = CChar(UInt8(ascii: "N"))
    private static let transposed = CChar(UInt8(ascii: "T"))

    private static func check(_ status: dnnl_status_t) throws(NetworksError) {
        guard status == dnnl_success else { throw .product(status: Int(status.rawValue)) }
    }
}
