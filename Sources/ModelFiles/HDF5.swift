import CHDF5
import Synchronization

/// What an HDF5 file holds, as a value: groups within groups, numbers, and texts attached to groups.
struct HDF5Group {
    enum Attribute {
        case text(String)
        case texts([String])
    }

    enum Member {
        case group(HDF5Group)
        /// Numbers of a shape, row by row; an empty shape is a single number.
        case floats([Float], shape: [Int])
        case whole(Int32)
    }

    var attributes: [(name: String, value: Attribute)] = []
    var members: [(name: String, value: Member)] = []
}

/// Turns groups into the bytes of a file, in memory: what goes wrong on a disk then has one place, outside this library.
enum HDF5 {
    /// What failed, in a few words.
    struct Failure: Error {
        let step: String
    }

    /// Debian builds the library for one thread at a time.
    private static let oneAtATime = Mutex(())

    /// The bytes of a file; the same group gives the same bytes. O(bytes).
    static func bytes(of root: HDF5Group) throws(Failure) -> [UInt8] {
        let result = oneAtATime.withLock { _ in Result { () throws(Failure) in try image(of: root) } }
        return try result.get()
    }

    private static func image(of root: HDF5Group) throws(Failure) -> [UInt8] {
        hdf5_print_no_errors()
        return try with(H5Pcreate(hdf5_file_access()), H5Pclose, "access") { (access) throws(Failure) in
            try check(H5Pset_fapl_core(access, 1 << 20, false), "memory")
            return try with(H5Fcreate("network", hdf5_new_file(), hdf5_default(), access), H5Fclose, "file") {
                (file) throws(Failure) in
                try write(root, to: file)
                try check(H5Fflush(file, H5F_SCOPE_GLOBAL), "flush")
                let size = H5Fget_file_image(file, nil, 0)
                guard size > 0 else { throw Failure(step: "size") }
                var bytes = [UInt8](repeating: 0, count: size)
                guard H5Fget_file_image(file, &bytes, size) == size else { throw Failure(step: "image") }
                return bytes
            }
        }
    }

    private static func write(_ group: HDF5Group, to place: hid_t) throws(Failure) {
        for (name, value) in group.attributes {
            switch value {
            case .text(let text): try write([text], shape: nil, as: name, to: place)
            case .texts(let texts): try write(texts, shape: [texts.count], as: name, to: place)
            }
        }
        for (name, member) in group.members {
            switch member {
            case .group(let inner):
                let made = H5Gcreate2(place, name, hdf5_default(), hdf5_default(), hdf5_default())
                try with(made, H5Gclose, name) { (id) throws(Failure) in try write(inner, to: id) }
            case .floats(let numbers, let shape):
                let result = numbers.withUnsafeBytes { buffer in
                    Result { () throws(Failure) in
                        try write(buffer, type: hdf5_float(), shape: shape, as: name, to: place)
                    }
                }
                try result.get()
            case .whole(let number):
                let result = withUnsafeBytes(of: number) { buffer in
                    Result { () throws(Failure) in
                        try write(buffer, type: hdf5_whole(), shape: [], as: name, to: place)
                    }
                }
                try result.get()
            }
        }
    }

    private static func write(
        _ numbers: UnsafeRawBufferPointer, type: hid_t, shape: [Int], as name: String, to place: hid_t
    ) throws(Failure) {
        try with(space(of: shape), H5Sclose, name) { (space) throws(Failure) in
            try with(H5Pcreate(hdf5_dataset_creation()), H5Pclose, name) { (creation) throws(Failure) in
                // Without the time of writing, the same network is the same file.
                try check(H5Pset_obj_track_times(creation, false), name)
                let made = H5Dcreate2(place, name, type, space, hdf5_default(), creation, hdf5_default())
                try with(made, H5Dclose, name) { (id) throws(Failure) in
                    let all = hdf5_everything()
                    try check(H5Dwrite(id, type, all, all, hdf5_default(), numbers.baseAddress), name)
                }
            }
        }
    }

    private static func write(
        _ texts: [String], shape: [Int]?, as name: String, to place: hid_t
    ) throws(Failure) {
        try with(space(of: shape ?? []), H5Sclose, name) { (space) throws(Failure) in
            try with(hdf5_new_text_type(), H5Tclose, name) { (type) throws(Failure) in
                let made = H5Acreate2(place, name, type, space, hdf5_default(), hdf5_default())
                try with(made, H5Aclose, name) { (id) throws(Failure) in
                    guard !texts.isEmpty else { return }
                    // All texts behind one another, each with its end, and where each begins.
                    let characters = texts.flatMap { Array($0.utf8CString) }
                    var start = 0
                    let starts = texts.map { text in
                        defer { start += text.utf8.count + 1 }
                        return start
                    }
                    let status = characters.withUnsafeBufferPointer { buffer in
                        let pointers = starts.map { start in buffer.baseAddress.map { $0 + start } }
                        return H5Awrite(id, type, pointers)
                    }
                    try check(status, name)
                }
            }
        }
    }

    private static func space(of shape: [Int]) -> hid_t {
        guard !shape.isEmpty else { return H5Screate(H5S_SCALAR) }
        return H5Screate_simple(Int32(shape.count), shape.map { hsize_t($0) }, nil)
    }

    private static func check(_ status: herr_t, _ step: String) throws(Failure) {
        guard status >= 0 else { throw Failure(step: step) }
    }

    /// Closes what was opened, also where something fails.
    private static func with<Result>(
        _ id: hid_t, _ close: (hid_t) -> herr_t, _ step: String, _ body: (hid_t) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard id >= 0 else { throw Failure(step: step) }
        defer { _ = close(id) }
        return try body(id)
    }
}
