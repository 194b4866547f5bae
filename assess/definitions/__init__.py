"""Text in: YAML becomes questionnaires, benchmarks and assessments, or all problems at once."""
