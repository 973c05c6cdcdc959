"""The history in formats for machines: one module a format."""
