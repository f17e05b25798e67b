"""The computers of offices at the kabupaten: lost ones, twins, and the way back."""
