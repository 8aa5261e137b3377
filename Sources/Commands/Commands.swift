import CommandLanguage
public import CommandParsing
import Drawings
import ResultCommands
import Scripts
import SearchCommands
public import Session

/// All commands, in the order that `help` lists them.
public enum Commands {
    /// The types of the commands.
    public static let all: [any Command.Type] = types

    /// Returns all commands with the vocabularies of all modules, ready to be parsed and executed.
    ///
    /// - Parameter profiles: The file of the user's own launchers; nil for none.
    public static func table(profiles: String? = nil) -> CommandTable<ExecutableCommand> {
        CommandTable(types.map { (type: $0, maker: maker($0)) }, vocabulary: .all(profiles: profiles))
    }

    private static func maker(_ type: any SessionCommand.Type) -> CommandTable<ExecutableCommand>.Maker {
        @Sendable func make(_ captures: Captures) throws(Diagnostic) -> ExecutableCommand {
            ExecutableCommand(try type.init(captures))
        }
        return make
    }

    /// The types of the commands with their meaning. A new command needs one line here.
    private static let types: [any SessionCommand.Type] = [
        LoadCommand.self,
        GeneCommand.self, GenesCommand.self, GenusCommand.self, NetworkCommand.self,
        MaximizeCommand.self, MinimizeCommand.self, RequireCommand.self, TrainingCommand.self,
        PopulationCommand.self, StrategyCommand.self, SeedCommand.self, WorkersCommand.self, EvolveCommand.self,
        AskCommand.self, TellCommand.self,
        StepCommand.self, BackCommand.self, CompareCommand.self, ExperimentCommand.self, WayCommand.self,
        ResetCommand.self, UndoCommand.self,
        ShowCommand.self, WhyCommand.self, PlotCommand.self,
        ExplainCommand.self, GuessCommand.self, AnswerCommand.self, ClassCommand.self, CollectCommand.self,
        WhatIfCommand.self, LessonCommand.self,
        TrainCommand.self, EnsembleCommand.self, ScoreCommand.self, PredictCommand.self,
        SaveCommand.self, OpenCommand.self, ResumeCommand.self, ExportCommand.self, ReportCommand.self,
        MemoryCommand.self, ForgetCommand.self, RecordCommand.self,
        RunCommand.self, LetCommand.self, IfCommand.self, ElseCommand.self, ForCommand.self, EndCommand.self,
        ExpectCommand.self, PrintCommand.self, PauseCommand.self, ShellCommand.self,
        HelpCommand.self, SettingsCommand.self, PromptCommand.self, ClearCommand.self, VersionCommand.self,
        QuitCommand.self,
    ]
}
