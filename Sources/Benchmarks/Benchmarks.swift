import ArgumentParser

/// `Scripts/bench`: tables whose ratios are measured in a single run.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "measure the speed of the modules of ns",
        subcommands: [
            NetworksBenchmark.self, ShapesBenchmark.self, SearchBenchmark.self, EngineBenchmark.self,
            MemoryBenchmark.self, MemoryFlatBenchmark.self, TerminalBenchmark.self, CSVBenchmark.self,
            ObjectivesBenchmark.self, ClusterBenchmark.self, FunctionsBenchmark.self, RealsBenchmark.self,
            ConvolutionsBenchmark.self, FrontsBenchmark.self, RungsBenchmark.self, CostlyBenchmark.self,
        ])
}
