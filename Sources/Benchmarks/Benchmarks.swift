import ArgumentParser

/// `Scripts/bench`: tables whose ratios were measured in one run.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "measure the speed of the house's rooms",
        subcommands: [
            NetworksBenchmark.self, ShapesBenchmark.self, SearchBenchmark.self, EngineBenchmark.self,
            MemoryBenchmark.self, MemoryFlatBenchmark.self, TerminalBenchmark.self, CSVBenchmark.self,
            ObjectivesBenchmark.self, ClusterBenchmark.self, FunctionsBenchmark.self,
        ])
}
