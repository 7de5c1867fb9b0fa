"""Statutory returns with a form of their own: the children in need census in XML, Ofsted's Annex A as a workbook."""
