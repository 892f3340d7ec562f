"""The verbs of planning: one public function, one transaction each."""
