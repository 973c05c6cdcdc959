"""The history as Markdown pages in both languages. Templates stand beside the code; links are relative."""
