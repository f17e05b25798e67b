"""SKP Luring: targets and evaluations of civil servants, recorded, printed and exchanged without a network."""

__version__ = "0.6.0"
