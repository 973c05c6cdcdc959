"""Timelines for pages of others: lean pages for a frame, and the script beside them for the page around it."""
