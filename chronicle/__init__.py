"""The code behind the timeline: YAML events in, Markdown pages and data files out.

The modules are listed lowest first in docs/architecture.md; imports point down only.
"""
