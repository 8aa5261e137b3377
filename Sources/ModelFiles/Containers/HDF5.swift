import Arithmetic
import CHDF5
import Synchronization

/// Converts groups to the bytes of a file in memory, so that disk errors are handled in one place outside of this
/// library.
struct HDF5 {
    typealias Failure = LibraryFailure

    private let library: UnsafePointer<HDF5Library>

    /// A lock, because Debian builds the library without thread safety.
    private static let oneAtATime = Mutex(())

    private init() throws(Failure) {
        guard let library = hdf5_library() else {
            throw .noHDF5
        }
        self.library = library
    }

    private var hdf5: HDF5Functions { library.pointee.functions }
    private var defaults: hid_t { library.pointee.defaults }
    private var everything: hid_t { library.pointee.everything }

    /// Returns the bytes of a file; the same group gives the same bytes.
    ///
    /// - Throws: `LibraryFailure` if libhdf5 is not installed or reports an error.
    /// - Complexity: O(bytes)
    static func bytes(of root: HDF5Group) throws(Failure) -> [UInt8] {
        let result = oneAtATime.withLock { _ in Result { () throws(Failure) in try HDF5().image(of: root) } }
        return try result.get()
    }

    private func image(of root: HDF5Group) throws(Failure) -> [UInt8] {
        try with(hdf5.H5Pcreate(library.pointee.file_access), hdf5.H5Pclose, "access") {
            (access) throws(Failure) in
            try check(hdf5.H5Pset_fapl_core(access, 1 << 20, false), "memory")
            let made = hdf5.H5Fcreate("network", library.pointee.new_file, defaults, access)
            return try with(made, hdf5.H5Fclose, "file") { (file) throws(Failure) in
                try write(root, to: file)
                try check(hdf5.H5Fflush(file, H5F_SCOPE_GLOBAL), "flush")
                let size = hdf5.H5Fget_file_image(file, nil, 0)
                guard size > 0 else { throw .size }
                var bytes = [UInt8](repeating: 0, count: size)
                guard hdf5.H5Fget_file_image(file, &bytes, size) == size else { throw .image }
                return bytes
            }
        }
    }

    // MARK: - Writing

    private func write(_ group: HDF5Group, to location: hid_t) throws(Failure) {
        for (name, value) in group.attributes {
            switch value {
            case .text(let text): try write([text], shape: nil, as: name, to: location)
            case .texts(let texts): try write(texts, shape: [texts.count], as: name, to: location)
            }
        }
        for (name, member) in group.members {
            switch member {
            case .group(let inner):
                let made = hdf5.H5Gcreate2(location, name, defaults, defaults, defaults)
                try with(made, hdf5.H5Gclose, name) { (id) throws(Failure) in try write(inner, to: id) }
            case .floats(let numbers, let shape):
                let result = numbers.withUnsafeBytes { buffer in
                    Result { () throws(Failure) in
                        try write(buffer, type: library.pointee.float_type, shape: shape, as: name, to: location)
                    }
                }
                try result.get()
            case .whole(let number):
                let result = withUnsafeBytes(of: number) { buffer in
                    Result { () throws(Failure) in
                        try write(buffer, type: library.pointee.whole_type, shape: [], as: name, to: location)
                    }
                }
                try result.get()
            }
        }
    }

    private func write(
        _ numbers: UnsafeRawBufferPointer, type: hid_t, shape: [Int], as name: String, to location: hid_t
    ) throws(Failure) {
        try with(space(of: shape), hdf5.H5Sclose, name) { (space) throws(Failure) in
            let properties = hdf5.H5Pcreate(library.pointee.dataset_creation)
            try with(properties, hdf5.H5Pclose, name) { (creation) throws(Failure) in
                // Without the time stamp, the same network gives the same file.
                try check(hdf5.H5Pset_obj_track_times(creation, false), name)
                let made = hdf5.H5Dcreate2(location, name, type, space, defaults, creation, defaults)
                try with(made, hdf5.H5Dclose, name) { (id) throws(Failure) in
                    try check(hdf5.H5Dwrite(id, type, everything, everything, defaults, numbers.baseAddress), name)
                }
            }
        }
    }

