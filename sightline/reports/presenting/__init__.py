"""A frozen report made readable: as a web page, as a document tree for PDF and Word, as one file of HTML.

Everything here reads the frozen document alone; a draft is frozen for a moment to be previewed, so that what is
previewed is what will be published.
"""
