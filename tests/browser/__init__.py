"""Tests in a real browser, and the fixtures for them.

axe.min.js is axe-core 4.14.1 (MPL-2.0; axe-LICENSE.txt and axe-LICENSE-3RD-PARTY.txt).
"""
