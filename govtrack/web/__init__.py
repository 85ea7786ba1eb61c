"""What rooms share: guards, forms, formats and errors."""
