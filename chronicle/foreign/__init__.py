"""Timelines that were made elsewhere: read, matched with what is here, and made into files of ours."""
