"""What the kabupaten asks of this office: corrections and moves."""
