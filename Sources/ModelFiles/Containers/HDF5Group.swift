/// The content of an HDF5 file as a value: nested groups, numbers, and texts as attributes of groups.
struct HDF5Group: Sendable {
    var attributes: [(name: String, value: Attribute)] = []
    var members: [(name: String, value: Member)] = []

    enum Attribute: Sendable {
        case text(String)
        case texts([String])
    }

    enum Member: Sendable {
        case group(HDF5Group)
        /// Numbers with their shape, row by row; an empty shape is a single number.
        case floats([Float], shape: [Int])
        case whole(Int32)
    }

    /// Returns the group with this name.
    func group(_ name: String) -> HDF5Group? {
        guard case .group(let group)? = members.first(where: { $0.name == name })?.value else { return nil }
        return group
    }

    /// Returns the text attribute with this name.
    func text(_ name: String) -> String? {
        guard case .text(let text)? = attributes.first(where: { $0.name == name })?.value else { return nil }
        return text
    }

    /// All numbers in the group and its subgroups with their shapes, by their own names.
    var floats: [String: (numbers: [Float], shape: [Int])] {
        var found: [String: (numbers: [Float], shape: [Int])] = [:]
        for (name, member) in members {
            switch member {
            case .floats(let numbers, let shape): found[name] = (numbers, shape)
            case .group(let inner): found.merge(inner.floats) { first, _ in first }
            case .whole: continue
            }
        }
        return found
    }
}
