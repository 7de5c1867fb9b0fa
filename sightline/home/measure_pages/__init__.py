"""The pages of figures: a dashboard of all measures of a year, and a page for each with what lies behind it.

They stand on the top floor because they bring together the measures, the charts and the records of every app.
"""
