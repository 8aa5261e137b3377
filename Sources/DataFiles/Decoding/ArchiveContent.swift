/// The content of an open archive, or of a single compressed file as its only entry.
protocol ArchiveContent: AnyObject {
    /// The number of bytes of the file on disk that were read so far.
    var consumed: Int { get }

    /// Moves on to the next entry.
    ///
    /// - Returns: The entry; nil if there are no more.
    /// - Throws: `.unreadable` if the archive is damaged; `.stopped`.
    func nextEntry() throws(DataError) -> Archive.Entry?

    /// Returns the next bytes of the current entry, fewer at its end.
    ///
    /// - Throws: `.unreadable` if the entry cannot be read; `.stopped`.
    /// - Complexity: O(bytes)
    func next(_ wanted: Int) throws(DataError) -> [UInt8]
}
