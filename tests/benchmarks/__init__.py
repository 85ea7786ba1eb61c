"""Speed, measured and never timed in a test: `python -m tests.benchmarks` prints figures, floors and goals."""
