"""Lists that go out, are edited elsewhere and come back: what was changed there, here, and in both places.

A workbook says of each row which record it is of and when it was exported. History tells what the record was
then, so that what the sheet changed can be told from what was changed here meanwhile.
"""
