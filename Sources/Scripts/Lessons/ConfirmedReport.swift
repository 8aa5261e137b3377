import Reports

extension Report {
    /// True if the report only confirms a command.
    var isConfirmation: Bool {
        if case .message(_, let warnings) = self { warnings.isEmpty } else { false }
    }
}
