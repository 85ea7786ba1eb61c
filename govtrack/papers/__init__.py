"""Files: values in, a file out, or a file in, rows out."""
