"""Clauses of the law as pure functions: a case and the law book in, findings out."""
