"""Files in and files out: a file is looked through and shown before anything of it is kept."""
