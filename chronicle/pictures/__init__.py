"""Pictures that stand beside a link to the site when somebody shares it: drawn at build time, without a browser."""
