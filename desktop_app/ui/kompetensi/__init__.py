"""Assessments of competencies: the list, and the sheet of one with its chart."""