    private func write(
        _ texts: [String], shape: [Int]?, as name: String, to location: hid_t
    ) throws(Failure) {
        try with(space(of: shape ?? []), hdf5.H5Sclose, name) { (space) throws(Failure) in
            try with(hdf5_new_text_type(library), hdf5.H5Tclose, name) { (type) throws(Failure) in
                let made = hdf5.H5Acreate2(location, name, type, space, defaults, defaults)
                try with(made, hdf5.H5Aclose, name) { (id) throws(Failure) in
                    guard !texts.isEmpty else { return }
                    // All texts in one buffer, each with its terminator, and the start of each.
                    let characters = texts.flatMap { Array($0.utf8CString) }
                    var start = 0
                    let starts = texts.map { text in
                        defer { start += text.utf8.count + 1 }
                        return start
                    }
                    let status = characters.withUnsafeBufferPointer { buffer in
                        let pointers = starts.map { start in buffer.baseAddress.map { $0 + start } }
                        return hdf5.H5Awrite(id, type, pointers)
                    }
                    try check(status, name)
                }
            }
        }
    }

    // MARK: - Reading

    /// The maximum depth of groups, and the maximum number of values in a file.
    private static let deepest = 12
    private static let maximum = 1 << 30
    /// The maximum number of values per stored byte: the compression ratio of deflate is at most 1,032, and the
    /// smallest values take one byte.
    private static let maximumCompression = 1_032

    /// The number of members and values read so far.
    private struct Budget {
        static let maximumMembers = 100_000
        var members = 0
        var numbers = 0
    }

    /// Returns the content of a file from its bytes: groups, numbers, and text attributes of groups.
    ///
    /// - Throws: `LibraryFailure` if libhdf5 is not installed, or if the file is damaged or too large.
    /// - Complexity: O(bytes)
    static func group(of bytes: [UInt8]) throws(Failure) -> HDF5Group {
        guard HDF5Heaps.areSound(in: bytes) else { throw Failure(step: "its texts: it is damaged") }
        var bytes = bytes
        let result = oneAtATime.withLock { _ in Result { () throws(Failure) in try HDF5().group(image: &bytes) } }
        return try result.get()
    }

    private func group(image bytes: inout [UInt8]) throws(Failure) -> HDF5Group {
        try with(hdf5.H5Pcreate(library.pointee.file_access), hdf5.H5Pclose, "access") {
            (access) throws(Failure) in
            try check(hdf5.H5Pset_fapl_core(access, 1 << 20, false), "memory")
            try check(hdf5.H5Pset_file_image(access, &bytes, bytes.count), "memory")
            return try with(hdf5.H5Fopen("network", 0, access), hdf5.H5Fclose, "opening: it is damaged or cut off") {
                (file) throws(Failure) in
                try with(hdf5.H5Gopen2(file, "/", defaults), hdf5.H5Gclose, "/") { (root) throws(Failure) in
                    var budget = Budget()
                    return try read(root, depth: 0, &budget)
                }
            }
        }
    }

    private func read(_ location: hid_t, depth: Int, _ budget: inout Budget) throws(Failure) -> HDF5Group {
        guard depth < Self.deepest else { throw .tooDeep }
        var group = HDF5Group()
        for name in ["model_config", "training_config", "keras_version", Description.key] {
            if let text = try text(name, of: location) { group.attributes.append((name, .text(text))) }
        }
        for number in 0..<max(0, hdf5_members(library, location)) {
            // A few groups with links to one another can contain an exponential number of paths.
            budget.members += 1
            guard budget.members <= Budget.maximumMembers else { throw .tooMany }
            var buffer = [CChar](repeating: 0, count: 1024)
            let length = hdf5_member_name(library, location, UInt64(number), &buffer, buffer.count)
            guard length >= 0, length < buffer.count else { throw .name }
            let name = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard hdf5_is_within(library, location, name) else { continue }
            try with(hdf5.H5Oopen(location, name, defaults), hdf5.H5Oclose, name) { (object) throws(Failure) in
                if hdf5_is_group(library, object) {
                    group.members.append((name, .group(try read(object, depth: depth + 1, &budget))))
                } else if hdf5_is_dataset(library, object), let (numbers, shape) = try numbers(object, name, &budget) {
                    group.members.append((name, .floats(numbers, shape: shape)))
                }
            }
        }
        return group
    }

