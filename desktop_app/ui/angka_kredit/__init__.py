"""The page of credit points: conversions and determinations of functional officers."""
