"""What the kabupaten sends to its offices: answers, corrections asked for, moves, rule files."""
