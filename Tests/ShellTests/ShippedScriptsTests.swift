import Foundation
import Support
import Testing

@Suite("The shipped scripts")
struct ShippedScriptsTests {
    private static let folder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/Scripts"

    @Test("all shipped scripts are valid")
    func check() throws {
        let home = try Home()
        let files = try FileManager.default.subpathsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".ns") }
        #expect(files.count > 8)
        for file in files {
            let run = try FinishedProgram.shell(["--check", "\(Self.folder)/\(file)"], home: home)
            #expect(run.status == 0, "\(file): \(run.error)")
        }
    }

    @Test("fashion_mnist.ns runs at a small size", .enabled(if: Needed.fashionMNIST, "Fashion-MNIST is not here"))
    func fashion() throws {
        let home = try Home()
        let script = "\(Self.folder)/fashion_mnist.ns"
        let run = try FinishedProgram.shell(["--memory", "none", script, "4", "2", "1500", "0.4"], home: home)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("a population of 4 networks, 2 generations"))
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/fashion_mnist.png"))
    }

    @Test("tour.ns finds the shortest tour, which is the polygon through all cities")
    func tour() throws {
        let run = try FinishedProgram.shell(["--memory", "none", "\(Self.folder)/tour.ns"], home: try Home())
        #expect(run.status == 0, "\(run.error)")
        // 40 sin(π/20) is 6.2574.
        #expect(run.output.contains("fitness 6.2574"))
    }

    @Test("small_network.ns finds a front of accuracy and parameters at a small size")
    func smallNetwork() throws {
        let home = try Home()
        let run = try FinishedProgram.shell(
            ["--memory", "none", "\(Self.folder)/small_network.ns", "2", "3", "0.2"], home: home)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("Pareto front: "))
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/small_network.h5"))
    }

    @Test("cifar10.ns runs at a small size on files of CIFAR-10's format")
    func cifar() throws {
        let home = try Home()
        let cache = "\(home.path)/cache/ns/datasets/cifar10"
        try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
        try CIFARFixture.patterned().write(to: cache)
        let script = "\(Self.folder)/cifar10.ns"
        let run = try FinishedProgram.shell(["--memory", "none", script, "3", "1", "600"], home: home)
        #expect(run.status == 0, "\(run.error)")
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/cifar10.png"))
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/cifar10_model.h5"))
    }

    @Test(
        "fashion_mnist_convolution.ns runs at a small size",
        .enabled(if: Needed.fashionMNIST, "Fashion-MNIST is not here"))
    func convolutionalFashion() throws {
        let home = try Home()
        let script = "\(Self.folder)/fashion_mnist_convolution.ns"
        let run = try FinishedProgram.shell(
            ["--memory", "none", script, "3", "1", "10min", "1000", "0.9"], home: home)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("convolution"))
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/fashion_mnist_convolution.h5"))
    }

    @Test("cifar10_convolution.ns runs at a small size on files of CIFAR-10's format")
    func convolutionalCIFAR() throws {
        let home = try Home()
        let cache = "\(home.path)/cache/ns/datasets/cifar10"
        try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
        try CIFARFixture.patterned().write(to: cache)
        let script = "\(Self.folder)/cifar10_convolution.ns"
        let run = try FinishedProgram.shell(
            ["--memory", "none", script, "3", "1", "10min", "300", "2"], home: home)
        #expect(run.status == 0, "\(run.error)")
        #expect(run.output.contains("32 × 32 × 3"))
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/cifar10_convolution.png"))
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/cifar10_convolution.h5"))
    }
}
