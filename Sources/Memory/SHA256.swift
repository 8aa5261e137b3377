import CCrypto
import Foundation

/// The SHA-256 checksum (FIPS 180-4) of bytes that are added piece by piece.
final class SHA256 {
    private let context = EVP_MD_CTX_new()

    init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

    deinit { EVP_MD_CTX_free(context) }

    func add(_ bytes: UnsafeRawBufferPointer) { EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) }

    func add(_ bytes: Data) { bytes.withUnsafeBytes { add($0) } }

    /// Returns the checksum of everything that was added; nothing can be added after it.
    func finish() -> Data {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        EVP_DigestFinal_ex(context, &digest, &length)
        return Data(digest.prefix(Int(length)))
    }
}
