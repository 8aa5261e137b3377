import CommandLanguage
package import CommandParsing
package import Reports

/// Settings whose members are each described once, by a key path.
package protocol DescribedSettings: Hashable, Sendable {
    /// The default values.
    static var defaults: Self { get }
    /// The description of each member that a command sets, in the order of its report.
    static var descriptions: [SettingDescription<Self>] { get }
}

/// The only description of a setting. Parsing, completion and help use its form; overlays, report rows and saved
/// sessions access its value through its key path.
package struct SettingDescription<Settings: DescribedSettings>: Sendable {
    /// The word in the language.
    package let name: String
    /// The name in saved sessions, which does not change if the word or the member is renamed.
    let storedName: String
    /// The word, the form of the value, and one line of help.
    package let setting: Setting
    /// The member that holds the value.
    package let path: any PartialKeyPath<Settings> & Sendable
    /// Reads a typed value into the settings; false if there is none.
    let read: @Sendable (Captures, inout Settings) throws(Diagnostic) -> Bool
    /// Copies the value from the first settings to the second.
    let copy: @Sendable (Settings, inout Settings) -> Void
    /// Returns the value as shown in a report.
    package let text: @Sendable (Settings) -> String
    /// Encodes the value under its stored name.
    let encode: @Sendable (Settings, inout KeyedEncodingContainer<StoredName>) throws -> Void
    /// Decodes the value by its stored name; false if there is none.
    let decode: @Sendable (KeyedDecodingContainer<StoredName>, inout Settings) throws -> Bool

    /// Creates the description of a member.
    ///
    /// - Parameter storedName: the name in saved sessions; by default the word.
    package init<Value: Codable & Sendable>(
        _ name: String, _ path: any WritableKeyPath<Settings, Value> & Sendable, _ kind: SettingKind<Value>,
        _ help: String, storedName: String? = nil
    ) {
        let key = StoredName(storedName ?? name)
        self.name = name
        self.storedName = key.stringValue
        self.path = path
        setting = Setting(name, form: kind.form(name, help), help)
        read = { captures, settings throws(Diagnostic) in
            guard let value = try kind.read(captures, name) else { return false }
            settings[keyPath: path] = value
            return true
        }
        copy = { source, target in target[keyPath: path] = source[keyPath: path] }
        text = { kind.text($0[keyPath: path]) }
        encode = { settings, container in try container.encode(settings[keyPath: path], forKey: key) }
        decode = { container, settings in
            guard let value = try container.decodeIfPresent(Value.self, forKey: key) else { return false }
            settings[keyPath: path] = value
            return true
        }
    }

    /// Creates the description of an optional member.
    ///
    /// - Parameters:
    ///   - none: the text in a report if there is no value.
    ///   - storedName: the name in saved sessions; by default the word.
    init<Value: Codable & Sendable>(
        _ name: String, _ path: any WritableKeyPath<Settings, Value?> & Sendable, _ kind: SettingKind<Value>,
        none: String, _ help: String, storedName: String? = nil
    ) {
        self.init(name, path, kind.optional(none: none), help, storedName: storedName)
    }

    /// Returns the row of a report.
    package func row(of settings: Settings, isDefault: Bool) -> SettingsReport.Row {
        SettingsReport.Row(name: name, value: text(settings), isDefault: isDefault)
    }
}

/// The name of a setting in a saved session.
struct StoredName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}
