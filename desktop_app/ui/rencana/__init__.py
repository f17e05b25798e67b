"""The planning tools of the window: matrix of roles, manual of an indicator, workblock."""
