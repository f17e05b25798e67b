"""Standards of competencies: what posts require, in Pengaturan."""
