/// The program's version.
public enum Version {
    /// Major, minor and patch (semantic versioning).
    public static let number = "0.1.0"
}
