"""The course itself: workspace, predictions, checks, quizzes, progress, and the notebooks' build."""
