import Datasets

/// A file that can be fetched: what it has to be, and where it lies.
package struct RemoteFile: Hashable, Sendable {
    /// Its name, here and there.
    package let name: String
    /// Its bytes.
    package let size: Int
    /// Its SHA-256, 64 hexadecimal digits.
    package let checksum: String
    /// The folders that hold it, `https://host/path/`: the first one that gives it is believed.
    package let addresses: [String]

    package init(_ name: String, size: Int, checksum: String, addresses: [String] = []) {
        self.name = name
        self.size = size
        self.checksum = checksum
        self.addresses = addresses
    }
}