    /// Reads the numbers of a dataset with its shape; nil if it has elements of another type.
    private func numbers(
        _ object: hid_t, _ name: String, _ budget: inout Budget
    ) throws(Failure) -> ([Float], [Int])? {
        guard hdf5_has_own_storage(library, object) else {
            throw .numbersElsewhere(name)
        }
        let isNumber = try with(hdf5.H5Dget_type(object), hdf5.H5Tclose, name) { hdf5_is_number(library, $0) }
        guard isNumber else { return nil }
        let shape = try with(hdf5.H5Dget_space(object), hdf5.H5Sclose, name) { (space) throws(Failure) in
            let rank = hdf5.H5Sget_simple_extent_ndims(space)
            guard rank >= 0 else { throw Failure(step: name) }
            var sizes = [hsize_t](repeating: 0, count: Int(rank) + 1)
            guard hdf5.H5Sget_simple_extent_dims(space, &sizes, nil) == rank else { throw Failure(step: name) }
            return sizes.prefix(Int(rank)).map { Int(clamping: $0) }
        }
        // Checked before memory is reserved: the size in the header has to fit the stored bytes, even with the best
        // compression.
        let stored = Int(clamping: hdf5_storage(library, object))
        guard let count = shape.checkedProduct, count <= stored.multipliedSaturated(by: Self.maximumCompression),
            budget.numbers.addingSaturated(count) <= Self.maximum
        else { throw .wrongHeader(name) }
        budget.numbers += count
        var numbers = [Float](repeating: 0, count: count)
        guard count > 0 else { return (numbers, shape) }
        let status = hdf5.H5Dread(object, library.pointee.float_type, everything, everything, defaults, &numbers)
        try check(status, name)
        return (numbers, shape)
    }

    /// Reads a text attribute of fixed or variable length; nil if there is none.
    private func text(_ name: String, of location: hid_t) throws(Failure) -> String? {
        guard hdf5.H5Aexists(location, name) > 0 else { return nil }
        return try with(hdf5.H5Aopen(location, name, defaults), hdf5.H5Aclose, name) { (id) throws(Failure) in
            try with(hdf5.H5Aget_type(id), hdf5.H5Tclose, name) { (type) throws(Failure) -> String? in
                guard hdf5_is_text(library, type) else { return nil }
                let space = hdf5.H5Aget_space(id)
                let count = try with(space, hdf5.H5Sclose, name) { hdf5.H5Sget_simple_extent_npoints($0) }
                guard count == 1 else { return nil }
                guard hdf5.H5Tis_variable_str(type) > 0 else {
                    let size = hdf5.H5Tget_size(type)
                    guard size > 0, size < Self.maximum else { return nil }
                    var bytes = [UInt8](repeating: 0, count: size)
                    try check(hdf5.H5Aread(id, type, &bytes), name)
                    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                var pointer: UnsafeMutablePointer<CChar>?
                try check(hdf5.H5Aread(id, type, &pointer), name)
                guard let pointer else { return nil }
                defer { _ = hdf5.H5free_memory(pointer) }
                return String(cString: pointer)
            }
        }
    }

    // MARK: - Common

    private func space(of shape: [Int]) -> hid_t {
        guard !shape.isEmpty else { return hdf5.H5Screate(H5S_SCALAR) }
        return hdf5.H5Screate_simple(Int32(shape.count), shape.map { hsize_t($0) }, nil)
    }

    private func check(_ status: herr_t, _ step: String) throws(Failure) {
        guard status >= 0 else { throw Failure(step: step) }
    }

    /// Calls `body` with an identifier, and closes it afterwards, also after an error.
    private func with<Value>(
        _ id: hid_t, _ close: (hid_t) -> herr_t, _ step: String, _ body: (hid_t) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        guard id >= 0 else { throw Failure(step: step) }
        defer { _ = close(id) }
        return try body(id)
    }
}
