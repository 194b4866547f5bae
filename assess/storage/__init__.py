"""What is kept: assessments, their answers, and the questionnaire they were given to."""
