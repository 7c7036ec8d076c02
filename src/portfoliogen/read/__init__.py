"""Files to documents: what does it say, and where? The only stage that reads learners' texts."""
