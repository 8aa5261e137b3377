import Datasets

/// A file that can be downloaded: its name, size, checksum and addresses.
package struct RemoteFile: Hashable, Sendable {
    /// The file name, on the server and locally.
    package let name: String
    /// The size in bytes.
    package let size: Int
    /// The SHA-256 checksum, 64 hexadecimal digits.
    package let checksum: String
    /// The folders that contain it, `https://host/path/`; the first one that provides it is used.
    package let addresses: [String]

    package init(_ name: String, size: Int, checksum: String, addresses: [String] = []) {
        self.name = name
        self.size = size
        self.checksum = checksum
        self.addresses = addresses
    }
}
