"""The language of PermenPANRB 6/2022 as pure data and rules: no I/O, no clock, no Qt, no SQL."""
