import CommandLanguage
package import CommandParsing

/// Chosen settings, which override other ones. They are stored by name; settings that were not chosen are not stored.
package struct Chosen<Settings: DescribedSettings>: Codable, Hashable, Sendable {
    /// The chosen values; the defaults for all other settings.
    package private(set) var values = Settings.defaults
    /// The names of the chosen settings.
    private var names: Set<String> = []

    /// Creates an empty choice.
    package init() {}

    /// Creates the choice of the typed settings.
    ///
    /// - Throws: `Diagnostic` for values that fit their types but not one another.
    package init(_ captures: Captures) throws(Diagnostic) {
        for description in Settings.descriptions {
            if try description.read(captures, &values) { names.insert(description.name) }
        }
    }

    /// Decodes the chosen settings by their stored names.
    ///
    /// - Throws: `DecodingError` for a value out of range or an unknown choice.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: StoredName.self)
        for description in Settings.descriptions {
            if try description.decode(container, &values) { names.insert(description.name) }
        }
    }

    /// Encodes the chosen settings by their stored names.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: StoredName.self)
        for description in Settings.descriptions where contains(description) {
            try description.encode(values, &container)
        }
    }

    /// True if nothing was chosen.
    package var isEmpty: Bool { names.isEmpty }

    /// Returns true if a setting was chosen.
    package func contains(_ description: SettingDescription<Settings>) -> Bool { names.contains(description.name) }

    /// Returns true if the setting of a member was chosen.
    package func contains(_ path: PartialKeyPath<Settings>) -> Bool {
        Settings.descriptions.contains { $0.path == path && contains($0) }
    }

    /// Adds another choice, whose values take precedence.
    package mutating func overlay(_ other: Chosen) {
        values = other.laid(over: values)
        names.formUnion(other.names)
    }

    /// Returns `settings` with the chosen values in place.
    package func laid(over settings: Settings) -> Settings {
        var settings = settings
        for description in Settings.descriptions where contains(description) { description.copy(values, &settings) }
        return settings
    }
}
