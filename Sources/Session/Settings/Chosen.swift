import CommandLanguage

/// Settings that somebody chose, to be laid over those that hold otherwise. Stored by name: what was not chosen leaves
/// no trace.
struct Chosen<Settings: DescribedSettings>: Codable, Hashable, Sendable {
    /// The chosen values among the defaults.
    private(set) var values = Settings.defaults
    /// The words of the chosen settings.
    private var names: Set<String> = []

    /// Nothing chosen.
    init() {}

    /// The settings that were typed.
    ///
    /// - Throws: a message about values that fit their types but not one another.
    init(_ captures: Captures) throws(Diagnostic) {
        for description in Settings.descriptions {
            if try description.read(captures, &values) { names.insert(description.name) }
        }
    }

    /// Reads what was chosen by its stored names.
    ///
    /// - Throws: `DecodingError` for a value that is out of range or a choice that is unknown.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: StoredName.self)
        for description in Settings.descriptions {
            if try description.decode(container, &values) { names.insert(description.name) }
        }
    }

    /// Writes what was chosen by its stored names.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: StoredName.self)
        for description in Settings.descriptions where contains(description) {
            try description.encode(values, &container)
        }
    }

    /// Whether nothing was chosen.
    var isEmpty: Bool { names.isEmpty }

    /// Whether a setting was chosen.
    func contains(_ description: SettingDescription<Settings>) -> Bool { names.contains(description.name) }

    /// Whether the setting of a member was chosen.
    func contains(_ path: PartialKeyPath<Settings>) -> Bool {
        Settings.descriptions.contains { $0.path == path && contains($0) }
    }

    /// Chooses what another one chose.
    mutating func overlay(_ other: Chosen) {
        values = other.laid(over: values)
        names.formUnion(other.names)
    }

    /// The chosen values, and those of `settings` where nothing was chosen.
    func laid(over settings: Settings) -> Settings {
        var settings = settings
        for description in Settings.descriptions where contains(description) { description.copy(values, &settings) }
        return settings
    }
}
