"""Where every change of one record can be read."""
