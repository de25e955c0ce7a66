"""Returns and evaluations as both faces show them: words, the way of a return, and the fault analysis on paper."""
