import Platform

/// The files of /proc.
enum ProcessFile {
    /// Returns the bytes of a file about a process; nil if it cannot be read.
    static func bytes(of process: pid_t, _ name: String) -> [UInt8]? { bytes(at: "/proc/\(process)/\(name)") }

    /// Returns the bytes of a file; nil if it cannot be read.
    static func bytes(at path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var size = 2_048
        while true {
            var count = 0
            let block = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                count = read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            guard count > 0 else { return bytes }
            if bytes.isEmpty { bytes = block } else { bytes += block }
            size *= 2
        }
    }

    /// The identifiers of all processes; empty on systems without /proc.
    static var processes: [pid_t] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [pid_t] = []
        while let entry = readdir(folder) {
            let process = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
                    pid_t(String(cString: $0))
                }
            }
            if let process { found.append(process) }
        }
        return found
    }
}
