/// The automatic saving of a search while it runs.
package protocol SearchAutosave {
    /// True if nothing was saved for a second.
    var isDue: Bool { get }

    /// Saves as if the run ended now.
    func save(_ run: SearchRun)

    /// Returns the next warning about saving, once; nil if there is none.
    func takeWarning() -> String?
}
