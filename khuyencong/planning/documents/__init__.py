"""Papers of planning: the checked workbook, the consolidated plan."""
