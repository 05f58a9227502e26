"""Speed, as a ratio against a stated baseline in the same run; no pass marks, no tests."""
