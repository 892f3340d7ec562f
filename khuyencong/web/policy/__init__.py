"""Pages on the law in force: norms on any day, what changed, instruments, the reviewed list of activities."""
