import CommandLanguage
import Evolution
import Foundation
import Memory
import Objectives
import Reports
import Support
import Testing

/// An integer setting of the grammar with the limits of the engine.
struct LimitedSetting: Sendable, CustomTestStringConvertible {
    let command: String
    let name: String
    let limits: ClosedRange<Int>
    /// Returns the engine's settings with a value; nil if the engine does not check it.
    let settings: (@Sendable (Int) -> SearchSettings)?

    var testDescription: String { "\(command) \(name)" }

    static let all: [LimitedSetting] = [
        LimitedSetting(command: "population", name: "size", limits: SearchSettings.sizes) { value in
            var settings = SearchSettings()
            settings.size = value
            return settings
        },
        LimitedSetting(command: "population", name: "litter", limits: SearchSettings.litters) { value in
            var settings = SearchSettings()
            settings.litter = value
            return settings
        },
        LimitedSetting(command: "population", name: "selection tournament of", limits: SearchSettings.sampleSizes) {
            value in
            var settings = SearchSettings()
            settings.selection = .tournament(size: value)
            return settings
        },
        LimitedSetting(command: "strategy", name: "ageing sample", limits: SearchSettings.sampleSizes) { value in
            var settings = SearchSettings()
            settings.strategy = .ageing(sample: value)
            return settings
        },
        LimitedSetting(command: "strategy", name: "ahead", limits: SearchSettings.aheads) { value in
            var settings = SearchSettings()
            settings.ahead = value
            return settings
        },
        LimitedSetting(command: "network", name: "layers", limits: NetworkShape.layerCounts, settings: nil),
        LimitedSetting(command: "workers", name: "", limits: WorkersCommand.counts, settings: nil),
    ]
}

@Suite struct SettingsTests {
    @Test(arguments: LimitedSetting.all)
    func `the limits of the grammar are those of the engine`(setting: LimitedSetting) async throws {
        for value in [setting.limits.lowerBound, setting.limits.upperBound] {
            try await Talking().say("\(setting.command) \(setting.name) \(value)")
            try setting.settings?(value).check()
        }
        for value in [setting.limits.lowerBound - 1, setting.limits.upperBound + 1] {
            let message = try #require(await Talking().error("\(setting.command) \(setting.name) \(value)"))
            #expect(message.contains("from \(setting.limits.lowerBound) to \(setting.limits.upperBound)"))
            if let settings = setting.settings {
                #expect(throws: EvolutionError.self) { try settings(value).check() }
            }
        }
    }

    /// The settings as earlier versions wrote them.
    private static let population =
        #"{"ahead":3,"base":"best","breeding":0.5,"change":"uniform","crossover":"two_point","elites":"sampled","#
        + #""elitism":0.07,"factor":0.12,"litter":8,"mutation":0.3,"selection":{"tournament":{"size":3}},"size":20,"#
        + #""strategy":{"ageing":{"sample":6}}}"#
    private static let training =
        #"{"change":0.002,"decay":0.012345678901,"epochs":9,"loss":"huber","output":"tanh","patience":5,"#
        + #""precision":"float32","repeats":2,"schedule":"cosine","seconds":90,"seed":4,"smoothing":0.1}"#

    private static let commands = """
        population size 20 elitism 7% breeding 50% mutation 30% factor 12% selection tournament of 3 crossover two_point \
        change uniform litter 8 elites sampled; strategy ageing sample 6 ahead 3
        training loss huber output tanh schedule cosine decay 0.012345678901 smoothing 0.1 epochs 9 time 90s patience 5 \
        change 0.002 seed 4 repeat 2 precision float32
        network layers 3 uniform on
        """

    private static func part(of path: String) throws -> String {
        String(decoding: try #require(try SavedSession(path: path).parts["settings"]), as: UTF8.self)
    }

    @Test func `the settings name the sample of ageing`() async throws {
        let talking = Talking()
        try await talking.say("maximize x; gene x in 0..9; strategy ageing sample 6")
        let values = try await talking.say("settings").flatMap { report -> [SettingsReport.Row] in
            if case .settings(let settings) = report { settings.rows } else { [] }
        }
        #expect(values.first { $0.name.hasSuffix("strategy") }?.value == "ageing sample 6")
    }

    @Test func `every chosen setting is stored under its original name`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.commands)\nsave session '\(folder.path)/all.session'")
        let all = try Self.part(of: "\(folder.path)/all.session")
        #expect(all.contains(#""population":\#(Self.population)"#))
        #expect(all.contains(#""training":\#(Self.training)"#))
        #expect(all.contains(#""network":{"isUniform":true,"layers":3}"#))
        try await talking.say("population default litter 3; training default; training patience 3")
        try await talking.say("save session '\(folder.path)/few.session'")
        let few = try Self.part(of: "\(folder.path)/few.session")
        #expect(few.contains(#""population":{"base":"best","litter":3}"#))
        #expect(few.contains(#""training":{"patience":3}"#))
    }

    private func rows(_ talking: Talking) async throws -> [SettingsReport.Row] {
        guard case .settings(let report)? = try await talking.say("settings").last else { return [] }
        return report.rows
    }

    @Test func `saved settings are the same after opening`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.commands)\nsave session '\(folder.path)/all.session'")
        let opened = Talking()
        try await opened.say("open session '\(folder.path)/all.session'")
        let (mine, theirs) = (try await rows(opened), try await rows(talking))
        #expect(mine == theirs)
        #expect(mine.contains { $0.name == "training decay" && $0.value == "0.012345678901" && !$0.isDefault })
        try await opened.say("save session '\(folder.path)/again.session'")
        #expect(try Self.part(of: "\(folder.path)/again.session").contains(Self.population))
    }

    @Test(arguments: [
        (
            #""loss":"huber""#, #""loss":"hubris""#,
            "training.loss: Cannot initialize Loss from invalid String value hubris"
        ),
        (
            #""schedule":"cosine""#, #""schedule":"sine""#,
            "training.schedule: Cannot initialize Schedule from invalid String value sine"
        ),
        (
            #""crossover":"two_point""#, #""crossover":"three_point""#,
            "population.crossover: Cannot initialize Crossover from invalid String value three_point"
        ),
        (#""elitism":0.07"#, #""elitism":1.07"#, "population.elitism: 1.07 is not a fraction from 0 to 1"),
    ])
    func `an unknown stored choice is an error, never the default`(
        known: String, unknown: String, reason: String
    ) async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/all.session"
        try await Talking().say("\(Self.commands)\nsave session '\(path)'")
        let saved = try SavedSession(path: path)
        var parts = saved.parts
        let settings = try Self.part(of: path)
        try #require(settings.contains(known))
        parts["settings"] = Data(settings.replacing(known, with: unknown).utf8)
        try SavedSession(format: saved.format, title: saved.title, parts: parts, evaluations: []).write(to: path)
        #expect(
            await Talking().error("open session '\(path)'")
                == "\(path) holds no session that this version can read: \(reason)")
    }

    @Test func `settings chosen one by one are combined`() async throws {
        let talking = Talking()
        try await talking.say(
            "population size 9 elitism 10%; population litter 2; strategy steady; population factor 50%")
        let text = "population size 9 elitism 10% factor 50% crossover uniform litter 3"
        let reports = try await talking.say("population crossover uniform litter 3")
        guard case .message(let message, _)? = reports.last else {
            Issue.record("no answer")
            return
        }
        #expect(message == text)
    }
}
