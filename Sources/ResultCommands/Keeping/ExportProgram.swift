import CommandLanguage
import CurrentNetwork
import Datasets
import Evolution
import Messages
import ModelFiles
import Networks
import Objectives
import Reports
import Session
import SessionState

extension Session {
    /// Writes a program that trains the fittest network as `train fittest` does: `export program`.
    func exportProgram(
        to path: String, replaces: Bool, _ context: ExecutionContext
    ) throws(SessionError) -> Report {
        let (fittest, _, _) = try fittestOrganism()
        warnOfUnfinishedFittest(context)
        let objective = try networkObjective()
        let examples = try loadedExamples(for: "export program").examples
        var blueprint: NetworkBlueprint
        do { blueprint = try objective.blueprint(of: fittest.genome) } catch { throw .failed(error.description) }
        blueprint.settings.patience = 10
        for file in KerasProgram.paths(of: path) { try permit(file, replaces: replaces, context) }
        do throws(ModelFileError) {
            let paths = try KerasProgram(blueprint.architecture, blueprint.settings, examples, version: Version.number)
                .write(to: path, remark: state.signature)
            return .written(path: paths.joined(separator: " and "), what: "program")
        } catch {
            throw .failed(error.description)
        }
    }
}
