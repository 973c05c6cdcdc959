"""What the form on the site needs to know, so that it says what `check` would say."""
