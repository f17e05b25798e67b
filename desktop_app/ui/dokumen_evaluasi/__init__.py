"""The ways of evaluation documents: the list of a period, the way of one, the question about a step."""
