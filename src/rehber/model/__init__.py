"""What a course is: frozen data, no input or output."""
