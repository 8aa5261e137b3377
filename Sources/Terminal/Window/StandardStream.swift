import Platform

extension TerminalWindow.Stream {
    /// Writes the whole text at once, without C's buffers.
    ///
    /// - Returns: true if all of it was written.
    @discardableResult
    package func write(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                #if canImport(Glibc)
                    let count = Glibc.write(rawValue, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                #else
                    let count = Darwin.write(rawValue, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                #endif
                if count > 0 {
                    written += count
                } else if count < 0, errno != EINTR, errno != EAGAIN {
                    return false
                }
            }
            return true
        }
    }
}
