"""Development plans: who has how many hours, and the plan of one person."""
