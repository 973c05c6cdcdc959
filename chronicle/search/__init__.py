"""The site's own search: what stands on the pages, as files of which a reader's query needs only a few."""
