"""Speed, measured and never timed in a test: `python -m tests.benchmarks` prints each figure beside its floor and goal."""
