"""Action plans (B.1.1) and the documentation of what came of them (B.1.2): their list and the sheet of one."""
