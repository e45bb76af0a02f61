using System.CommandLine;
using SceneForge.Cli.Terminal;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge completion bash|zsh|fish|pwsh</c></summary>
internal static class CompletionCommand
{
    // The program itself completes: [suggest:PLACE] gives a word a line for the command line behind it.
    private static readonly SortedDictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _sceneforge() {
              local word=${COMP_WORDS[COMP_CWORD]}
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word"))
              [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$word"))
            }
            complete -o filenames -F _sceneforge sceneforge ./sceneforge
            """,
        ["fish"] = """
            complete -c sceneforge -a '(sceneforge "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName sceneforge -ScriptBlock {
              param($word, $line, $place)
              sceneforge "[suggest:$place]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
        ["zsh"] = """
            _sceneforge() {
              local found=("${(@f)$(sceneforge "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -a found || _files
            }
            compdef _sceneforge sceneforge
            """,
    };

    public static Command Create()
    {
        Argument<string> shell = new("SHELL") { Description = string.Join(", ", Scripts.Keys) };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Command command = new("completion",
            "Prints a script that completes commands, options and names: source <(sceneforge completion bash).") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.Write(Scripts[parsed.GetValue(shell)!].ReplaceLineEndings("\n") + "\n");
            return ExitCode.Done;
        });
        return command;
    }
}
