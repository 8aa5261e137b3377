import Datasets
import Foundation
import ModelFiles
import Networks
import Support
import Testing

@Suite struct OptimizerConstantsTests {
    /// The defaults of the constructors of Keras 3.15 (`keras.optimizers.Adam().get_config()` and so on).
    private static let keras: [Optimizer.Rule: [String: Double]] = [
        .sgd: ["momentum": 0],
        .rmsprop: ["rho": 0.9, "momentum": 0, "epsilon": 1e-7],
        .adagrad: ["initial_accumulator_value": 0.1, "epsilon": 1e-7],
        .adadelta: ["rho": 0.95, "epsilon": 1e-7],
        .adam: ["beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7],
        .adamw: ["beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "weight_decay": 0.004],
        .adamax: ["beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7],
        .nadam: ["beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7],
        .lion: ["beta_1": 0.9, "beta_2": 0.99],
    ]

    /// The numbers in the call that creates the optimizer of an exported program.
    private static func exported(_ rule: Optimizer.Rule) throws -> [String: Double] {
        let folder = try TemporaryFolder()
        let dataset = try Dataset(
            name: "tiny", layout: .table(columns: ["a"]), features: .floats((0..<20).map { Float($0) }),
            targets: .classes(labels: (0..<20).map { UInt16($0 % 2) }, names: ["no", "yes"]))
        let split = try Split(dataset, plan: SplitPlan())
        let examples = Examples(
            dataset: dataset, split: split,
            preprocessing: .centred(dataset, training: split.training, by: .pixel, scalesTargets: false))
        var settings = TrainingSettings()
        settings.optimizer = Optimizer(rule)
        let architecture = Architecture(
            inputs: 1, hidden: [], outputs: 2, outputActivation: .softmax, initializer: .glorotUniform)
        _ = try KerasProgram(architecture, settings, examples, version: "1").write(to: "\(folder.path)/x.py")
        let text = try String(contentsOfFile: "\(folder.path)/x.py", encoding: .utf8)
        let call = try #require(text.firstMatch(of: #/keras\.optimizers\.(?<name>\w+)\((?<arguments>[^)]*)\)/#))
        return Dictionary(
            uniqueKeysWithValues: call.output.arguments.matches(of: #/(\w+)=([-+.0-9e]+)/#).compactMap { match in
                Double(match.output.2).map { (String(match.output.1), $0) }
            })
    }

    @Test(arguments: Optimizer.Rule.all)
    func `an exported program passes the constants of the training to Keras`(rule: Optimizer.Rule) throws {
        var wanted = try #require(Self.keras[rule])
        let constants = rule.constants
        #expect(constants.beta1 == wanted["beta_1"])
        #expect(constants.beta2 == wanted["beta_2"])
        #expect(constants.rho == wanted["rho"])
        #expect(constants.epsilon == wanted["epsilon"])
        #expect(constants.firstMoment == wanted["initial_accumulator_value"])
        wanted["learning_rate"] = rule == .sgd ? 0.01 : 0.001
        #expect(try Self.exported(rule) == wanted)
    }
}
