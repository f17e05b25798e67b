"""Templates of an SKP: what the office has, its own and those of others."""
