/// Keys that were typed before a line is edited.
extension LineEditor {
    /// Takes keys that were read elsewhere; they come before all keys that are still to be read.
    package func take(typedAhead bytes: [UInt8]) {
        keys.decoder.append(bytes)
    }

    /// Reads all keys that were typed so far, so that another program on the terminal cannot take them.
    package func takeTypedAhead() {
        guard canEdit else { return }
        keys.readAvailable()
    }
}
