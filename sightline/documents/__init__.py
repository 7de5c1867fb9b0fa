"""Documents and charts from plain data: PDF, Word and SVG, without a database or a request."""
