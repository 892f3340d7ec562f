"""One command, one file. Each gives NAME, HELP, configure(parser) and run(arguments) -> exit code."""
