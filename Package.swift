// swift-tools-version: 6.2
import PackageDescription

let swift: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .swiftLanguageMode(.v6),
]

/// A room of the house. Who may import whom stands here and nowhere else.
func room(_ name: String, imports: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: swift)
}

func tests(of room: String, imports: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    // Tests are compiled without optimisation, which takes a third of their time; what they test is the optimised build.
    .testTarget(
        name: "\(room)Tests", dependencies: [.init(stringLiteral: room)] + imports, resources: resources,
        swiftSettings: swift + [.unsafeFlags(["-Onone"], .when(configuration: .release))])
}

let package = Package(
    name: "ns",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "ns", targets: ["ns"]),
        .library(name: "Evolution", targets: ["Evolution"]),
        .library(name: "Networks", targets: ["Networks"]),
        .library(name: "Datasets", targets: ["Datasets"]),
        .library(name: "DataSources", targets: ["DataSources"]),
        .library(name: "Expressions", targets: ["Expressions"]),
    ],
    dependencies: [
        // The words behind `ns` at process level: options, help and exit statuses in the form every tool has.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // gnuplot, the pager and programs as objectives as child processes, ended with their parent.
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
        // File descriptors as swift-subprocess takes them.
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        // SQLite: what is remembered, and saved sessions.
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .executableTarget(
            name: "ns",
            dependencies: [
                "Shell", "Session", "SessionState", "SearchPreparation", "CommandLanguage", "CommandParsing",
                "FileWriting", "ChildProcesses",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Architecture.md"], swiftSettings: swift),
        room(
            "Shell",
            imports: [
                "ChildProcesses", "CommandLanguage", "CommandParsing", "Commands", "CurrentNetwork", "Evolution",
                "FileWriting", "HelpPages", "Memory", "Messages", "Notation", "PlotRendering", "Plots", "Reports",
                "ResultCommands", "Scripts", "SearchPreparation", "SearchReports", "Session", "SessionState",
                "Terminal", "VisibleText",
            ]),
        // Lines, keys, colours and signals at a terminal; knows nothing of ns.
        room("Terminal", imports: ["FileWriting", "Platform", "VisibleText", "CEditLine", "CTerminal"]),
        // The commands: the grammar, help and examples of each.
        room("CommandLanguage", imports: ["CommandParsing", "Expressions"]),
        // Grammar as data, the parser, diagnostics and the definition of the syntax for editors.
        room("CommandParsing", imports: ["Expressions", "Notation", "Suggestions"]),
        room("Expressions", imports: ["Arithmetic", "Notation", "Platform", "Suggestions"]),
        room("Suggestions"),
        // The C library, whatever the system calls it.
        room("Platform"),
        // Arithmetic on numbers that users typed or files hold: checked or saturating.
        room("Arithmetic"),
        // Whatever may go to a terminal passes through here.
        room("VisibleText"),
        // Files that appear whole or not at all, and files that are opened without waiting.
        room("FileWriting"),
        room("Notation"),
        room("Time"),
        // The table of all commands, each with its execution: what the shell starts a session with.
        room(
            "Commands",
            imports: [
                "CommandLanguage", "CommandParsing", "DataSources", "Drawings", "Evolution", "HelpPages", "Networks",
                "Objectives", "RemoteEvaluation", "ResultCommands", "Scripts", "SearchCommands", "Session",
            ]),
        // Commands that show, train, predict, save and export.
        room(
            "ResultCommands",
            imports: [
                "CommandLanguage", "CommandParsing", "CurrentNetwork", "DataSources", "Datasets", "Evolution",
                "Expressions", "FileWriting", "Memory", "Messages", "ModelFiles", "Networks", "Notation",
                "Objectives", "Programs", "RemoteEvaluation", "ReportPage", "Reports", "Scripts", "SearchCommands",
                "SearchPreparation", "SearchReports", "SearchRunner", "Session", "SessionState", "Settings",
                "Statistics", "Suggestions", "Teaching", "Time",
            ]),
        // Commands one after the other: undone, recorded, in scripts, lessons and classes; and help on them.
        room(
            "Scripts",
            imports: [
                "Arithmetic", "CommandLanguage", "CommandParsing", "DataSources", "Datasets", "Drawings",
                "Evolution", "Expressions", "FileWriting", "HelpPages", "Messages", "Networks", "Notation",
                "Objectives", "Platform", "Plots", "Programs", "ReportPage", "Reports", "SearchCommands",
                "SearchPreparation", "SearchReports", "SearchRunner", "Session", "SessionState", "Settings",
                "Suggestions", "Teaching",
            ]),
        // Commands that set up a search and run it.
        room(
            "SearchCommands",
            imports: [
                "Arithmetic", "CommandLanguage", "CommandParsing", "CurrentNetwork", "DataSources", "Datasets",
                "Drawings", "Evolution", "Expressions", "Memory", "Messages", "Networks", "Notation", "Objectives",
                "Plots", "Programs", "RemoteEvaluation", "Reports", "SearchPreparation", "SearchReports",
                "SearchRunner", "Session", "SessionState", "Settings", "Suggestions", "Teaching", "Time",
            ]),
        // What is reported on a search: tables, stories, and the page of `report`.
        room(
            "SearchReports",
            imports: [
                "CommandLanguage", "CommandParsing", "CurrentNetwork", "DataSources", "Datasets", "Drawings",
                "Evolution", "Messages", "ModelFiles", "Networks", "Objectives", "PlotRendering", "Plots",
                "ReportPage", "Reports", "SearchPreparation", "SearchRunner", "Session", "SessionState", "Settings",
                "Statistics", "Teaching",
            ]),
        // Plots of a session: kinds, and figures from its state.
        room(
            "Drawings",
            imports: [
                "CommandLanguage", "CommandParsing", "CurrentNetwork", "Datasets", "Evolution", "Expressions",
                "Memory", "Messages", "Networks", "Notation", "Objectives", "PlotRendering", "Plots", "Reports",
                "SearchPreparation", "SearchRunner", "Session", "SessionState", "Statistics", "Suggestions",
            ]),
        // The network that was trained last: its training, analysis, and the baselines beside it.
        room(
            "CurrentNetwork",
            imports: [
                "CommandLanguage", "Datasets", "Evolution", "Memory", "Messages", "ModelFiles", "Networks",
                "Objectives", "Reports", "SearchPreparation", "SearchRunner", "Session", "SessionState", "Settings",
                "Statistics", "Time",
            ]),
        // From the state to a search: objective, conditions, backend; and the process `ns evaluator`.
        room(
            "SearchPreparation",
            imports: [
                "Arithmetic", "CommandLanguage", "CommandParsing", "DataSources", "Datasets", "Evolution",
                "Expressions", "FileWriting", "Memory", "Messages", "Networks", "Notation", "Objectives", "Programs",
                "Randomness", "RemoteEvaluation", "Reports", "SearchRunner", "Session", "SessionState", "Settings",
                "Statistics", "Time",
            ]),
        // A session: its state, its data and what all commands share; scripts and lessons as text.
        room(
            "Session",
            imports: [
                "ChildProcesses", "CommandLanguage", "CommandParsing", "DataSources", "Datasets", "Evolution",
                "FileWriting", "Memory", "Messages", "ModelFiles", "Networks", "Notation", "Objectives", "Programs",
                "Randomness", "RemoteEvaluation", "ReportPage", "Reports", "SearchRunner", "SessionState",
                "Settings", "Statistics", "Suggestions", "Teaching", "Time", "CHelp", "CSandbox",
            ]),
        // The state of a session as a value, and its files: saved sessions, undo, recovery, preferences.
        room(
            "SessionState",
            imports: [
                "Arithmetic", "CommandLanguage", "CommandParsing", "DataSources", "Datasets", "Evolution",
                "Expressions", "FileWriting", "Memory", "Messages", "ModelFiles", "Networks", "Notation",
                "Objectives", "Programs", "Randomness", "RemoteEvaluation", "Reports", "SearchRunner", "Settings",
                "Statistics", "Suggestions", "Teaching", "Time", "VisibleText",
            ]),
        // Settings of searches and trainings: words, values and defaults.
        room(
            "Settings",
            imports: [
                "CommandLanguage", "CommandParsing", "Datasets", "Evolution", "Messages", "Networks", "Notation",
                "Reports",
            ]),
        // Errors, warnings and notices of commands, and what receives them.
        room(
            "Messages",
            imports: [
                "CommandLanguage", "CommandParsing", "Evolution", "Expressions", "Notation", "Reports",
                "SearchRunner", "Suggestions", "Teaching",
            ]),
        // One search while it runs: pending evaluations, log, forecast, budgets, and the threads that measure.
        room(
            "SearchRunner",
            imports: [
                "Datasets", "Evolution", "Expressions", "Memory", "Networks", "Notation", "Objectives", "Platform",
                "Programs", "Reports", "Time",
            ]),
        // What a learner sees: phases explained, guesses, answers, the worth of changes.
        room(
            "Teaching",
            imports: [
                "CommandLanguage", "CommandParsing", "Evolution", "FileWriting", "Objectives", "Reports",
                "SearchRunner", "Statistics",
            ]),
        // The values that commands give back, and the numbers and tables in them.
        room(
            "Reports",
            imports: [
                "Arithmetic", "CommandParsing", "Evolution", "HelpPages", "Memory", "Networks",
                "Objectives", "Plots",
            ]),
        // The pages of `Help`, and the tables of scores and losses among them.
        room("HelpPages", imports: ["Expressions", "Networks", "CHelp"]),
        // A report as a page: values in, text or a PDF out.
        room(
            "ReportPage",
            imports: [
                "Notation", "PlotRendering", "Plots", "VisibleText", "CPortableDocument", "CReport", "CCrypto",
            ]),
        room("Randomness", imports: ["Platform"]),
        room("Statistics", imports: ["Platform"]),
        // The search itself: phases, strategies, and what an evolution asks and is told.
        room(
            "Evolution",
            imports: [
                "Fronts", "Genes", "Platform", "Populations", "Randomness", "SearchDistributions", "StoppingRules",
                "Surrogate",
            ]),
        // Surrogate models: litters, from which they choose the children to be born, and the importance of genes.
        room("Surrogate", imports: ["Fronts", "Genes", "Platform", "Populations", "Randomness", "Statistics"]),
        // Genomes as points, and the normal distribution of CMA-ES that adapts to the best of them.
        room("SearchDistributions", imports: ["Genes", "Platform", "Randomness"]),
        // Populations and their history, settings, selection, crossover, mutation and conditions.
        room("Populations", imports: ["Fronts", "Genes", "Platform", "Randomness"]),
        // Several objectives: fronts, rankings, crowding distance and hypervolume.
        room("Fronts", imports: ["Genes"]),
        // The rules that end hopeless trainings.
        room("StoppingRules"),
        // Genes, the search space, genomes and their codes.
        room("Genes", imports: ["Arithmetic", "Notation", "Platform", "Randomness", "Suggestions"]),
        // What is optimised: functions of genes, and scores of networks.
        room(
            "Objectives",
            imports: [
                "Evolution", "Expressions", "Networks", "Datasets", "Notation", "Suggestions", "Time",
            ]),
        // The output of the user's own program as an objective.
        room(
            "Programs",
            imports: [
                "Arithmetic", "ChildProcesses", "Datasets", "Evolution", "Expressions", "Networks", "Notation",
                "Objectives", "Platform", "Time",
            ]),
        // Evaluators on any machine: launchers, the protocol, and the pool that talks to them.
        room(
            "RemoteEvaluation",
            imports: [
                "Arithmetic", "ChildProcesses", "Evolution", "Expressions", "Memory", "Networks", "Notation",
                "Objectives", "Platform", "Reports", "SearchRunner", "Time",
            ]),
        // Programs as child processes in groups that end with this process, and pipes to hundreds of them.
        room(
            "ChildProcesses",
            imports: [
                "Arithmetic", "Platform", "Suggestions", "Time", "CProcesses",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(
                    name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
            ]),
        // Networks and their training.
        room(
            "Networks",
            imports: ["Arithmetic", "Compute", "Datasets", "NetworkLayers", "Randomness", "Scoring", "Time", "Kernels"]),
        // The kinds of layers before the dense ones: parameters, shapes, forms in files, and their passes.
        room("NetworkLayers", imports: ["Arithmetic", "Compute", "Randomness", "Kernels", "COneDNN"]),
        // Losses and metrics.
        room("Scoring", imports: ["Compute", "Datasets", "Notation", "Randomness", "Kernels"]),
        // What every pass needs: buffers, matrix products, threads, activations, initializers and optimizers.
        room("Compute", imports: ["Arithmetic", "Platform", "Randomness", "Kernels", "COneDNN"]),
        room("Datasets", imports: ["Arithmetic", "Randomness", "CCrypto"]),
        // Datasets by name, and everything that can be read as one: tables, arrays, pictures.
        room(
            "DataSources",
            imports: [
                "DataFiles", "Datasets", "DelimitedText", "Notation", "Suggestions", "Tables", "CSamples",
            ]),
        // Tables: which columns are numbers, dates, categories or labels, and in what form networks get them.
        room("Tables", imports: ["DataFiles", "Datasets", "DelimitedText", "Notation", "Suggestions"]),
        // Delimited texts: encodings, dialects, records and fields.
        room("DelimitedText", imports: ["DataFiles", "Datasets"]),
        // Files of data: fetched, unpacked and decoded, in processes of their own if they are other people's.
        room("DataFiles", imports: ["Datasets", "FileWriting", "CArchive", "CCurl", "CImage"]),
        room(
            "Memory",
            imports: [
                "FileWriting", "CCrypto", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        room(
            "ModelFiles",
            imports: ["Arithmetic", "FileWriting", "Networks", "Datasets", "Notation", "CHDF5", "CArchive"]),
        // Figures as values, and the kinds of plots.
        room("Plots", imports: ["Platform"]),
        // A figure drawn: in a terminal, by gnuplot, as SVG and in sentences.
        room(
            "PlotRendering",
            imports: [
                "FileWriting", "Platform", "Plots", "VisibleText",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),

        .target(name: "Kernels"),
        .target(name: "CTerminal"),
        // Shipped samples, embedded by C's #embed: fast to compile, and the binary alone is enough.
        .target(name: "CSamples", exclude: ["samples"]),
        // The pages of `Help`, embedded in the same way.
        .target(name: "CHelp"),
        // The style sheet and the script of a report's page, embedded in the same way.
        .target(name: "CReport", exclude: ["page"]),
        // Limits for a process that reads files of other people.
        .target(name: "CSandbox"),
        // What Linux does with the orphans of processes.
        .target(name: "CProcesses"),
        // Libraries that few sessions need are opened when one does; Scripts/set-up installs their headers.
        .target(name: "CLibraries", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        // Fetching, by libcurl: resuming, proxies and time limits are settings there.
        .target(name: "CCurl", dependencies: ["CLibraries"]),
        // PNG and JPEG of the user's own, by libgd.
        .target(name: "CImage", dependencies: ["CLibraries"]),
        // PDF, by cairo, Pango and librsvg; they need no headers.
        .target(name: "CPortableDocument", dependencies: ["CLibraries"]),
        // Keras's own file format, by HDF5.
        .target(name: "CHDF5", dependencies: ["CLibraries"]),
        // gzip, tar and zip, by libarchive.
        .target(name: "CArchive", dependencies: ["CLibraries"]),
        // Line editing: emacs and vi keys as in every other shell.
        .systemLibrary(name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // Matrix products at the speed of the processor.
        .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"]), .brew(["onednn"])]),
        // SHA-256 of datasets and fingerprints.
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),

        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Networks", "Evolution", "Datasets", "DataSources", "Objectives", "Memory", "Programs", "Randomness",
                "ChildProcesses", "Kernels", "COneDNN", "Expressions", "Support",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swift),

        .target(
            name: "Support", dependencies: ["CTerminal", "Platform", "Time"], path: "Tests/Support",
            swiftSettings: swift),
        tests(of: "Arithmetic"),
        tests(of: "FileWriting", imports: ["Support"]),
        tests(of: "VisibleText"),
        tests(of: "Notation"),
        tests(of: "Time"),
        tests(of: "Randomness"),
        tests(of: "Statistics", imports: ["Randomness"]),
        tests(of: "Genes", imports: ["Randomness"]),
        tests(of: "Fronts", resources: [.copy("Fixtures")]),
        tests(of: "StoppingRules", imports: ["Randomness"]),
        tests(of: "SearchDistributions"),
        tests(of: "Surrogate", imports: ["Genes", "Statistics"], resources: [.copy("Fixtures")]),
        tests(of: "Evolution", imports: ["Randomness", "Support"]),
        tests(of: "Kernels"),
        tests(of: "Expressions", imports: ["Support"]),
        tests(of: "Datasets", imports: ["Randomness", "Support"], resources: [.copy("Fixtures")]),
        tests(of: "DataSources", imports: ["Datasets", "Support"]),
        tests(of: "Tables", imports: ["DataSources", "Datasets", "Support"]),
        tests(of: "DelimitedText", imports: ["DataSources", "Datasets", "Randomness", "Support"]),
        tests(of: "DataFiles", imports: ["DataSources", "Datasets", "Support"]),
        tests(of: "Compute", imports: ["Randomness"]),
        tests(of: "Scoring", imports: ["Compute", "Datasets", "Randomness"]),
        tests(
            of: "Networks", imports: ["Datasets", "DataSources", "Randomness", "Support"],
            resources: [.copy("Fixtures")]),
        tests(
            of: "ModelFiles", imports: ["Networks", "Datasets", "Randomness", "Support"],
            resources: [.copy("Fixtures")]),
        tests(of: "ReportPage", imports: ["PlotRendering", "Plots", "Support"]),
        tests(of: "Plots", imports: ["PlotRendering", "Support", "VisibleText"]),
        tests(of: "PlotRendering", imports: ["Plots", "Support", "VisibleText"]),
        tests(
            of: "Objectives",
            imports: [
                "Evolution", "Expressions", "Memory", "Networks", "Datasets", "DataSources", "Programs", "Randomness",
                "Support",
            ], resources: [.copy("Fixtures")]),
        tests(
            of: "Programs",
            imports: ["Evolution", "Expressions", "Networks", "Objectives", "Support", "Time"]),
        tests(
            of: "RemoteEvaluation",
            imports: ["Evolution", "Expressions", "Networks", "Objectives", "Support", "Time"]),
        tests(
            of: "Memory", imports: ["Randomness", "Support", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(of: "CommandLanguage", imports: ["CommandParsing", "Commands", "Session"]),
        tests(of: "CommandParsing", imports: ["CommandLanguage", "Commands", "HelpPages", "Session"]),
        tests(of: "SessionState"),
        tests(
            of: "Session",
            imports: [
                "CommandLanguage", "CommandParsing", "Commands", "Datasets", "Drawings", "Evolution", "Expressions",
                "HelpPages", "Memory", "Messages", "Networks", "Notation", "Objectives", "PlotRendering", "Plots",
                "Randomness", "Reports", "Scripts", "SearchPreparation", "SearchRunner", "SessionState",
                "Statistics", "Support", "Time", "CSandbox",
            ],
            resources: [.copy("Fixtures")]),
        tests(of: "SearchRunner"),
        tests(of: "Teaching", imports: ["Evolution"]),
        tests(of: "Terminal", imports: ["Support"]),
        tests(
            of: "Shell",
            imports: [
                "CommandLanguage", "CommandParsing", "Commands", "HelpPages", "Memory", "Randomness", "Reports",
                "Scripts", "Session", "Support", "Terminal",
            ]),
    ],
    cLanguageStandard: .c2x
)
