"""The plan workbook: definition, template, reading, giving back with remarks, putting together. No Django here."""
